import type { ContainerObject } from '../../../../shared/model/inventory';
import { intOrText, isJson, type Json, number, object, objects, someNumber, someText, text, textMap, texts } from './fields';

/** Containers that run as long as the pod: the plain ones and sidecars (init containers with restartPolicy Always). */
export function stripContainers(podSpec: Json): readonly ContainerObject[] {
  const sidecars = objects(podSpec, 'initContainers').filter((one) => one['restartPolicy'] === 'Always');
  return [...objects(podSpec, 'containers'), ...sidecars].map(stripContainer);
}

function stripContainer(container: Json): ContainerObject {
  const resources = object(container, 'resources');
  return {
    name: text(container, 'name'),
    image: text(container, 'image'),
    command: texts(container, 'command'),
    args: texts(container, 'args'),
    ports: objects(container, 'ports').map((port) => ({
      name: someText(port, 'name'),
      containerPort: number(port, 'containerPort'),
      hostPort: someNumber(port, 'hostPort'),
      protocol: text(port, 'protocol') || 'TCP',
    })),
    requests: textMap(resources, 'requests'),
    limits: textMap(resources, 'limits'),
    probes: httpProbes(container),
  };
}

function httpProbes(container: Json): ContainerObject['probes'] {
  const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((name) => {
    const get = object(container, name)['httpGet'];
    return isJson(get) ? [{ scheme: text(get, 'scheme') || 'HTTP', port: intOrText(get, 'port'), path: text(get, 'path') }] : [];
  });
  return probes.length === 0 ? undefined : probes;
}
