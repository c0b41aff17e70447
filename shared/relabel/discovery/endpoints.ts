import { type Attached, namespaceOf } from './attached';
import { addressTargets, type ServiceAddress, type ServiceLookup } from './behindService';
import { listAt, objectAt, textAt } from './clusterObjects';
import { hostPort, joined, type Labels, META, objectLabels } from './metaLabels';

function nodeOf(address: unknown): string {
  const node = textAt(address, 'nodeName');
  if (node !== '') return node;
  return textAt(address, 'targetRef', 'kind') === 'Node' ? textAt(address, 'targetRef', 'name') : '';
}

function addressLabels(address: unknown, port: unknown, ready: boolean, attached: Attached): Labels {
  return {
    __address__: hostPort(textAt(address, 'ip'), textAt(port, 'port')),
    [`${META}endpoint_port_name`]: textAt(port, 'name'),
    [`${META}endpoint_port_protocol`]: textAt(port, 'protocol'),
    [`${META}endpoint_ready`]: String(ready),
    [`${META}endpoint_address_target_kind`]: textAt(address, 'targetRef', 'kind'),
    [`${META}endpoint_address_target_name`]: textAt(address, 'targetRef', 'name'),
    [`${META}endpoint_node_name`]: textAt(address, 'nodeName'),
    [`${META}endpoint_hostname`]: textAt(address, 'hostname'),
    ...attached.node(nodeOf(address)),
  };
}

function addressesOf(endpoints: object, attached: Attached): readonly ServiceAddress[] {
  return listAt(endpoints, 'subsets').flatMap((subset) =>
    listAt(subset, 'ports').flatMap((port) => {
      const address = (ready: boolean) => (one: unknown) => ({
        labels: addressLabels(one, port, ready, attached),
        port: textAt(port, 'port'),
        protocol: textAt(port, 'protocol'),
        targetRef: objectAt(one, 'targetRef'),
      });
      return [...listAt(subset, 'addresses').map(address(true)), ...listAt(subset, 'notReadyAddresses').map(address(false))];
    }),
  );
}

export function endpointsTargets(endpoints: object, lookup: ServiceLookup, attached: Attached): readonly Labels[] {
  const namespace = namespaceOf(endpoints);
  const group = {
    [`${META}namespace`]: namespace,
    ...lookup.serviceLabels(namespace, textAt(endpoints, 'metadata', 'name')),
    ...objectLabels(endpoints, 'endpoints'),
    ...attached.namespace(namespace),
  };
  return addressTargets(addressesOf(endpoints, attached), lookup, 'endpoints').map((target) => joined(group, target));
}
