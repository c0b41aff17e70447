import { listAt, textAt } from './clusterObjects';
import { type Labels, META, objectLabels } from './metaLabels';

export interface Container {
  readonly spec: unknown;
  readonly init: boolean;
  readonly ports: readonly unknown[];
}

/** Containers, then init containers: later ones win where a port number occurs twice. */
export function containersOf(pod: object): readonly Container[] {
  const container = (init: boolean) => (spec: unknown) => ({ spec, init, ports: listAt(spec, 'ports') });
  return [...listAt(pod, 'spec', 'containers').map(container(false)), ...listAt(pod, 'spec', 'initContainers').map(container(true))];
}

function readiness(pod: object): string {
  const ready = listAt(pod, 'status', 'conditions').find((condition) => textAt(condition, 'type') === 'Ready');
  return ready === undefined ? 'unknown' : textAt(ready, 'status').toLowerCase();
}

function controllerLabels(pod: object): Labels {
  const owner = listAt(pod, 'metadata', 'ownerReferences').find((reference) => textAt(reference, 'controller') === 'true');
  if (owner === undefined) return {};
  return { [`${META}pod_controller_kind`]: textAt(owner, 'kind'), [`${META}pod_controller_name`]: textAt(owner, 'name') };
}

/** What every target of a pod carries (prometheus discovery/kubernetes/pod.go, podLabels). */
export function podLabels(pod: object): Labels {
  return {
    [`${META}pod_ip`]: textAt(pod, 'status', 'podIP'),
    [`${META}pod_ready`]: readiness(pod),
    [`${META}pod_phase`]: textAt(pod, 'status', 'phase'),
    [`${META}pod_node_name`]: textAt(pod, 'spec', 'nodeName'),
    [`${META}pod_host_ip`]: textAt(pod, 'status', 'hostIP'),
    [`${META}pod_uid`]: textAt(pod, 'metadata', 'uid'),
    ...objectLabels(pod, 'pod'),
    ...controllerLabels(pod),
  };
}

/** The container and the port of it that a target stands for. */
export function containerPortLabels(container: Container, port: unknown): Labels {
  return {
    [`${META}pod_container_name`]: textAt(container.spec, 'name'),
    [`${META}pod_container_image`]: textAt(container.spec, 'image'),
    [`${META}pod_container_port_name`]: textAt(port, 'name'),
    [`${META}pod_container_port_number`]: textAt(port, 'containerPort'),
    [`${META}pod_container_port_protocol`]: textAt(port, 'protocol'),
    [`${META}pod_container_init`]: String(container.init),
  };
}
