import type { Detector } from '../scene';

/** The container runtime of each node, from status.nodeInfo.containerRuntimeVersion: "containerd://1.7.2". It is not asked; cAdvisor is. */
export const detectContainerRuntimes: Detector = (scene) =>
  scene.inventory.nodes.flatMap((node) => {
    const match = /^([a-z][a-z-]*):\/\/(.+)$/.exec(node.containerRuntimeVersion);
    if (!match?.[1]) return [];
    return [
      {
        baseCard: 'container-runtime',
        found: {
          id: `container-runtime/${node.name}`,
          kind: 'container-runtime' as const,
          flavour: match[1],
          name: node.name,
          node: node.name,
          ...(match[2] ? { version: match[2] } : {}),
          pods: [],
          args: [],
          endpoints: [],
          confidence: 'proven' as const,
          because: [`Node ${node.name} reports ${node.containerRuntimeVersion} (status.nodeInfo.containerRuntimeVersion).`],
        },
      },
    ];
  });
