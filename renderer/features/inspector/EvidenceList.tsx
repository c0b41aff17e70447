import type { TermId } from '../../../shared/knowledge/glossary';
import { formatClock } from '../../../shared/model/format';
import type { ReportEvidence } from '../../../shared/report/schema';
import { showAnswer } from '../../store/choiceStore';
import { zoneOffsetMinutes } from '../../store/clock';
import { texts } from '../../texts/catalogue';
import { keyed } from '../../ui/keyed';
import { RequestText } from '../../ui/RequestText';
import { TermText } from '../../ui/TermText';
import { termsAbove } from '../../ui/writtenTerms';
import { claimText, copyClaim } from './claim';

const words = texts.inspector.overview;

/** Proofs: the request, when, what it showed; a kept answer is one click away. `subject`: what they prove, for the copy. */
export function EvidenceList({ evidence, subject }: { readonly evidence: readonly ReportEvidence[]; readonly subject: string }) {
  if (evidence.length === 0) return null;
  const above = termsAbove(evidence.map(({ says }) => says));
  return (
    <section>
      <h3 className="hs-label">{words.seen}</h3>
      <ul className="hs-proofs" data-testid="proofs">
        {keyed(evidence, ({ request }) => request ?? '').map(([key, proof], at) => (
          <Proof key={key} proof={proof} subject={subject} marked={above[at] ?? []} />
        ))}
      </ul>
    </section>
  );
}

interface ProofProps {
  readonly proof: ReportEvidence;
  readonly subject: string;
  readonly marked: readonly TermId[];
}

function Proof({ proof, subject, marked }: ProofProps) {
  const { answerId, line, request } = proof;
  const shown = line === undefined ? words.rawAnswer : words.line(line);
  return (
    <li onKeyDown={(event) => copyClaim(event, claimText(`${subject}: ${proof.says}`, proof))}>
      <div className="hs-proof-head hs-small">
        {request === undefined ? <code className="hs-ellipsis">{words.watched}</code> : <RequestText request={request} />}
        <span className="hs-t3 hs-nowrap hs-end">{formatClock(Date.parse(proof.at), zoneOffsetMinutes())}</span>
      </div>
      <div className="hs-proof-says">
        <span>
          <TermText text={proof.says} leaveOut={marked} />
        </span>
        {answerId === undefined ? null : (
          <button
            type="button"
            className="hs-link hs-small hs-nowrap"
            onClick={() => showAnswer(answerId, line)}
            title={texts.inspector.claimHint}
            aria-label={`${words.proofOf(proof.says)}: ${shown}`}
          >
            {shown}
          </button>
        )}
      </div>
    </li>
  );
}
