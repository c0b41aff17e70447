import { listAt, textAt } from './clusterObjects';
import { hostPort, joined, type Labels, META, objectLabels, sanitized } from './metaLabels';

// The first address of the first of these types is the target (prometheus discovery/kubernetes/node.go).
const ADDRESS_TYPES = ['InternalIP', 'InternalDNS', 'ExternalIP', 'ExternalDNS', 'LegacyHostIP', 'Hostname'];

function addressesOf(node: object): ReadonlyMap<string, string> {
  const addresses = new Map<string, string>();
  for (const address of listAt(node, 'status', 'addresses')) {
    const type = textAt(address, 'type');
    if (!addresses.has(type)) addresses.set(type, textAt(address, 'address'));
  }
  return addresses;
}

/** One target, the kubelet's port; none where the node has no address. Node conditions are no labels up to 3.10. */
export function nodeTargets(node: object): readonly Labels[] {
  const addresses = addressesOf(node);
  const type = ADDRESS_TYPES.find((known) => addresses.has(known));
  if (type === undefined) return [];
  const port = textAt(node, 'status', 'daemonEndpoints', 'kubeletEndpoint', 'Port') || '0';
  const target: Labels = { __address__: hostPort(addresses.get(type) ?? '', port), instance: textAt(node, 'metadata', 'name') };
  for (const [kind, address] of addresses) target[`${META}node_address_${sanitized(kind)}`] = address;
  const group = { [`${META}node_provider_id`]: textAt(node, 'spec', 'providerID'), ...objectLabels(node, 'node') };
  return [joined(group, target)];
}
