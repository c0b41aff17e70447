import { formatClock } from '../../../shared/model/format';
import type { ReportEvidence } from '../../../shared/report/schema';
import { showAnswer } from '../../store/choiceStore';
import { zoneOffsetMinutes } from '../../store/clock';

/** Proofs: the request, when, what it showed; a kept answer is one click away. */
export function EvidenceList({ evidence }: { readonly evidence: readonly ReportEvidence[] }) {
  if (evidence.length === 0) return null;
  return (
    <section>
      <h3 className="hs-label">Proof</h3>
      <ul className="hs-proofs">
        {evidence.map((proof) => (
          <Proof key={`${proof.at} ${proof.request ?? ''} ${proof.says}`} proof={proof} />
        ))}
      </ul>
    </section>
  );
}

function Proof({ proof }: { readonly proof: ReportEvidence }) {
  const { answerId } = proof;
  return (
    <li>
      <div className="hs-proof-head hs-small">
        <code className="hs-ellipsis" title={proof.request}>
          {proof.request ?? 'watched'}
        </code>
        <span className="hs-t3 hs-nowrap hs-end">{formatClock(Date.parse(proof.at), zoneOffsetMinutes())}</span>
      </div>
      <div className="hs-proof-says">
        <span>{proof.says}</span>
        {answerId === undefined ? null : (
          <button type="button" className="hs-link hs-small hs-nowrap" onClick={() => showAnswer(answerId)}>
            {proof.line === undefined ? 'raw answer' : `line ${proof.line}`}
          </button>
        )}
      </div>
    </li>
  );
}
