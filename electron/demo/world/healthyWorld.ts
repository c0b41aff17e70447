import { ADAPTER_CONFIG, ADAPTER_PROMETHEUS_URL } from './healthy/adapterConfig';
import { DEMO_HPAS, DEMO_WORKLOADS } from './healthy/demoWorkloads';
import { fillerWorkloads } from './healthy/filler';
import { MONITORING_WORKLOADS } from './healthy/monitoringWorkloads';
import { prometheusConfig, prometheusRules } from './healthy/prometheusConfig';
import { metricAllowlist, scaleOf } from './healthy/scale';
import { systemWorkloads } from './healthy/systemWorkloads';
import type { World, WorldApiService, WorldNode } from './world';

export interface WorldSize {
  readonly seed: number;
  /** Default 3. Each node beyond the third brings 30 pods: 5,000 nodes are 150,000 pods. */
  readonly nodes?: number;
  /** When simulated time begins, milliseconds since the epoch. The cluster is some days older. */
  readonly startMs: number;
}

const ADAPTER_SERVICE = { namespace: 'monitoring', name: 'prometheus-adapter', port: 443 };

const API_SERVICES: readonly WorldApiService[] = [
  { group: 'metrics.k8s.io', version: 'v1beta1', service: { namespace: 'kube-system', name: 'metrics-server', port: 443 } },
  { group: 'custom.metrics.k8s.io', version: 'v1beta1', service: ADAPTER_SERVICE },
  { group: 'custom.metrics.k8s.io', version: 'v1beta2', service: ADAPTER_SERVICE },
  { group: 'external.metrics.k8s.io', version: 'v1beta1', service: ADAPTER_SERVICE },
];

/**
 * A cluster in which every hop works, and in which a few workloads do what workloads do: crash, starve, roll, scale.
 * From 21 nodes on it is monitored as big clusters are: healthy/scale.ts says what is left out, and where that stands.
 */
export function healthyWorld({ seed, nodes = 3, startMs }: WorldSize): World {
  const scale = scaleOf(nodes);
  const allowlist = metricAllowlist(scale);
  return {
    seed,
    startMs,
    nodes: Array.from({ length: nodes }, (_, index) => healthyNode(index)),
    workloads: [...systemWorkloads(allowlist), ...MONITORING_WORKLOADS, ...DEMO_WORKLOADS, ...fillerWorkloads(seed, nodes)],
    metricsServer: { resolutionSeconds: 15, kubeletInsecureTls: true, mayReadKubelets: true },
    kubeStateMetrics: { forbidden: [], labelAllowlist: [], metricAllowlist: allowlist },
    prometheus: { config: prometheusConfig(scale), rules: prometheusRules(scale), mayReadKubelets: true },
    adapter: { config: ADAPTER_CONFIG, prometheusUrl: ADAPTER_PROMETHEUS_URL, relistSeconds: 30 },
    apiServices: API_SERVICES,
    hpas: DEMO_HPAS,
    faults: [],
  };
}

function healthyNode(index: number): WorldNode {
  return {
    name: `hop-${index + 1}`,
    ip: nodeIp(index),
    cpuCores: index === 0 ? 4 : 8,
    memoryBytes: (index === 0 ? 16_396_288 : 32_882_688) * 1024,
    kubelet: { reach: 'answers', cadvisorLabels: true, webhookAuthentication: true, clockAheadSeconds: 0, zeroCpuPods: [] },
  };
}

/** 10.77.0.11 for the first; last bytes 0 and 255 are left out. */
function nodeIp(index: number): string {
  const host = index + 10;
  return `10.77.${Math.floor(host / 254)}.${(host % 254) + 1}`;
}
