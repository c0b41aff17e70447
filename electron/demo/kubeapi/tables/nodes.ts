import type { KubeObject } from '../../objects';
import { at, listAt, textAt } from '../fields';
import { ageOf } from '../humanDuration';
import { AGE, column, NAME, type TablePrinter, wide } from './columns';
import { NONE, orNone } from './texts';

const ROLE_LABEL = 'node-role.kubernetes.io/';

export const nodes: TablePrinter = {
  columns: [
    NAME,
    column('Status', 'Whether the node is ready'),
    column('Roles', 'Roles of the node, from its labels'),
    AGE,
    column('Version', 'Version of its kubelet'),
    wide('Internal-IP', 'Address inside the cluster'),
    wide('External-IP', 'Address from outside'),
    wide('OS-Image', 'Operating system that the node reports'),
    wide('Kernel-Version', 'Kernel that the node reports'),
    wide('Container-Runtime', 'Container runtime and its version'),
  ],
  cells: (node, nowMs) => [
    node.metadata.name,
    statusOf(node),
    rolesOf(node),
    ageOf(node.metadata.creationTimestamp, nowMs),
    textAt(node, 'status', 'nodeInfo', 'kubeletVersion') ?? '',
    addressOf(node, 'InternalIP'),
    addressOf(node, 'ExternalIP'),
    infoOf(node, 'osImage'),
    infoOf(node, 'kernelVersion'),
    infoOf(node, 'containerRuntimeVersion'),
  ],
};

function statusOf(node: KubeObject): string {
  const ready = listAt(node, 'status', 'conditions').find((condition) => textAt(condition, 'type') === 'Ready');
  const status = ready === undefined ? 'Unknown' : textAt(ready, 'status') === 'True' ? 'Ready' : 'NotReady';
  return at(node, 'spec', 'unschedulable') === true ? `${status},SchedulingDisabled` : status;
}

function rolesOf(node: KubeObject): string {
  const labels = Object.entries(node.metadata.labels ?? {});
  const roles = labels.flatMap(([key, value]) => {
    if (key.startsWith(ROLE_LABEL)) return key.slice(ROLE_LABEL.length);
    return key === 'kubernetes.io/role' ? value : '';
  });
  return orNone([...new Set(roles.filter((role) => role !== ''))].sort().join(','));
}

function addressOf(node: KubeObject, type: string): string {
  const found = listAt(node, 'status', 'addresses').find((address) => textAt(address, 'type') === type);
  return textAt(found, 'address') ?? NONE;
}

function infoOf(node: KubeObject, field: string): string {
  return textAt(node, 'status', 'nodeInfo', field) || '<unknown>';
}
