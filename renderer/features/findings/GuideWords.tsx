import { RULES } from '../../../shared/diagnosis/table';
import { texts } from '../../texts/catalogue';

const t = texts.findings;

/** What the guide says of a rule, without leaving the window. */
export function GuideWords({ rule }: { readonly rule: string }) {
  const found = RULES.find(({ id }) => id === rule);
  if (found === undefined) return null;
  const { says, symptom, proof, causedBy } = found;
  return (
    <details className="hs-guide" data-testid="finding-guide">
      <summary>{t.guide(rule)}</summary>
      <p>{says}</p>
      <dl className="hs-cause-facts">
        <dt>{t.seenAs}</dt>
        <dd>{symptom}</dd>
        <dt>{t.provenBy}</dt>
        <dd>{proof}</dd>
        {causedBy.length === 0 ? null : (
          <>
            <dt>{t.mayFollow}</dt>
            <dd>{causedBy.join(', ')}</dd>
          </>
        )}
      </dl>
    </details>
  );
}
