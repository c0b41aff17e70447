import type { ObjectStore } from '../objects';
import type { WorldNode } from '../world/world';
import type { Machine } from './cadvisor';
import { seededHex } from './identity';
import { fields, statusOf, textField } from './objectFields';

/** The machine as the Node object names it, so that kube_node_info and machine_* agree; seeded where it is silent. */
export function machineOf(objects: ObjectStore, node: WorldNode): Machine {
  const object = objects.get('nodes', undefined, node.name);
  const info = object === undefined ? {} : fields(statusOf(object)['nodeInfo']);
  const hex = seededHex(`machine/${node.name}`, 32);
  const boot = seededHex(`boot/${node.name}`, 32);
  return {
    bootId:
      textField(info, 'bootID') ?? [boot.slice(0, 8), boot.slice(8, 12), boot.slice(12, 16), boot.slice(16, 20), boot.slice(20)].join('-'),
    machineId: textField(info, 'machineID') ?? hex,
    systemUuid: textField(info, 'systemUUID') ?? hex,
    kernelVersion: textField(info, 'kernelVersion') ?? '6.1.0-18-amd64',
    osImage: textField(info, 'osImage') ?? 'Debian GNU/Linux 12 (bookworm)',
  };
}
