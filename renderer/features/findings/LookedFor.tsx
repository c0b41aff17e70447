import { RULES } from '../../../shared/diagnosis/table';
import { useEngine } from '../../store/engineStore';
import { texts } from '../../texts/catalogue';
import { TermText } from '../../ui/TermText';
import { termsAbove } from '../../ui/writtenTerms';

const t = texts.findings;

/** Rules that found nothing in what they saw, or do not apply here: so that no findings is not taken for no looking. */
export function LookedFor() {
  const findings = useEngine((facts) => facts.view?.report.findings);
  const cannotTell = useEngine((facts) => facts.view?.report.cannotTell);
  const isSeen = useEngine((facts) => facts.view?.lookedAtMs !== undefined);
  if (!isSeen || findings === undefined || cannotTell === undefined) return null;
  const told = new Set([...findings, ...cannotTell].map(({ rule }) => rule));
  const quiet = RULES.filter(({ id }) => !told.has(id));
  const above = termsAbove(quiet.map(({ says }) => says));
  return (
    <details className="hs-guide" data-testid="looked-for">
      <summary>
        {t.lookedFor} <span className="hs-t3">{quiet.length}</span>
      </summary>
      <p>{t.wellMore(quiet.length)}</p>
      <ul className="hs-looked-for">
        {quiet.map(({ id, says }, at) => (
          <li key={id}>
            <b>{id}</b> <TermText text={says} leaveOut={above[at]} />
          </li>
        ))}
      </ul>
    </details>
  );
}
