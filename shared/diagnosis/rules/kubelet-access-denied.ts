import { answerOf, failing, unseen, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { getsNothing } from '../select/metricsServers';
import { sayWorkload, workloadSubject } from '../select/workloads';
import type { MetricsServerSight } from '../sights';

type Needed = Pick<Facts, 'metricsServers' | 'metricsApi' | 'accounts' | 'kubelets'>;

export const kubeletAccessDenied = defineRule({
  id: 'kubelet-access-denied',
  severity: 'error',
  says: 'metrics-server may not read the kubelets.',
  symptom:
    'request failed, status: "403 Forbidden"; or Forbidden (user=system:serviceaccount:kube-system:metrics-server, verb=get, resource=nodes, subresource=metrics)',
  proof: "RBAC or an access review for metrics-server's service account, and that it has nothing to serve",
  causedBy: [],
  needs: ['metricsServers', 'metricsApi', 'accounts', 'kubelets'],
  judge(facts) {
    return answerOf(
      facts.metricsServers.map((server) => judgeServer(server, facts)),
      'no metrics-server was found',
    );
  },
});

function judgeServer(server: MetricsServerSight, facts: Needed): Verdict {
  const { found } = server;
  const nothing = getsNothing(server, facts);
  if (nothing === undefined) return WELL;
  const webhookOff = facts.kubelets.find(({ configz }) => configz?.state === 'ok' && configz.value.webhook === false);
  const account = facts.accounts.find(({ component }) => component === found.id);
  if (account?.nodeMetrics === 'denied') {
    const { namespace, name } = account.account;
    return failing({
      subject: workloadSubject(found),
      title: 'metrics-server may not read the kubelets',
      because: `Its service account ${namespace}/${name} may not get nodes/metrics: every kubelet answers it with 403, and it has nothing to serve.`,
      remedy: `Give its ClusterRole (system:metrics-server in its manifest) the rule {apiGroups: [""], resources: ["nodes/metrics"], verbs: ["get"]} and bind it to ${namespace}/${name}. Not nodes/proxy: that allows running commands in containers.`,
      evidence: [...account.evidence, ...nothing.evidence],
    });
  }
  if (webhookOff)
    return failing({
      subject: workloadSubject(found),
      title: 'The kubelets do not check service account tokens',
      because: `authentication.webhook is off in the kubelet of ${webhookOff.node}: it takes metrics-server for system:anonymous and refuses it.`,
      remedy: `Set authentication.webhook.enabled: true in the kubelet configuration of ${webhookOff.node}.`,
      evidence: [...(webhookOff.configz?.evidence ?? []), ...nothing.evidence],
    });
  if (account?.nodeMetrics === 'allowed') return WELL;
  return unseen(
    `whether the service account of ${sayWorkload(found)} may get nodes/metrics (list ClusterRoles and their bindings, or create subjectaccessreviews)`,
  );
}
