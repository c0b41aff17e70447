import type { WhyPlace, WhyTarget, WhyTargets } from './scene';

type Labels = Readonly<Record<string, string>>;

/** The targets whose scrapes read this source: those on its node or pod with its path and, where both tell it, its port. */
export function targetsOf(source: WhyPlace, { active }: WhyTargets): readonly WhyTarget[] {
  return active.filter(({ url, discovered, labels }) => {
    const place = { ...labels, ...discovered };
    if (pathOf(url) !== source.path || !samePort(source, place, portOf(url))) return false;
    return isOfKubernetes(discovered) ? isAt(source, place) : source.hosts.includes(hostOf(url));
  });
}

/** What was discovered at this source and dropped. */
export function droppedOf(source: WhyPlace, { dropped }: WhyTargets): WhyTargets['dropped'] {
  return dropped.filter(({ discovered }) => {
    const path = discovered['__metrics_path__'] ?? '/metrics';
    return path === source.path && isAt(source, discovered) && samePort(source, discovered, portOf(discovered['__address__'] ?? ''));
  });
}

function pathOf(url: string): string {
  return /^[a-z]+:\/\/[^/]+(\/[^?]*)/.exec(url)?.[1] ?? '/';
}

function portOf(address: string): string | undefined {
  return /^(?:[a-z]+:\/\/)?(?:\[[^\]]*\]|[^/:]+):(\d+)/.exec(address)?.[1];
}

function isOfKubernetes(discovered: Labels): boolean {
  return Object.keys(discovered).some((name) => name.startsWith('__meta_kubernetes_'));
}

function hostOf(url: string): string {
  return /^[a-z]+:\/\/(\[[^\]]*\]|[^/:]+)/.exec(url)?.[1] ?? '';
}

function isAt({ node, pods, service }: WhyPlace, labels: Labels): boolean {
  const pod = labels['__meta_kubernetes_pod_name'] ?? targetName('Pod', labels) ?? labels['pod'];
  const namespace = labels['__meta_kubernetes_namespace'] ?? labels['namespace'];
  if (service !== undefined && service === `${namespace}/${labels['__meta_kubernetes_service_name']}`) return true;
  if (pods.length > 0) return pods.some((each) => each.name === pod && each.namespace === namespace);
  const on = labels['__meta_kubernetes_node_name'] ?? targetName('Node', labels) ?? labels['node'];
  return node !== undefined && node === on;
}

function targetName(kind: string, labels: Labels): string | undefined {
  for (const role of ['endpoint', 'endpointslice'])
    if (labels[`__meta_kubernetes_${role}_address_target_kind`] === kind) return labels[`__meta_kubernetes_${role}_address_target_name`];
  return undefined;
}

const PORT_NAMES = [
  '__meta_kubernetes_endpoint_port_name',
  '__meta_kubernetes_endpointslice_port_name',
  '__meta_kubernetes_pod_container_port_name',
];

/** A pod may serve several ports; unknown ones do not part. */
function samePort({ port }: WhyPlace, labels: Labels, number: string | undefined): boolean {
  if (port === undefined) return true;
  if (/^\d+$/.test(port)) return number === undefined || number === port;
  const names = PORT_NAMES.flatMap((name) => (labels[name] === undefined ? [] : [labels[name]]));
  return names.length === 0 || names.includes(port);
}
