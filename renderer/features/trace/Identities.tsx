import type { Trace, TraceIdentity } from '../../../shared/contract/trace';
import type { Health } from '../../../shared/model/health';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';
import { TermText } from '../../ui/TermText';
import { termsAbove } from '../../ui/writtenTerms';

const t = texts.trace;
const STATES: Readonly<Record<TraceIdentity['holds'], Health>> = { yes: 'ok', no: 'broken', 'cannot-tell': 'unknown' };

/** A window so high has room for the sentences. */
const ROOMY_PX = 960;

/** What must be equal where two hops speak of one sample. */
export function Identities({ trace: { identities } }: { readonly trace: Trace }) {
  if (identities.length === 0) return null;
  const above = termsAbove(identities.map(({ says }) => says));
  return (
    <details
      className="hs-trace-identities hs-small"
      open={identities.some(({ holds }) => holds === 'no') || window.innerHeight >= ROOMY_PX}
      data-testid="trace-identities"
    >
      <summary>
        {t.mustBe}
        {identities.map(({ id, holds }) => (
          <span key={id} className={`hs-trace-word hs-is-${STATES[holds]}`}>
            <Glyph state={STATES[holds]} />
            <span className="hs-hidden">{t.holds[holds]}</span>
          </span>
        ))}
        <span className="hs-t3">{countWords(identities)}</span>
      </summary>
      <ul>
        {identities.map(({ id, holds, says }, at) => (
          <li key={id} data-holds={holds}>
            <span className={`hs-trace-word hs-is-${STATES[holds]}`}>
              <Glyph state={STATES[holds]} />
              {t.holds[holds]}
            </span>
            <span>
              <TermText text={says} leaveOut={above[at]} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function countWords(identities: readonly TraceIdentity[]): string {
  const counts = (['yes', 'no', 'cannot-tell'] as const).map(
    (holds) => [holds, identities.filter((each) => each.holds === holds).length] as const,
  );
  return counts.flatMap(([holds, count]) => (count === 0 ? [] : [`${count} ${(count === 1 ? t.holds : t.many)[holds]}`])).join(', ');
}
