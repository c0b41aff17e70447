import type { ObjectStore } from '../objects';
import { at, listAt, numberAt, textAt, textsAt } from './fields';

/** Ready addresses that share ports, as in an Endpoints subset; no address: all of them are not ready. */
export interface EndpointSubset {
  readonly addresses: readonly string[];
  readonly ports: readonly { readonly name: string; readonly port: number }[];
}

/** What is behind a Service: from its EndpointSlices, else from its Endpoints. Undefined: there is neither object. */
export function endpointSubsets(store: ObjectStore, namespace: string, service: string): readonly EndpointSubset[] | undefined {
  const slices = store
    .list('endpointslices.discovery.k8s.io', namespace)
    .filter((slice) => slice.metadata.labels?.['kubernetes.io/service-name'] === service);
  if (slices.length > 0) return slices.filter((slice) => listAt(slice, 'endpoints').length > 0).map(sliceSubset);
  const endpoints = store.get('endpoints', namespace, service);
  return endpoints ? listAt(endpoints, 'subsets').map(subsetOf) : undefined;
}

function sliceSubset(slice: unknown): EndpointSubset {
  const ready = listAt(slice, 'endpoints').filter((endpoint) => at(endpoint, 'conditions', 'ready') !== false);
  return { addresses: ready.flatMap((endpoint) => textsAt(endpoint, 'addresses').slice(0, 1)), ports: portsOf(slice) };
}

function subsetOf(subset: unknown): EndpointSubset {
  return { addresses: listAt(subset, 'addresses').flatMap((address) => textAt(address, 'ip') ?? []), ports: portsOf(subset) };
}

function portsOf(owner: unknown): EndpointSubset['ports'] {
  return listAt(owner, 'ports').flatMap((port) => {
    const number = numberAt(port, 'port');
    return number === undefined ? [] : { name: textAt(port, 'name') ?? '', port: number };
  });
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A ready address for a port name; `turn` picks among them so that requests go round. */
export function pickAddress(subsets: readonly EndpointSubset[], portName: string, turn: number): Address | undefined {
  const candidates = subsets.flatMap((subset) =>
    subset.ports.filter(({ name }) => name === portName).flatMap(({ port }) => subset.addresses.map((host) => ({ host, port }))),
  );
  return candidates.length === 0 ? undefined : candidates[turn % candidates.length];
}
