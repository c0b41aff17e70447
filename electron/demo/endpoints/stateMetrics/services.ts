import { fieldList, fields, numberField, specOf, statusOf, textField, textList } from '../objectFields';
import { created, type Generate, info, namespaced, one, type StateStore } from './metric';

const serviceInfo: Generate = (object) => {
  const spec = specOf(object);
  return one(1, {
    cluster_ip: textField(spec, 'clusterIP') ?? '',
    external_name: textField(spec, 'externalName') ?? '',
    load_balancer_ip: textField(spec, 'loadBalancerIP') ?? '',
    external_traffic_policy: textField(spec, 'externalTrafficPolicy') ?? '',
  });
};

export const serviceStore: StateStore = {
  resource: 'services',
  listed: '*v1.Service',
  prefix: 'kube_service_',
  base: ({ metadata }) => ({ namespace: metadata.namespace ?? '', service: metadata.name, uid: metadata.uid }),
  families: {
    kube_service_info: serviceInfo,
    kube_service_created: created,
    kube_service_spec_type: (object) => one(1, { type: textField(specOf(object), 'type') ?? 'ClusterIP' }),
    kube_service_spec_external_ip: (object) =>
      textList(specOf(object), 'externalIPs').map((external_ip) => ({ labels: { external_ip }, value: 1 })),
    kube_service_status_load_balancer_ingress: (object) =>
      fieldList(fields(statusOf(object)['loadBalancer']), 'ingress').map((entry) => ({
        labels: { ip: textField(entry, 'ip') ?? '', hostname: textField(entry, 'hostname') ?? '' },
        value: 1,
      })),
  },
};

function port(entry: Readonly<Record<string, unknown>>) {
  return {
    port_protocol: textField(entry, 'protocol') ?? 'TCP',
    port_number: String(numberField(entry, 'port') ?? ''),
    port_name: textField(entry, 'name') ?? '',
  };
}

const addresses: Generate = (object) =>
  fieldList(object, 'subsets').flatMap((subset) =>
    fieldList(subset, 'ports').flatMap((entry) => {
      const rows = (list: string, ready: string) =>
        fieldList(subset, list).map((address) => ({ labels: { ...port(entry), ip: textField(address, 'ip') ?? '', ready }, value: 1 }));
      return [...rows('addresses', 'true'), ...rows('notReadyAddresses', 'false')];
    }),
  );

const ports: Generate = (object) =>
  fieldList(object, 'subsets').flatMap((subset) =>
    fieldList(subset, 'ports').map((entry) => {
      const { port_name, port_protocol, port_number } = port(entry);
      return { labels: { port_name, port_protocol, port_number }, value: 1 };
    }),
  );

export const endpointStore: StateStore = {
  resource: 'endpoints',
  listed: '*v1.Endpoints',
  prefix: 'kube_endpoint_',
  base: namespaced('endpoint'),
  families: {
    kube_endpoint_info: info,
    kube_endpoint_created: created,
    kube_endpoint_address: addresses,
    kube_endpoint_ports: ports,
  },
};
