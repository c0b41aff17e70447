import { formatAge } from '../../model/format';
import { answerOf, failing, unseen, WELL } from '../answer';
import { defineRule } from '../rule';
import { nodeSubject } from '../select/nodes';

const WEEK_SECONDS = 7 * 86_400;

export const certificateExpiring = defineRule({
  id: 'certificate-expiring',
  severity: 'warning',
  says: "A kubelet's serving certificate ends within a week.",
  symptom: 'x509: certificate has expired or is not yet valid',
  proof: "kubelet_certificate_manager_server_ttl_seconds in the kubelet's own metrics",
  causedBy: [],
  needs: ['kubelets'],
  judge: ({ kubelets }) =>
    answerOf(
      kubelets.map(({ node, metrics }) => {
        if (metrics?.state !== 'ok') return unseen('/metrics of the kubelets that were not read: how long their certificates last');
        const seconds = metrics.value.servingCertificateTtlSeconds;
        // A kubelet that does not rotate says nothing (or +Inf).
        if (seconds === undefined || seconds > WEEK_SECONDS) return WELL;
        const over = seconds <= 0;
        return failing({
          subject: nodeSubject(node),
          ...(over ? { severity: 'error' as const } : {}),
          title: `The serving certificate of the kubelet of ${node} ${over ? 'has expired' : `ends in ${formatAge(seconds)}`}`,
          because: `It is rotated long before its end when a CSR is approved; this one ${over ? 'was not, and who checks certificates refuses the kubelet' : 'has not been yet'}.`,
          remedy: `See whether a CSR of signer kubernetes.io/kubelet-serving for system:node:${node} waits: kubectl get csr`,
          evidence: metrics.evidence.slice(0, 1).map((each) => ({ ...each, shows: ['kubelet_certificate_manager_server_ttl_seconds'] })),
        });
      }),
      'no kubelet was found',
    ),
});
