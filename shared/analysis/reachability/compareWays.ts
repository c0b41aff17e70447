import type { Reachability, ReachVerdict, Reader, Sights, Way } from './ways';

const NAMES: Readonly<Record<Reader, string>> = {
  apiserver: 'the control plane',
  'metrics-server': 'metrics-server',
  prometheus: 'Prometheus',
  direct: 'this machine',
};

interface Place {
  readonly node: string;
  readonly port: number;
}

/** Who reaches a kubelet, who does not, and what that says of where to look. A way that is not known or not allowed counts neither way. */
export function compareWays(place: Place, ways: readonly Way[]): Reachability {
  const sights = sightsOf(ways);
  const verdict = verdictOf(sights);
  return { node: place.node, ways, verdict, says: sentenceOf(verdict, place, sights) };
}

export function sightsOf(ways: readonly Way[]): Sights {
  const sightOf = (reader: Reader) => ways.find((way) => way.reader === reader)?.sight ?? 'unknown';
  return {
    apiserver: sightOf('apiserver'),
    'metrics-server': sightOf('metrics-server'),
    prometheus: sightOf('prometheus'),
    direct: sightOf('direct'),
  };
}

const PODS: readonly Reader[] = ['metrics-server', 'prometheus'];
const ALL: readonly Reader[] = ['apiserver', ...PODS, 'direct'];

function verdictOf(sights: Sights): ReachVerdict {
  const seeing = ALL.filter((reader) => sights[reader] === 'sees');
  const cut = ALL.filter((reader) => sights[reader] === 'cut');
  if (cut.length === 0) return seeing.length === 0 ? 'untold' : 'reached';
  if (seeing.length === 0) return cut.length === 1 ? 'kubelet-or-way' : 'kubelet';
  const podsCut = PODS.filter((pod) => sights[pod] === 'cut');
  const podsSee = PODS.some((pod) => sights[pod] === 'sees');
  if (podsCut.length > 0 && podsSee) return 'one-reader';
  if (podsCut.length === 0) return sights.apiserver === 'cut' ? 'control-plane-to-kubelet' : 'here-to-kubelet';
  if (sights.apiserver === 'cut') return 'only-from-here';
  return podsCut.length === PODS.length ? 'pods-to-kubelet' : 'one-pod-or-all';
}

function sentenceOf(verdict: ReachVerdict, { node, port }: Place, sights: Sights): string {
  const [seeing, cut] = [named(sights, 'sees'), named(sights, 'cut')];
  const split = `${reach(seeing, node)}, ${doNot(cut)}`;
  const sentence: Readonly<Record<ReachVerdict, () => string>> = {
    untold: () => `who reaches the kubelet of ${node} is not known: nobody could be asked`,
    reached: () => `${reach(seeing, node)}; ${untried(sights)}`,
    kubelet: () => `${reachNot(cut, node)}, and nobody does: look at the kubelet of ${node} and at its machine, not at a way to it`,
    'kubelet-or-way': () => `${reachNot(cut, node)}, and nobody else could be asked: it is the kubelet or that one way`,
    'pods-to-kubelet': () =>
      `${reach(seeing, node)}, pods do not (${list(cut)}): look at the firewall between pods and port ${port} of ${node}`,
    'one-pod-or-all': () =>
      `${split}, and no other pod is known to: look at the firewall between pods and port ${port} of ${node}, then at ${list(cut)}`,
    'one-reader': () =>
      `${split}: another pod gets through, so look at ${list(cut)} itself (its address for the node, a policy for its namespace)`,
    'control-plane-to-kubelet': () =>
      `${split}: look at the way from the kube-apiserver to port ${port} of ${node} (security group, konnectivity or another tunnel)`,
    'only-from-here': () => `${split}: look at the network of the cluster, which keeps its own from port ${port} of ${node}`,
    'here-to-kubelet': () =>
      `${split}: look at the way from here to port ${port} of ${node} (VPN, firewall); the cluster itself is not touched`,
  };
  const says = sentence[verdict]();
  return `${says.charAt(0).toUpperCase()}${says.slice(1)}.`;
}

function named(sights: Sights, sight: 'sees' | 'cut'): readonly string[] {
  return ALL.filter((reader) => sights[reader] === sight).map((reader) => NAMES[reader]);
}

function untried(sights: Sights): string {
  const [denied, unknown] = (['denied', 'unknown'] as const).map((sight) =>
    ALL.filter((reader) => sights[reader] === sight).map((reader) => NAMES[reader]),
  );
  if (!denied?.length && !unknown?.length) return 'nobody is cut off';
  return [
    'nobody is known to be cut off',
    ...(denied?.length ? [`one may not look from ${list(denied)}`] : []),
    ...(unknown?.length ? [`of ${list(unknown)} nothing is known`] : []),
  ].join(', ');
}

function reach(names: readonly string[], node: string): string {
  return `${list(names)} ${names.length === 1 ? 'reaches' : 'reach'} the kubelet of ${node}`;
}

function reachNot(names: readonly string[], node: string): string {
  return `${list(names)} ${names.length === 1 ? 'does' : 'do'} not reach the kubelet of ${node}`;
}

function doNot(names: readonly string[]): string {
  return `${list(names)} ${names.length === 1 ? 'does' : 'do'} not`;
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
