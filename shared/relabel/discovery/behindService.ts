import { namespaceOf } from './attached';
import { byName, type ClusterObjects, keyOf, textAt } from './clusterObjects';
import { hostPort, type Labels, META, objectLabels } from './metaLabels';
import { containerPortLabels, containersOf, podLabels } from './podLabels';

/** An address of an Endpoints or EndpointSlice object with one of its ports, and the labels that object gives it. */
export interface ServiceAddress {
  readonly labels: Labels;
  /** Undefined for a slice's port without a number. */
  readonly port: string | undefined;
  readonly protocol: string;
  readonly targetRef: unknown;
}

export interface ServiceLookup {
  serviceLabels(namespace: string, name: string): Labels;
  pod(targetRef: unknown): object | undefined;
}

export function serviceLookup(objects: ClusterObjects): ServiceLookup {
  const services = byName(objects.services);
  const pods = byName(objects.pods);
  return {
    serviceLabels: (namespace, name) => {
      const service = services.get(keyOf(namespace, name));
      return service === undefined ? {} : serviceLabels(service);
    },
    pod: (targetRef) =>
      textAt(targetRef, 'kind') === 'Pod' ? pods.get(keyOf(textAt(targetRef, 'namespace'), textAt(targetRef, 'name'))) : undefined,
  };
}

export function serviceLabels(service: object): Labels {
  return { [`${META}namespace`]: namespaceOf(service), ...objectLabels(service, 'service') };
}

function portsOf(pod: object) {
  return containersOf(pod).flatMap((container) =>
    container.ports.map((port) => ({ container, port, number: textAt(port, 'containerPort') })),
  );
}

/** The address with its pod: all of the pod's labels, and the container's where its port has the same number. */
function withPod(address: ServiceAddress, pod: object, role: 'endpoints' | 'endpointslice'): Labels {
  const target = { ...address.labels, ...podLabels(pod) };
  for (const { container, port, number } of portsOf(pod)) {
    if (number !== address.port) continue;
    Object.assign(target, containerPortLabels(container, port));
    // The endpoints role takes the protocol of the service's port here, the endpointslice role the container's.
    if (role === 'endpoints') target[`${META}pod_container_port_protocol`] = address.protocol;
  }
  return target;
}

/** Ports of the pod that no address of the service covers are targets as well, without anything of the address. */
function uncovered(pod: object, covered: ReadonlySet<string | undefined>): readonly Labels[] {
  const ip = textAt(pod, 'status', 'podIP');
  if (ip === '') return [];
  return portsOf(pod)
    .filter(({ number }) => !covered.has(number))
    .map(({ container, port, number }) => ({
      __address__: hostPort(ip, number),
      ...containerPortLabels(container, port),
      ...podLabels(pod),
    }));
}

/** Targets of one Endpoints or EndpointSlice object (prometheus discovery/kubernetes/endpoints.go, endpointslice.go). */
export function addressTargets(
  addresses: readonly ServiceAddress[],
  lookup: ServiceLookup,
  role: 'endpoints' | 'endpointslice',
): readonly Labels[] {
  const seen = new Map<object, Set<string | undefined>>();
  const targets = addresses.map((address) => {
    const pod = lookup.pod(address.targetRef);
    if (pod === undefined) return address.labels;
    seen.set(pod, (seen.get(pod) ?? new Set()).add(address.port));
    return withPod(address, pod, role);
  });
  return [...targets, ...[...seen].flatMap(([pod, covered]) => uncovered(pod, covered))];
}
