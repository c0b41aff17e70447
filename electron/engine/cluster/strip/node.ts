import type { NodeObject } from '../../../../shared/model/inventory';
import { flag, type Json, number, object, objects, someText, text, textMap } from './fields';
import { stripConditions, stripMeta } from './meta';

/** The kubelet's port where the node does not say (core/v1 NodeDaemonEndpoints). */
const KUBELET_PORT = 10250;

export function stripNode(item: Json): NodeObject {
  const spec = object(item, 'spec');
  const status = object(item, 'status');
  const info = object(status, 'nodeInfo');
  return {
    ...stripMeta(item),
    conditions: stripConditions(status),
    addresses: objects(status, 'addresses').map((one) => ({ type: text(one, 'type'), address: text(one, 'address') })),
    kubeletPort: number(object(object(status, 'daemonEndpoints'), 'kubeletEndpoint'), 'Port') || KUBELET_PORT,
    kubeletVersion: text(info, 'kubeletVersion'),
    containerRuntimeVersion: text(info, 'containerRuntimeVersion'),
    osImage: text(info, 'osImage'),
    kernelVersion: text(info, 'kernelVersion'),
    architecture: text(info, 'architecture'),
    providerId: someText(spec, 'providerID'),
    podCidr: someText(spec, 'podCIDR'),
    allocatable: textMap(status, 'allocatable'),
    unschedulable: flag(spec, 'unschedulable'),
  };
}
