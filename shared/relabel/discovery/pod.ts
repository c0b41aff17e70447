import { type Attached, namespaceOf } from './attached';
import { listAt, textAt } from './clusterObjects';
import { hostPort, joined, type Labels, META } from './metaLabels';
import { type Container, containerPortLabels, containersOf, podLabels } from './podLabels';

function containerId(pod: object, container: Container): string {
  const statuses = listAt(pod, 'status', container.init ? 'initContainerStatuses' : 'containerStatuses');
  const name = textAt(container.spec, 'name');
  return textAt(
    statuses.find((status) => textAt(status, 'name') === name),
    'containerID',
  );
}

/** A container without ports is one target at the pod's IP alone, else one for each port. */
function containerTargets(pod: object, container: Container): readonly Labels[] {
  const ip = textAt(pod, 'status', 'podIP');
  const id = { [`${META}pod_container_id`]: containerId(pod, container) };
  if (container.ports.length > 0) {
    return container.ports.map((port) => ({
      __address__: hostPort(ip, textAt(port, 'containerPort')),
      ...id,
      ...containerPortLabels(container, port),
    }));
  }
  return [
    {
      __address__: ip,
      ...id,
      [`${META}pod_container_name`]: textAt(container.spec, 'name'),
      [`${META}pod_container_image`]: textAt(container.spec, 'image'),
      [`${META}pod_container_init`]: String(container.init),
    },
  ];
}

/** None before the pod has an IP. */
export function podTargets(pod: object, attached: Attached): readonly Labels[] {
  if (textAt(pod, 'status', 'podIP') === '') return [];
  const node = attached.node(textAt(pod, 'spec', 'nodeName'));
  if (node === undefined) return [];
  const namespace = namespaceOf(pod);
  const group = { ...podLabels(pod), [`${META}namespace`]: namespace, ...node, ...attached.namespace(namespace) };
  return containersOf(pod).flatMap((container) => containerTargets(pod, container).map((target) => joined(group, target)));
}
