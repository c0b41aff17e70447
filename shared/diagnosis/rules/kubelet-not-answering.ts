import type { Reachability } from '../../analysis/reachability/ways';
import { formatDuration } from '../../model/format';
import { answerOf, failing, unseen, type Verdict, WELL } from '../answer';
import { defineRule } from '../rule';
import { kubeletReach } from '../select/kubeletReach';
import { type KubeletState, kubeletState } from '../select/kubelets';
import { nodeSubject, nodesNotReady } from '../select/nodes';
import { addressesOf, reaches } from '../select/reach';
import type { KubeletSight } from '../sights';

export const kubeletNotAnswering = defineRule({
  id: 'kubelet-not-answering',
  severity: 'error',
  says: 'A kubelet does not answer, or so late that its readers give up.',
  symptom: 'context deadline exceeded, 502 or 504 of the node proxy; or answers that take seconds',
  proof: "the kube-apiserver's proxy to the kubelet: /healthz and /metrics/resource, with their times",
  causedBy: ['node-unhealthy'],
  needs: ['kubelets', 'nodes', 'time', 'metricsApi', 'scrapers'],
  judge(facts) {
    const down = nodesNotReady(facts.nodes.items);
    const nodes = new Map(facts.nodes.items.map((node) => [node.name, node]));
    const reachOf = reaches(facts, addressesOf(facts.nodes.items));
    const whoSees = (sight: KubeletSight): string => {
      const node = nodes.get(sight.node);
      return node === undefined ? '' : othersToo(kubeletReach(node, sight, reachOf(node.name)));
    };
    return answerOf(
      facts.kubelets.map((sight) => judgeKubelet(sight, down, whoSees, facts.time.apiServerMs)),
      'no kubelet was found',
    );
  },
});

/** When even the kube-apiserver's own /livez takes a tenth of it, the time is lost on the way from here: it is not the kubelet's. */
const OF_THE_WAY = 10;

/** What the other ways say of it; nothing where none of them is known. */
function othersToo({ verdict, says }: Reachability): string {
  return verdict === 'reached' || verdict === 'untold' || verdict === 'kubelet-or-way' ? '' : ` ${says}`;
}

function judgeKubelet(sight: KubeletSight, down: ReadonlySet<string>, whoSees: (sight: KubeletSight) => string, apiServerMs = 0): Verdict {
  const state = kubeletState(sight);
  // One without a certificate answers, with an alert: kubelet-serving-cert-missing says it.
  if (state.is === 'answers' || state.is === 'uncertified') return WELL;
  if (state.is === 'unseen') return unseen(state.because);
  const { node } = sight;
  if (state.is === 'slow' && state.ms !== undefined && state.ms < OF_THE_WAY * apiServerMs)
    return unseen(`a faster way to ${node}: ${state.says}, and the kube-apiserver's own /livez ${formatDuration(apiServerMs / 1000)}`);
  const notReady = down.has(node);
  return failing({
    subject: nodeSubject(node),
    ...WORDS[state.is](node),
    because: `${state.says}. ${FOLLOWS[state.is]}${whoSees(sight)}`,
    evidence: [...(sight.resource?.evidence ?? []), ...(sight.healthz?.evidence ?? [])],
    // Gone together with its node, it is a part of that; otherwise it is where the trouble begins.
    ...(state.is === 'gone' && notReady ? {} : { root: true }),
  });
}

type Troubled = Exclude<KubeletState['is'], 'answers' | 'unseen' | 'uncertified'>;

const WORDS: Readonly<Record<Troubled, (node: string) => { readonly title: string; readonly remedy: string }>> = {
  hangs: (node) => ({
    title: `The kubelet of ${node} does not answer`,
    remedy: `Connections open and nothing comes: the kubelet's process is stopped or starved, or the disk stands still. On ${node}: systemctl status kubelet, journalctl -u kubelet, then restart it.`,
  }),
  gone: (node) => ({
    title: `The kubelet of ${node} is gone`,
    remedy: `Nothing takes connections at its port: start the kubelet on ${node} (systemctl status kubelet) or see whether the machine is up.`,
  }),
  slow: (node) => ({
    title: `The kubelet of ${node} answers too slowly`,
    remedy: `Look at CPU and disk of ${node}: a kubelet that is starved needs seconds for what takes milliseconds. Raising scrape timeouts only hides it.`,
  }),
};

const FOLLOWS: Readonly<Record<Troubled, string>> = {
  hangs: 'metrics-server, Prometheus and the node lease all stand on it: its values are missing everywhere.',
  gone: 'metrics-server and Prometheus get nothing from this node.',
  slow: 'metrics-server and Prometheus give up after 10 s: values of this node are missing now and then, or all the time.',
};
