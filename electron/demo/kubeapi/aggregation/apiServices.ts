import type { KubeObject, ObjectStore } from '../../objects';
import { fieldsAt, listAt, numberAt, textAt } from '../fields';
import { type Address, endpointSubsets, pickAddress } from '../serviceEndpoints';

export const API_SERVICES = 'apiservices.apiregistration.k8s.io';

/** An APIService with a Service behind it. */
export interface RemoteApi {
  readonly object: KubeObject;
  readonly group: string;
  readonly version: string;
  readonly service: { readonly namespace: string; readonly name: string; readonly port: number };
}

export interface Condition {
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
}

export function remoteApi(object: KubeObject): RemoteApi | undefined {
  const service = fieldsAt(object, 'spec', 'service');
  const name = textAt(service, 'name');
  if (name === undefined) return undefined;
  return {
    object,
    group: textAt(object, 'spec', 'group') ?? '',
    version: textAt(object, 'spec', 'version') ?? '',
    service: { namespace: textAt(service, 'namespace') ?? '', name, port: numberAt(service, 'port') ?? 443 },
  };
}

/** Highest group priority first, as /apis lists them. */
export function remoteApis(store: ObjectStore): readonly RemoteApi[] {
  return store.list(API_SERVICES).flatMap((object) => remoteApi(object) ?? []);
}

export function findRemoteApi(store: ObjectStore, group: string, version: string): RemoteApi | undefined {
  const object = store.get(API_SERVICES, undefined, `${version}.${group}`);
  return object && remoteApi(object);
}

export function isAvailable(object: KubeObject): boolean {
  return listAt(object, 'status', 'conditions').some(
    (condition) => textAt(condition, 'type') === 'Available' && textAt(condition, 'status') === 'True',
  );
}

export type Resolved =
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'unavailable'; readonly condition: Condition };

/** From an APIService to an address, or the reason why there is none (kube-aggregator remote_available_controller.go; facts in its words). */
export function resolveRemote(store: ObjectStore, remote: RemoteApi): Resolved {
  const { namespace, name, port } = remote.service;
  const service = store.get('services', namespace, name);
  if (!service) return unavailable('ServiceNotFound', `service/${name} in "${namespace}" is not present`);
  const servicePort = listAt(service, 'spec', 'ports').find((candidate) => numberAt(candidate, 'port') === port);
  if (!servicePort) return unavailable('ServicePortError', `service/${name} in "${namespace}" is not listening on port ${port}`);
  const subsets = endpointSubsets(store, namespace, name);
  if (!subsets) return unavailable('EndpointsNotFound', `cannot find endpointslices for service/${name} in "${namespace}"`);
  const portName = textAt(servicePort, 'name') ?? '';
  const address = pickAddress(subsets, portName, 0);
  if (address) return { kind: 'address', address };
  return unavailable(
    'MissingEndpoints',
    `endpointslices for service/${name} in "${namespace}" have no addresses with port name "${portName}"`,
  );
}

function unavailable(reason: string, message: string): Resolved {
  return { kind: 'unavailable', condition: { status: 'False', reason, message } };
}
