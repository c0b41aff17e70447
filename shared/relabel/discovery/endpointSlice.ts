import { type Attached, namespaceOf } from './attached';
import { addressTargets, type ServiceAddress, type ServiceLookup } from './behindService';
import { listAt, objectAt, textAt } from './clusterObjects';
import { hostPort, joined, type Labels, META, objectLabels, sanitized } from './metaLabels';

const SLICE = `${META}endpointslice_`;

function portLabels(port: unknown): Labels {
  return {
    [`${SLICE}port_name`]: textAt(port, 'name'),
    [`${SLICE}port_protocol`]: textAt(port, 'protocol'),
    [`${SLICE}port`]: textAt(port, 'port'),
    [`${SLICE}port_app_protocol`]: textAt(port, 'appProtocol'),
  };
}

function endpointLabels(endpoint: unknown): Labels {
  const labels: Labels = {
    [`${SLICE}endpoint_conditions_ready`]: textAt(endpoint, 'conditions', 'ready'),
    [`${SLICE}endpoint_conditions_serving`]: textAt(endpoint, 'conditions', 'serving'),
    [`${SLICE}endpoint_conditions_terminating`]: textAt(endpoint, 'conditions', 'terminating'),
    [`${SLICE}endpoint_hostname`]: textAt(endpoint, 'hostname'),
    [`${SLICE}address_target_kind`]: textAt(endpoint, 'targetRef', 'kind'),
    [`${SLICE}address_target_name`]: textAt(endpoint, 'targetRef', 'name'),
    [`${SLICE}endpoint_node_name`]: textAt(endpoint, 'nodeName'),
    [`${SLICE}endpoint_zone`]: textAt(endpoint, 'zone'),
  };
  const topology = objectAt(endpoint, 'deprecatedTopology');
  for (const key of Object.keys(topology)) {
    labels[`${SLICE}endpoint_topology_${sanitized(key)}`] = textAt(topology, key);
    labels[`${SLICE}endpoint_topology_present_${sanitized(key)}`] = 'true';
  }
  return labels;
}

function nodeOf(endpoint: unknown): string {
  return textAt(endpoint, 'targetRef', 'kind') === 'Node' ? textAt(endpoint, 'targetRef', 'name') : textAt(endpoint, 'nodeName');
}

function serviceAddress(endpoint: unknown, port: unknown, ip: string, attached: Attached): ServiceAddress {
  const number = textAt(port, 'port');
  return {
    labels: {
      __address__: number === '' ? ip : hostPort(ip, number),
      ...portLabels(port),
      ...endpointLabels(endpoint),
      ...attached.node(nodeOf(endpoint)),
    },
    port: number === '' ? undefined : number,
    protocol: textAt(port, 'protocol'),
    targetRef: objectAt(endpoint, 'targetRef'),
  };
}

function addressesOf(slice: object, attached: Attached): readonly ServiceAddress[] {
  return listAt(slice, 'endpoints').flatMap((endpoint) =>
    listAt(slice, 'ports').flatMap((port) =>
      listAt(endpoint, 'addresses').flatMap((ip) => (typeof ip === 'string' ? [serviceAddress(endpoint, port, ip, attached)] : [])),
    ),
  );
}

export function endpointSliceTargets(slice: object, lookup: ServiceLookup, attached: Attached): readonly Labels[] {
  const namespace = namespaceOf(slice);
  const service = textAt(slice, 'metadata', 'labels', 'kubernetes.io/service-name');
  const group = {
    [`${META}namespace`]: namespace,
    [`${SLICE}address_type`]: textAt(slice, 'addressType'),
    ...objectLabels(slice, 'endpointslice'),
    ...(service === '' ? {} : lookup.serviceLabels(namespace, service)),
    ...attached.namespace(namespace),
  };
  return addressTargets(addressesOf(slice, attached), lookup, 'endpointslice').map((target) => joined(group, target));
}
