import { RULES } from '../../../shared/diagnosis/table';
import { texts } from '../../texts/catalogue';
import { TermText } from '../../ui/TermText';
import { termsAbove } from '../../ui/writtenTerms';

const t = texts.findings;

/** What the guide says of a rule, without leaving the window. */
export function GuideWords({ rule }: { readonly rule: string }) {
  const found = RULES.find(({ id }) => id === rule);
  if (found === undefined) return null;
  const { says, symptom, proof, causedBy } = found;
  const [, ofSymptom, ofProof] = termsAbove([says, symptom, proof]);
  return (
    <details className="hs-guide" data-testid="finding-guide">
      <summary>{t.guide(rule)}</summary>
      <p>
        <TermText text={says} />
      </p>
      <dl className="hs-cause-facts">
        <dt>{t.seenAs}</dt>
        <dd>
          <TermText text={symptom} leaveOut={ofSymptom} />
        </dd>
        <dt>{t.provenBy}</dt>
        <dd>
          <TermText text={proof} leaveOut={ofProof} />
        </dd>
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
