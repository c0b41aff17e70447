import { answerOf, cannotTell, failing, notApplicable, PASS } from '../answer';
import { defineRule } from '../rule';

export const nodeProxyDenied = defineRule({
  id: 'node-proxy-denied',
  severity: 'info',
  says: 'You may not ask kubelets through the kube-apiserver: what stands on that cannot be told.',
  symptom: 'nodes "N" is forbidden: User "U" cannot get resource "nodes/proxy" in API group "" at the cluster scope',
  proof: 'the access review that is asked before every request',
  causedBy: [],
  needs: ['kubelets'],
  judge({ kubelets }) {
    if (kubelets.length === 0) return notApplicable('no kubelet was found');
    const refused = kubelets.flatMap(({ resource }) =>
      resource?.state === 'denied' && resource.missing.subresource === 'proxy' ? [resource] : [],
    );
    const [first] = refused;
    if (!first) return kubelets.some(({ resource }) => resource !== undefined) ? PASS : cannotTell('a look at a kubelet');
    return answerOf(
      [
        failing({
          subject: 'kubelet',
          title: 'You may not ask the kubelets',
          because: `${first.because}: ${refused.length} of ${kubelets.length} kubelets are judged by their nodes' conditions, the Metrics API and Prometheus alone.`,
          remedy:
            'Do not ask for nodes/proxy: whoever may get it can run commands in every container of the node. Read the kubelets directly with nodes/metrics and nodes/stats (from Kubernetes 1.36 also nodes/healthz, nodes/pods and nodes/configz), or through Prometheus.',
          evidence: first.evidence,
        }),
      ],
      '',
    );
  },
});
