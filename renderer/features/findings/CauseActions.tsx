import type { FindingPlace } from '../../../shared/contract/findings';
import { alertRules } from '../../../shared/exports/alertRules';
import { toIssueText } from '../../../shared/exports/issueText';
import { toPrometheusRule } from '../../../shared/exports/ruleFile';
import { proofsOf } from '../../../shared/report/proofsOf';
import { copiesOf } from '../../store/copies';
import { useEngine } from '../../store/engineStore';
import { openProof } from '../../store/findingStore';
import { type Cause, subjectOf } from '../../store/findings';
import { texts } from '../../texts/catalogue';
import { CopyButton } from '../../ui/CopyButton';

const t = texts.findings;

interface ActionsProps {
  readonly cause: Cause;
  readonly places: ReadonlyMap<string, FindingPlace>;
}

/** The proof as it came, and what is to be pasted elsewhere. */
export function CauseActions({ cause, places }: ActionsProps) {
  const report = useEngine((facts) => facts.view?.report);
  const proofs = proofsOf(cause.findings);
  const kept = proofs.find(({ answerId }) => answerId !== undefined);
  const kubectl = proofs.flatMap(({ request }) => copiesOf(request, report?.cluster)).find(({ form }) => form === 'kubectl')?.text;
  const at = subjectOf(places.get(cause.first.id)) ?? { kind: 'card' as const, card: 'kubelet' };
  const { answerId, line } = kept ?? {};
  return (
    <div className="hs-cause-actions">
      {answerId === undefined ? null : (
        <button type="button" className="hs-button hs-button-solid" data-testid="finding-raw" onClick={() => openProof(at, answerId, line)}>
          {t.raw}
        </button>
      )}
      {report === undefined ? null : <CopyButton text={toIssueText(report, cause.findings)} label={t.issue} />}
      {alertRules(cause.findings).rules.length === 0 ? null : <CopyButton text={toPrometheusRule(cause.findings)} label={t.rules} />}
      {kubectl === undefined ? null : <CopyButton text={kubectl} label={t.kubectl} />}
    </div>
  );
}
