import type { CadvisorScene } from './cadvisorScene';
import type { NamedCgroup } from './cgroupNames';

/** Labels that a container's series has when nothing is wrong (google/cadvisor lib/metrics/prometheus.go; kubelet: pkg/kubelet/server). */
const IN_KUBELET = ['id', 'name', 'image', 'namespace', 'pod', 'container'];
const STANDALONE = [
  'id',
  'name',
  'image',
  'container_label_io_kubernetes_pod_namespace',
  'container_label_io_kubernetes_pod_name',
  'container_label_io_kubernetes_container_name',
];

/** What keeps names from all of its containers. */
export type Cause = 'whole' | 'no-runtime' | 'labels-not-stored' | 'some' | 'no-containers';

export function causeOf(scene: CadvisorScene, named: readonly NamedCgroup[]): Cause {
  const containers = named.filter(isContainer);
  if (containers.length === 0) return 'no-containers';
  const withRuntime = containers.filter(({ labels }) => (labels['name'] ?? '') !== '' || (labels['image'] ?? '') !== '');
  const withNames = containers.filter(({ pod, inferred }) => pod !== '' && !inferred);
  if (withNames.length === 0 && withRuntime.length === 0) return 'no-runtime';
  if (withNames.length === 0 && scene.standalone !== undefined) return 'labels-not-stored';
  return withNames.length < containers.length ? 'some' : 'whole';
}

export function isContainer({ layer }: NamedCgroup): boolean {
  return layer === 'container' || layer === 'sandbox' || layer === 'unnamed container';
}

export function expectedLabels({ standalone }: CadvisorScene): readonly string[] {
  return standalone === undefined ? IN_KUBELET : STANDALONE;
}

/** Labels that it should have and has not, or has empty. */
export function lackingLabels(scene: CadvisorScene, { labels }: NamedCgroup): readonly string[] {
  return expectedLabels(scene).filter((name) => (labels[name] ?? '') === '');
}

/** Why one cgroup lacks what it lacks. */
export function whyLacking(scene: CadvisorScene, cgroup: NamedCgroup, cause: Cause): string {
  if (lackingLabels(scene, cgroup).length === 0) return '';
  switch (cgroup.layer) {
    case 'root':
    case 'all pods':
    case 'QoS class':
    case 'system':
      return 'no container: this cgroup has none of them by design';
    case 'pod':
      return scene.standalone === undefined
        ? 'a pod as a whole: container, image and name are empty by design'
        : 'a pod as a whole: only the kubelet joins it with its pods';
    case 'sandbox':
      return 'the sandbox of its pod: it has no container name by design';
    case 'container':
    case 'unnamed container':
      return whyContainer(cgroup, cause);
  }
}

function whyContainer({ inferred, container, pod }: NamedCgroup, cause: Cause): string {
  if (cause === 'no-runtime') return 'cAdvisor does not reach the container runtime: it sees cgroups alone';
  if (cause === 'labels-not-stored') return '--store_container_labels=false, and --whitelisted_container_labels does not name them';
  if (pod === '') return 'no pod of the API has the uid in its path: it is gone, or the runtime runs it by itself';
  if (inferred && container === '') return 'a sandbox, or a container that has ended: the API knows its pod alone';
  return 'the runtime did not tell cAdvisor of it yet, or no more';
}
