import { compareWays } from '../../analysis/reachability/compareWays';
import type { Reachability, Way } from '../../analysis/reachability/ways';
import { formatDuration } from '../../model/format';
import type { NodeObject } from '../../model/inventory';
import type { KubeletSight } from '../sights';
import { type KubeletState, kubeletState } from './kubelets';
import type { Reach } from './reach';

/** The route of a look that went past the kube-apiserver (a direct endpoint that the user gave). */
const DIRECT = 'direct';

/** One kubelet by the kube-apiserver, by metrics-server, by Prometheus and by this machine: who sees it and who does not. */
export function kubeletReach(node: Pick<NodeObject, 'name' | 'kubeletPort'>, sight: KubeletSight | undefined, reach: Reach): Reachability {
  const state = sight && kubeletState(sight);
  const own = ownLook(node.name, sight, state);
  const others = [
    { way: metricsServer(node.name, reach), ofMs: reach.servedMs },
    { way: prometheus(node.name, reach), ofMs: reach.scrapedMs },
  ];
  return compareWays({ node: node.name, port: node.kubeletPort }, [...own, ...others.map((other) => asOfNow(other, state, sight))]);
}

interface Other {
  readonly way: Way;
  /** Of when the newest is that it got. */
  readonly ofMs: number | undefined;
}

/** What others say of a kubelet that is itself in trouble counts only where the trouble does not explain it. */
function asOfNow({ way, ofMs }: Other, state: KubeletState | undefined, sight: KubeletSight | undefined): Way {
  // Readers give up after 10 s: a late answer is none to them, and says nothing of their way.
  if (state?.is === 'slow' && way.sight === 'cut')
    return { ...way, sight: 'unknown', says: `${way.says}; a kubelet that answers late explains it` };
  const isDown = state?.is === 'hangs' || state?.is === 'gone' || state?.is === 'uncertified';
  if (isDown && way.sight === 'sees' && (ofMs === undefined || ofMs < failingSince(sight)))
    return { ...way, sight: 'unknown', says: `${way.says}, from before our own look failed` };
  return way;
}

/** When the look began to which nothing came. */
function failingSince(sight: KubeletSight | undefined): number {
  const looks = [sight?.resource, sight?.healthz].flatMap((look) => (look?.state === 'unreachable' ? [look.atMs - look.durationMs] : []));
  return Math.max(...looks);
}

/** Our own look goes one of two ways; the other is not known. */
function ownLook(node: string, sight: KubeletSight | undefined, state: KubeletState | undefined): readonly Way[] {
  const isDirect = [sight?.resource, sight?.healthz].some((look) => look?.route === DIRECT);
  const seen = sight === undefined || state === undefined ? NOT_ASKED : fromState(state, sight);
  const own: Way = { reader: isDirect ? 'direct' : 'apiserver', ...seen };
  const other: Way = isDirect
    ? { reader: 'apiserver', sight: 'unknown', says: `${node} is asked directly, not by the kube-apiserver's proxy` }
    : { reader: 'direct', sight: 'unknown', says: `no direct endpoint is given for ${node} (settings)` };
  return isDirect ? [other, own] : [own, other];
}

const NOT_ASKED: Pick<Way, 'sight' | 'says'> = { sight: 'unknown', says: 'it has not been asked yet' };

function fromState(state: KubeletState, { resource, healthz }: KubeletSight): Pick<Way, 'sight' | 'says'> {
  if (state.is === 'unseen')
    return { sight: resource?.state === 'denied' || healthz?.state === 'denied' ? 'denied' : 'unknown', says: state.because };
  if (state.is === 'answers') return { sight: 'sees', says: `it answered in ${formatDuration(state.ms / 1000)}` };
  // Late is not cut off.
  return { sight: state.is === 'slow' ? 'sees' : 'cut', says: state.says };
}

function metricsServer(node: string, { metricsServer: seen }: Reach): Way {
  const reader = 'metrics-server' as const;
  if (seen === 'unseen') return { reader, sight: 'unknown', says: 'the Metrics API does not say which nodes it has' };
  if (seen === 'reaches') return { reader, sight: 'sees', says: `the Metrics API has ${node}` };
  return { reader, sight: 'cut', says: `the Metrics API has other nodes and not ${node}` };
}

function prometheus(node: string, { prometheus: seen, failed }: Reach): Way {
  const reader = 'prometheus' as const;
  if (seen === 'unseen') return { reader, sight: 'unknown', says: `no target of a Prometheus at the kubelet of ${node} is known` };
  if (seen === 'reaches') return { reader, sight: 'sees', says: `a target at the kubelet of ${node} got an answer` };
  const [first] = failed;
  return {
    reader,
    sight: 'cut',
    says: `${failed.length} of its targets there get nothing: ${first?.target.lastError ?? 'no error is told'}`,
  };
}
