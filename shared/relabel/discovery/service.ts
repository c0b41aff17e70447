import { type Attached, namespaceOf } from './attached';
import { serviceLabels } from './behindService';
import { listAt, textAt } from './clusterObjects';
import { hostPort, joined, type Labels, META } from './metaLabels';

function addressLabels(service: object, type: string): Labels {
  if (type === 'ExternalName') return { [`${META}service_external_name`]: textAt(service, 'spec', 'externalName') };
  const labels = { [`${META}service_cluster_ip`]: textAt(service, 'spec', 'clusterIP') };
  if (type !== 'LoadBalancer') return labels;
  return { ...labels, [`${META}service_loadbalancer_ip`]: textAt(service, 'spec', 'loadBalancerIP') };
}

/** One target for each port, at the service's DNS name. */
export function serviceTargets(service: object, attached: Attached): readonly Labels[] {
  const namespace = namespaceOf(service);
  const type = textAt(service, 'spec', 'type');
  const group = { ...serviceLabels(service), ...attached.namespace(namespace) };
  return listAt(service, 'spec', 'ports').map((port) =>
    joined(group, {
      __address__: hostPort(`${textAt(service, 'metadata', 'name')}.${namespace}.svc`, textAt(port, 'port')),
      [`${META}service_port_name`]: textAt(port, 'name'),
      [`${META}service_port_number`]: textAt(port, 'port'),
      [`${META}service_port_protocol`]: textAt(port, 'protocol'),
      [`${META}service_type`]: type,
      ...addressLabels(service, type),
    }),
  );
}
