import { formatClock } from '../../../shared/model/format';
import type { ReportEvidence } from '../../../shared/report/schema';
import { showAnswer } from '../../store/choiceStore';
import { zoneOffsetMinutes } from '../../store/clock';
import { texts } from '../../texts/catalogue';
import { keyed } from '../../ui/keyed';
import { RequestText } from '../../ui/RequestText';
import { claimText, copyClaim } from './claim';

const words = texts.inspector.overview;

/** Proofs: the request, when, what it showed; a kept answer is one click away. `subject`: what they prove, for the copy. */
export function EvidenceList({ evidence, subject }: { readonly evidence: readonly ReportEvidence[]; readonly subject: string }) {
  if (evidence.length === 0) return null;
  return (
    <section>
      <h3 className="hs-label">{words.seen}</h3>
      <ul className="hs-proofs" data-testid="proofs">
        {keyed(evidence, ({ request }) => request ?? '').map(([key, proof]) => (
          <Proof key={key} proof={proof} subject={subject} />
        ))}
      </ul>
    </section>
  );
}

function Proof({ proof, subject }: { readonly proof: ReportEvidence; readonly subject: string }) {
  const { answerId, line, request } = proof;
  const shown = line === undefined ? words.rawAnswer : words.line(line);
  return (
    <li onKeyDown={(event) => copyClaim(event, claimText(`${subject}: ${proof.says}`, proof))}>
      <div className="hs-proof-head hs-small">
        {request === undefined ? <code className="hs-ellipsis">{words.watched}</code> : <RequestText request={request} />}
        <span className="hs-t3 hs-nowrap hs-end">{formatClock(Date.parse(proof.at), zoneOffsetMinutes())}</span>
      </div>
      <div className="hs-proof-says">
        <span>{proof.says}</span>
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
