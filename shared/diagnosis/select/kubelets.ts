import { formatDuration } from '../../model/format';
import type { Observation } from '../../model/observation';
import type { KubeletSight } from '../sights';

/** metrics-server and Prometheus give a kubelet 10 s by default; half of that is slow. */
const SLOW_MS = 5_000;

/**
 * How a kubelet answers the kube-apiserver's node proxy. `hangs`: the connection opens and nothing comes;
 * `gone`: nothing listens or the node cannot be reached; `slow`: some answers come late or not at all; `uncertified`: it
 * takes connections and ends TLS for want of a serving certificate.
 */
export type KubeletState =
  | { readonly is: 'answers'; readonly ms: number }
  | { readonly is: 'slow'; readonly says: string /** Of the late answer; none where one did not come at all. */; readonly ms?: number }
  | { readonly is: 'hangs' | 'gone' | 'uncertified'; readonly says: string }
  | { readonly is: 'unseen'; readonly because: string };

type Silent = Extract<Observation<unknown>, { readonly state: 'unreachable' }>;

export function kubeletState({ healthz, resource, node }: KubeletSight): KubeletState {
  const seen = [resource, healthz].flatMap((each) => (each === undefined ? [] : [each]));
  const silent = seen.filter((each): each is Silent => each.state === 'unreachable');
  const answered = seen.filter((each) => each.state !== 'unreachable' && each.durationMs > 0);
  const [first] = silent;
  if (first && answered.length === 0) return { is: silenceOf(first), says: `${pathOf(first.request)}: ${first.because}` };
  const [asked] = seen;
  if (!asked) return { is: 'unseen', because: `the kubelet of ${node} has not been asked in this turn` };
  if (asked.state === 'denied' && answered.length === 0) return { is: 'unseen', because: asked.because };
  if (first) return { is: 'slow', says: `${pathOf(first.request)}: ${first.because}` };
  const late = answered.find((each) => each.durationMs > SLOW_MS);
  if (late) return { is: 'slow', says: `${pathOf(late.request)} took ${formatDuration(late.durationMs / 1000)}`, ms: late.durationMs };
  return answered.length > 0
    ? { is: 'answers', ms: Math.max(...answered.map((each) => each.durationMs)) }
    : { is: 'unseen', because: asked.state === 'denied' ? asked.because : `the kubelet of ${node} has not been asked` };
}

/** The kubelet logs "no serving certificate available for the kubelet" and answers TLS with this alert. */
export function hasNoCertificate({ because }: Silent): boolean {
  return /remote error: tls: internal error/.test(because);
}

function silenceOf(silent: Silent): 'hangs' | 'gone' | 'uncertified' {
  if (hasNoCertificate(silent)) return 'uncertified';
  return hangs(silent) ? 'hangs' : 'gone';
}

/** A dial that is refused or finds no way says so at once; what hangs runs into somebody's timeout. */
function hangs({ because, durationMs }: Silent): boolean {
  if (/connection refused|no route to host|no such host|network is unreachable/i.test(because)) return false;
  return /timeout|timed out|deadline|no answer|connection lost|50[24]/i.test(because) || durationMs > SLOW_MS;
}

/** "/metrics/resource" of "GET /api/v1/nodes/n1/proxy/metrics/resource". */
export function pathOf(request: string): string {
  return /\/proxy(\/.*)$/.exec(request)?.[1] ?? request.replace(/^GET /, '');
}

export function kubeletsByNode(kubelets: readonly KubeletSight[]): ReadonlyMap<string, KubeletSight> {
  return new Map(kubelets.map((sight) => [sight.node, sight]));
}
