import type { FindingPlace } from '../../../shared/contract/findings';
import { formatClock } from '../../../shared/model/format';
import { proofsOf } from '../../../shared/report/proofsOf';
import type { ReportEvidence } from '../../../shared/report/schema';
import type { Selection } from '../../store/choiceStore';
import { zoneOffsetMinutes } from '../../store/clock';
import { openProof } from '../../store/findingStore';
import { type Cause, subjectOf } from '../../store/findings';
import { texts } from '../../texts/catalogue';
import { keyed } from '../../ui/keyed';
import { RequestText } from '../../ui/RequestText';

const t = texts.findings;

interface ProofsProps {
  readonly cause: Cause;
  readonly places: ReadonlyMap<string, FindingPlace>;
}

/** The requests and watched objects that it stands on, each with its line. */
export function Proofs({ cause, places }: ProofsProps) {
  const proofs = proofsOf(cause.findings);
  if (proofs.length === 0) return null;
  const at = subjectOf(places.get(cause.first.id)) ?? { kind: 'card', card: 'kubelet' };
  return (
    <section>
      <h4 className="hs-label hs-row">
        {t.proof}
        <span className="hs-end">{t.requests(proofs.length)}</span>
      </h4>
      <ul className="hs-finding-proofs" data-testid="finding-proofs">
        {keyed(proofs, ({ request }) => request ?? '').map(([key, proof]) => (
          <Proof key={key} proof={proof} at={at} />
        ))}
      </ul>
    </section>
  );
}

function Proof({ proof, at }: { readonly proof: ReportEvidence; readonly at: Selection }) {
  const { request, says, line, answerId } = proof;
  return (
    <li>
      <div className="hs-finding-request hs-micro">
        {request === undefined ? <code className="hs-ellipsis">{t.watched}</code> : <RequestText request={request} />}
        <span className="hs-t3 hs-nowrap hs-end">{formatClock(Date.parse(proof.at), zoneOffsetMinutes())}</span>
      </div>
      <div className="hs-marked">
        <code>{says}</code>
        {answerId === undefined ? null : (
          <button
            type="button"
            className="hs-link hs-micro hs-nowrap"
            aria-label={t.openProofOf(says)}
            onClick={() => openProof(at, answerId, line)}
          >
            {line === undefined ? t.openProof : t.line(line)}
          </button>
        )}
      </div>
    </li>
  );
}
