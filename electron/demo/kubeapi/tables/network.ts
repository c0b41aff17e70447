import type { KubeObject } from '../../objects';
import { fieldsAt, listAt, numberAt, textAt, textsAt } from '../fields';
import { ageOf } from '../humanDuration';
import { AGE, column, NAME, type TablePrinter, wide } from './columns';
import { firstThree, labelsText, NONE, orNone } from './texts';

export const services: TablePrinter = {
  columns: [
    NAME,
    column('Type', 'How the service is exposed'),
    column('Cluster-IP', 'Address of the service inside the cluster'),
    column('External-IP', 'Addresses from outside'),
    column('Port(s)', 'Ports of the service'),
    AGE,
    wide('Selector', 'Labels of the pods behind the service'),
  ],
  cells: (service, nowMs) => [
    service.metadata.name,
    textAt(service, 'spec', 'type') ?? 'ClusterIP',
    orNone(textAt(service, 'spec', 'clusterIP')),
    externalIp(service),
    orNone(listAt(service, 'spec', 'ports').map(servicePort).join(',')),
    ageOf(service.metadata.creationTimestamp, nowMs),
    labelsText(fieldsAt(service, 'spec', 'selector')),
  ],
};

function externalIp(service: KubeObject): string {
  const type = textAt(service, 'spec', 'type');
  if (type === 'ExternalName') return textAt(service, 'spec', 'externalName') ?? '';
  const given = textsAt(service, 'spec', 'externalIPs');
  if (type !== 'LoadBalancer') return orNone(given.join(','));
  const ingress = listAt(service, 'status', 'loadBalancer', 'ingress').map(
    (entry) => textAt(entry, 'ip') ?? textAt(entry, 'hostname') ?? '',
  );
  return [...ingress, ...given].join(',') || '<pending>';
}

function servicePort(port: unknown): string {
  const nodePort = numberAt(port, 'nodePort') ?? 0;
  const ports = nodePort > 0 ? `${numberAt(port, 'port')}:${nodePort}` : `${numberAt(port, 'port')}`;
  return `${ports}/${textAt(port, 'protocol') ?? 'TCP'}`;
}

export const endpoints: TablePrinter = {
  columns: [NAME, column('Endpoints', 'Addresses and ports of ready pods'), AGE],
  cells: (object, nowMs) => [
    object.metadata.name,
    firstThree(listAt(object, 'subsets').flatMap(subsetAddresses), NONE),
    ageOf(object.metadata.creationTimestamp, nowMs),
  ],
};

function subsetAddresses(subset: unknown): readonly string[] {
  const addresses = listAt(subset, 'addresses').map((address) => textAt(address, 'ip') ?? '');
  return listAt(subset, 'ports').flatMap((port) => addresses.map((address) => `${address}:${numberAt(port, 'port')}`));
}

export const endpointSlices: TablePrinter = {
  columns: [
    NAME,
    column('AddressType', 'IPv4, IPv6 or FQDN'),
    column('Ports', 'Ports of every endpoint'),
    column('Endpoints', 'Addresses'),
    AGE,
  ],
  cells: (slice, nowMs) => [
    slice.metadata.name,
    textAt(slice, 'addressType') ?? '',
    firstThree(
      listAt(slice, 'ports').map((port) => String(numberAt(port, 'port') ?? '*')),
      '<unset>',
    ),
    firstThree(
      listAt(slice, 'endpoints').flatMap((endpoint) => textsAt(endpoint, 'addresses')),
      '<unset>',
    ),
    ageOf(slice.metadata.creationTimestamp, nowMs),
  ],
};
