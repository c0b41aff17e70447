import { inferLabels } from '../cgroup/inferLabels';
import { parseCgroupId } from '../cgroup/parseId';
import type { CadvisorScene, Cgroup } from './cadvisorScene';

/** Layers of the cgroup tree that one selector sums up again and again if it does not tell them apart. */
export type Layer = 'root' | 'all pods' | 'QoS class' | 'pod' | 'sandbox' | 'container' | 'unnamed container' | 'system';

export interface NamedCgroup extends Cgroup {
  readonly layer: Layer;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly image: string;
  /** Its names were concluded from its path, not read from its labels. */
  readonly inferred: boolean;
}

/** Under which labels the kubelet's and a standalone cAdvisor name things; before Kubernetes 1.16 with _name. */
const NAMES = {
  namespace: ['namespace', 'container_label_io_kubernetes_pod_namespace'],
  pod: ['pod', 'pod_name', 'container_label_io_kubernetes_pod_name'],
  container: ['container', 'container_name', 'container_label_io_kubernetes_container_name'],
} as const;

function labelOf(labels: Cgroup['labels'], of: keyof typeof NAMES): string {
  return NAMES[of].map((name) => labels[name] ?? '').find((value) => value !== '') ?? '';
}

/** Each cgroup with its layer and what it is of, by its labels or else by its path. */
export function nameCgroups({ cgroups, pods }: Pick<CadvisorScene, 'cgroups' | 'pods'>): readonly NamedCgroup[] {
  return cgroups.map((cgroup) => {
    const { id, labels } = cgroup;
    const restored = new Map(inferLabels(labels, pods));
    const read = (of: keyof typeof NAMES) => labelOf(labels, of) || (restored.get(of) ?? '');
    const [namespace, pod, container] = [read('namespace'), read('pod'), read('container')];
    const image = labels['image'] ?? '';
    const layer = layerOf(id, pod, container, restored.size > 0);
    return { ...cgroup, layer, namespace, pod, container, image, inferred: restored.size > 0 };
  });
}

const LAYERS = { root: 'root', kubepods: 'all pods', qos: 'QoS class', pod: 'pod', other: 'system' } as const;

function layerOf(id: string, pod: string, container: string, inferred: boolean): Layer {
  const { kind } = parseCgroupId(id);
  if (kind !== 'container') return LAYERS[kind];
  if (container !== '' && container !== 'POD') return 'container';
  // A path alone does not tell a sandbox from a container that is over.
  return pod !== '' && !inferred ? 'sandbox' : 'unnamed container';
}
