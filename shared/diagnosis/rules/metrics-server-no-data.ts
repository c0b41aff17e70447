import { podsOf } from '../../model/objectsOf';
import { answerOf, failing, unseen, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { STORAGE_CHECK } from '../select/metricsServers';
import { nodeSubject } from '../select/nodes';
import { isYoung, patienceSeconds, youngestStartMs } from '../select/starting';
import { runsUnready, sayWorkload, workloadSubject } from '../select/workloads';
import type { MetricsServerSight } from '../sights';

type Needed = Pick<Facts, 'metricsServers' | 'pods' | 'nodes' | 'time'>;

export const metricsServerNoData = defineRule({
  id: 'metrics-server-no-data',
  severity: 'error',
  says: 'metrics-server runs and has nothing to serve.',
  symptom: '"Failed probe" probe="metric-storage-ready" err="no metrics to serve"; the pod is 0/1 Running',
  proof: 'the check metric-storage-ready of its /readyz',
  causedBy: [
    'kubelet-cert-untrusted',
    'kubelet-access-denied',
    'kubelet-serving-cert-missing',
    'node-address-unresolvable',
    'kubelet-unreachable-from-pods',
    'kubelet-not-answering',
    'node-unhealthy',
  ],
  needs: ['metricsServers', 'pods', 'nodes', 'time'],
  judge(facts) {
    return answerOf(
      facts.metricsServers.map((server) => judgeServer(server, facts)),
      'no metrics-server was found',
    );
  },
});

function judgeServer(server: MetricsServerSight, facts: Needed): Verdict {
  const { found, readyz } = server;
  const pods = podsOf(found, facts.pods.items);
  const failed = readyz?.state === 'ok' && readyz.value.some(({ name, ok }) => name === STORAGE_CHECK && !ok);
  if (!failed) {
    if (readyz?.state === 'ok' || !pods.some(runsUnready)) return WELL;
    return unseen(`/readyz of ${sayWorkload(found)}: which of its checks fails`);
  }
  const patience = patienceSeconds(server);
  const started = youngestStartMs(pods);
  if (isYoung(started, patience, facts.time))
    return unseen(`${sayWorkload(found)} to have run for two of its resolutions (${patience} s): before, it has nothing to serve`);
  return failing({
    subject: workloadSubject(found),
    title: 'metrics-server has nothing to serve',
    because: `Its readiness check ${STORAGE_CHECK} fails: no node and no pod has come through twice since it started.`,
    remedy: 'It repairs itself when the kubelets come through: the findings that explain this one say what stops them.',
    evidence: readyz.evidence,
    sinceMs: started,
    standsOn: facts.nodes.items.map(({ name }) => nodeSubject(name)),
  });
}
