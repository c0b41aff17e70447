import type { KubeObject } from '../../objects';
import { fieldList, fields, specOf, statusOf, textField } from '../objectFields';
import { conditionsOf, created, deletion, flag, type Generate, one, type StateStore } from './metric';
import { amountsOf } from './resourceUnits';

const info: Generate = (object) => {
  const seen = fields(statusOf(object)['nodeInfo']);
  const address = fieldList(statusOf(object), 'addresses').find((candidate) => candidate['type'] === 'InternalIP') ?? {};
  return one(1, {
    kernel_version: textField(seen, 'kernelVersion') ?? '',
    os_image: textField(seen, 'osImage') ?? '',
    container_runtime_version: textField(seen, 'containerRuntimeVersion') ?? '',
    kubelet_version: textField(seen, 'kubeletVersion') ?? '',
    // KSM says so whatever the node has: the field is gone from the API.
    kubeproxy_version: 'deprecated',
    provider_id: textField(specOf(object), 'providerID') ?? '',
    pod_cidr: textField(specOf(object), 'podCIDR') ?? '',
    system_uuid: textField(seen, 'systemUUID') ?? '',
    internal_ip: textField(address, 'address') ?? '',
  });
};

function amounts(of: 'capacity' | 'allocatable'): Generate {
  return (object) => amountsOf(fields(statusOf(object)[of])).map(({ resource, unit, value }) => ({ labels: { resource, unit }, value }));
}

const rolePrefix = 'node-role.kubernetes.io/';

const roles: Generate = (object: KubeObject) =>
  Object.keys(object.metadata.labels ?? {})
    .filter((label) => label.startsWith(rolePrefix))
    .map((label) => ({ labels: { role: label.slice(rolePrefix.length) }, value: 1 }));

const taints: Generate = (object) =>
  fieldList(specOf(object), 'taints').map((taint) => ({
    labels: { key: textField(taint, 'key') ?? '', value: textField(taint, 'value') ?? '', effect: textField(taint, 'effect') ?? '' },
    value: 1,
  }));

/** kube-state-metrics internal/store/node.go, 2.15. */
export const nodeStore: StateStore = {
  resource: 'nodes',
  listed: '*v1.Node',
  prefix: 'kube_node_',
  base: ({ metadata }) => ({ node: metadata.name }),
  families: {
    kube_node_created: created,
    kube_node_deletion_timestamp: deletion,
    kube_node_info: info,
    kube_node_role: roles,
    kube_node_spec_taint: taints,
    kube_node_spec_unschedulable: (object) => one(flag(specOf(object)['unschedulable'] === true)),
    kube_node_status_allocatable: amounts('allocatable'),
    kube_node_status_capacity: amounts('capacity'),
    kube_node_status_condition: (object) => conditionsOf(statusOf(object))(object),
    kube_node_status_addresses: (object) =>
      fieldList(statusOf(object), 'addresses').map((address) => ({
        labels: { type: textField(address, 'type') ?? '', address: textField(address, 'address') ?? '' },
        value: 1,
      })),
  },
};
