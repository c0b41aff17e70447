import type { EndpointSliceObject, ServiceObject } from '../../../../shared/model/inventory';
import { intOrText, isJson, type Json, number, object, objects, someNumber, someText, text, textMap, texts } from './fields';
import { stripMeta } from './meta';

export function stripService(item: Json): ServiceObject {
  const spec = object(item, 'spec');
  return {
    ...stripMeta(item),
    type: text(spec, 'type') || 'ClusterIP',
    clusterIp: someText(spec, 'clusterIP'),
    selector: textMap(spec, 'selector'),
    externalName: someText(spec, 'externalName'),
    ports: objects(spec, 'ports').map((port) => ({
      name: someText(port, 'name'),
      port: number(port, 'port'),
      targetPort: intOrText(port, 'targetPort') || String(number(port, 'port')),
      protocol: text(port, 'protocol') || 'TCP',
      appProtocol: someText(port, 'appProtocol'),
    })),
  };
}

export function stripEndpointSlice(item: Json): EndpointSliceObject {
  const meta = stripMeta(item);
  return {
    ...meta,
    service: meta.labels['kubernetes.io/service-name'],
    ports: objects(item, 'ports').map((port) => ({ name: someText(port, 'name'), port: someNumber(port, 'port') })),
    endpoints: objects(item, 'endpoints').map((endpoint) => {
      const target = endpoint['targetRef'];
      return {
        addresses: texts(endpoint, 'addresses'),
        // A missing `ready` is to be read as true (discovery/v1 EndpointConditions).
        ready: object(endpoint, 'conditions')['ready'] !== false,
        target: isJson(target) ? { kind: text(target, 'kind'), name: text(target, 'name') } : undefined,
        node: someText(endpoint, 'nodeName'),
      };
    }),
  };
}
