import type { NodeObject } from '../../../../shared/model/inventory';
import type { Detector, Found } from '../scene';

/** One kubelet for each node, and the cAdvisor inside it. The port is the node's own word (status.daemonEndpoints). */
export const detectKubelets: Detector = (scene) => scene.inventory.nodes.flatMap((node) => [kubeletOf(node), cadvisorOf(node)]);

function kubeletOf(node: NodeObject): Found {
  const ofNode = { via: 'node-proxy' as const, node: node.name };
  return {
    baseCard: 'kubelet',
    found: {
      id: `kubelet/${node.name}`,
      kind: 'kubelet',
      name: node.name,
      node: node.name,
      version: node.kubeletVersion,
      pods: [],
      args: [],
      endpoints: (['metrics', 'api', 'health'] as const).map((purpose) => ({ purpose, route: ofNode, basePath: '' })),
      confidence: 'proven',
      because: [
        `Node ${node.name} reports kubelet ${node.kubeletVersion} (status.nodeInfo.kubeletVersion).`,
        `It listens on port ${node.kubeletPort} (status.daemonEndpoints.kubeletEndpoint.Port).`,
        ...oneProcess(node),
      ],
    },
  };
}

/** k3s and RKE2 agents and MicroK8s' kubelite run the kubelet inside a process of another name. */
function oneProcess(node: NodeObject): readonly string[] {
  if (/\+k3s\d/.test(node.kubeletVersion)) return ['It runs inside the k3s process (version suffix +k3s).'];
  if (node.labels['microk8s.io/cluster'] === 'true')
    return ['It runs inside kubelite, the one process of MicroK8s (label microk8s.io/cluster).'];
  return [];
}

function cadvisorOf(node: NodeObject): Found {
  const route = { via: 'node-proxy' as const, node: node.name };
  return {
    baseCard: 'cadvisor',
    found: {
      id: `cadvisor/${node.name}`,
      kind: 'cadvisor',
      name: node.name,
      node: node.name,
      pods: [],
      args: [],
      endpoints: [{ purpose: 'metrics', route, basePath: '', path: '/metrics/cadvisor' }],
      confidence: 'proven',
      because: [`Every kubelet has a cAdvisor built in; that of ${node.name} answers on /metrics/cadvisor of the kubelet.`],
    },
  };
}
