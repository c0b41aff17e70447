import type { Observation } from '../../model/observation';
import { answerOf, failing, unseen, type Verdict, WELL } from '../answer';
import { defineRule } from '../rule';
import { hasNoCertificate } from '../select/kubelets';
import { nodeSubject } from '../select/nodes';
import type { KubeletSight } from '../sights';

export const kubeletServingCertMissing = defineRule({
  id: 'kubelet-serving-cert-missing',
  severity: 'error',
  says: 'A kubelet waits for its serving certificate: nobody approved its CSR.',
  symptom: 'remote error: tls: internal error (the kubelet logs: no serving certificate available for the kubelet)',
  proof: 'the text with which the node proxy fails',
  causedBy: [],
  needs: ['kubelets'],
  judge: ({ kubelets }) => answerOf(kubelets.map(judge), 'no kubelet was found'),
});

function judge({ node, healthz, resource }: KubeletSight): Verdict {
  const seen: readonly (Observation<unknown> | undefined)[] = [resource, healthz];
  const told = seen.find((each) => each?.state === 'unreachable' && hasNoCertificate(each));
  if (!told)
    return seen.some((each) => each !== undefined && each.state !== 'denied')
      ? WELL
      : unseen('the kubelets that were not asked in this turn');
  return failing({
    subject: nodeSubject(node),
    title: `The kubelet of ${node} has no serving certificate`,
    because: `Every TLS connection to it ends with "tls: internal error": it asked the cluster for a certificate (serverTLSBootstrap) and has none yet.`,
    remedy: `Approve its CSR: kubectl get csr, those of signer kubernetes.io/kubelet-serving for system:node:${node}, then kubectl certificate approve NAME; or run an approver.`,
    evidence: told.evidence,
  });
}
