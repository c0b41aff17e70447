import type { ContainerObject, Inventory, PodObject, WorkloadObject } from '../../../shared/model/inventory';

/** What may be a component: a workload with its pods, or pods that no known workload owns. */
export interface Candidate {
  /** "Deployment/monitoring/prometheus", "Pod/kube-system/etcd-n1": stable from look to look. */
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
  readonly workload?: { readonly kind: string; readonly namespace: string; readonly name: string };
  /** Who owns the workload: the object an operator made it from. */
  readonly owner?: { readonly kind: string; readonly name: string };
  readonly createdMs: number;
  /** Of the pod template, or of the first pod. */
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly containers: readonly ContainerObject[];
  readonly hostNetwork: boolean;
  /** Pods that are not over, by name. */
  readonly pods: readonly PodObject[];
}

/** Candidates by key, in the order of the keys. Linear in pods and workloads. */
export function candidatesIn(inventory: Inventory): readonly Candidate[] {
  const podsByOwner = groupPods(inventory);
  const found: Candidate[] = [];
  for (const workload of inventory.workloads) {
    const key = keyOf(workload.kind, workload.namespace ?? '', workload.name);
    found.push(fromWorkload(key, workload, podsByOwner.get(key) ?? []));
    podsByOwner.delete(key);
  }
  for (const [key, pods] of podsByOwner) {
    const candidate = fromPods(key, pods);
    if (candidate) found.push(candidate);
  }
  return found.sort((a, b) => compareText(a.key, b.key));
}

/** Orders texts by their code units, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function groupPods(inventory: Inventory): Map<string, PodObject[]> {
  const groups = new Map<string, PodObject[]>();
  for (const pod of inventory.pods) {
    if (pod.phase === 'Succeeded' || pod.phase === 'Failed') continue;
    const key = ownerKey(pod);
    const group = groups.get(key);
    if (group) group.push(pod);
    else groups.set(key, [pod]);
  }
  for (const group of groups.values()) if (!isSorted(group)) group.sort((a, b) => compareText(a.name, b.name));
  return groups;
}

/** The API lists by namespace and name: there is seldom anything to sort. */
function isSorted(pods: readonly PodObject[]): boolean {
  return pods.every((pod, i) => i === 0 || (pods[i - 1]?.name ?? '') <= pod.name);
}

/** By the very object: a pod that did not change is the same object in the next Inventory. */
const OWNER_KEYS = new WeakMap<PodObject, string>();

function ownerKey(pod: PodObject): string {
  const known = OWNER_KEYS.get(pod);
  if (known !== undefined) return known;
  const key = ownerKeyOf(pod);
  OWNER_KEYS.set(pod, key);
  return key;
}

/**
 * A ReplicaSet of a Deployment is named NAME-HASH, with the hash in the label pod-template-hash
 * (kubernetes.io/docs: Deployments). Pods of other owners (Job, an operator's own kind) are kept together by owner.
 */
function ownerKeyOf(pod: PodObject): string {
  const namespace = pod.namespace ?? '';
  const owner = pod.owner;
  if (!owner || owner.kind === 'Node') return keyOf('Pod', namespace, pod.name);
  const hash = pod.labels['pod-template-hash'];
  if (owner.kind === 'ReplicaSet' && hash && owner.name.endsWith(`-${hash}`)) {
    return keyOf('Deployment', namespace, owner.name.slice(0, -hash.length - 1));
  }
  return keyOf(owner.kind, namespace, owner.name);
}

function keyOf(kind: string, namespace: string, name: string): string {
  return `${kind}/${namespace}/${name}`;
}

function fromWorkload(key: string, workload: WorkloadObject, pods: readonly PodObject[]): Candidate {
  const namespace = workload.namespace ?? '';
  return {
    key,
    namespace,
    name: workload.name,
    workload: { kind: workload.kind, namespace, name: workload.name },
    ...(workload.owner ? { owner: workload.owner } : {}),
    createdMs: workload.createdMs,
    labels: workload.templateLabels,
    annotations: workload.templateAnnotations,
    containers: workload.containers,
    hostNetwork: workload.hostNetwork,
    pods,
  };
}

function fromPods(key: string, pods: readonly PodObject[]): Candidate | undefined {
  const first = pods[0];
  if (!first) return undefined;
  const [kind = 'Pod', namespace = '', ...rest] = key.split('/');
  const name = rest.join('/');
  return {
    key,
    namespace,
    name,
    ...(kind === 'Pod' ? {} : { workload: { kind, namespace, name } }),
    createdMs: Math.min(...pods.map((pod) => pod.createdMs)),
    labels: first.labels,
    annotations: first.annotations,
    containers: first.containers,
    hostNetwork: first.hostNetwork,
    pods,
  };
}
