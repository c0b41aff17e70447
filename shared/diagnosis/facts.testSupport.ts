import type { Discovered } from '../model/component';
import type {
  ApiServiceObject,
  Condition,
  HpaObject,
  NodeObject,
  ObjectMeta,
  PodObject,
  ServiceObject,
  WorkloadObject,
} from '../model/inventory';
import type { Observation } from '../model/observation';
import type { Answer } from './answer';
import type { Facts, Listing } from './facts';
import type { Rule } from './rule';
import type { KubeletSight, MetricsServerSight, ScraperSight, TargetSight } from './sights';

export const NOW = Date.parse('2026-11-22T12:00:00Z');
const HOUR = 3_600_000;

/** A list that has come in whole. */
export function whole<T>(...items: readonly T[]): Listing<T> {
  return { items, whole: true };
}

export function partly<T>(...items: readonly T[]): Listing<T> {
  return { items, whole: false, because: 'not all listed yet' };
}

/** A cluster of one node in which everything is well; each case changes what it is about. */
export function facts(changed: Partial<Facts> = {}): Facts {
  return {
    time: { nowMs: NOW, clockOffsetMs: 0 },
    nodes: whole(node()),
    pods: whole(),
    services: whole(),
    workloads: whole(),
    apiServices: whole(apiService()),
    hpas: whole(),
    components: [],
    kubelets: [kubelet()],
    cadvisors: [],
    metricsApi: { nodes: seen([served('n1')]), pods: seen([served('web-0', 'demo')]) },
    metricsServers: [],
    stateMetrics: [],
    scrapers: [],
    adapters: [],
    metricApis: [],
    accounts: [],
    operator: undefined,
    blindSpots: { state: 'seen', source: 'prometheus', intervalMs: 15_000, changes: 0, unseen: 0, byReason: [] },
    ...changed,
  };
}

/** "fail SUBJECT, SUBJECT", "pass", "not-applicable" or "cannot-tell": what a case is compared with. */
export function said(rule: Rule, given: Partial<Facts>): string {
  return shown(rule.judge(facts(given)));
}

function shown(answer: Answer): string {
  return answer.state === 'fail' ? `fail ${answer.failures.map(({ subject }) => subject).join(', ')}` : answer.state;
}

const LOOK = { request: 'GET /x', route: 'apiserver', atMs: NOW, durationMs: 20, evidence: [{ atMs: NOW, says: 'seen' }] } as const;

export function seen<T>(value: T, more: { readonly durationMs?: number; readonly request?: string } = {}): Observation<T> {
  return { ...LOOK, ...more, state: 'ok', value };
}

export function unreachable(
  because: string,
  more: { readonly durationMs?: number; readonly status?: number; readonly request?: string } = {},
) {
  return { ...LOOK, ...more, state: 'unreachable', because, remedy: '' } as const;
}

export function absent(because = '404') {
  return { ...LOOK, state: 'absent', because } as const;
}

export function denied(because = 'you may not get nodes/proxy') {
  return {
    ...LOOK,
    durationMs: 0,
    state: 'denied',
    missing: { verb: 'get', resource: 'nodes', subresource: 'proxy' },
    because,
    remedy: '',
  } as const;
}

export function meta(name: string, namespace?: string): ObjectMeta {
  return { name, namespace, uid: `uid-${name}`, resourceVersion: '1', createdMs: NOW - HOUR, labels: {}, annotations: {} };
}

export function condition(type: string, status: string, reason?: string, message?: string): Condition {
  return { type, status, reason, message, sinceMs: NOW - 120_000 };
}

export function node(name = 'n1', conditions: readonly Condition[] = [condition('Ready', 'True')]): NodeObject {
  return {
    ...meta(name),
    conditions,
    addresses: [{ type: 'InternalIP', address: '10.0.0.1' }],
    kubeletPort: 10250,
    kubeletVersion: 'v1.35.0',
    containerRuntimeVersion: 'containerd://2.0',
    osImage: 'Debian',
    kernelVersion: '6',
    architecture: 'amd64',
    allocatable: {},
    unschedulable: false,
  };
}

export function pod(namespace: string, name: string, more: Partial<PodObject> = {}): PodObject {
  return {
    ...meta(name, namespace),
    node: 'n1',
    phase: 'Running',
    hostNetwork: false,
    conditions: [condition('Ready', 'True')],
    containers: [],
    statuses: [{ name: 'main', ready: true, restarts: 0, state: 'running', startedMs: NOW - HOUR }],
    ...more,
  };
}

/** Its container runs and its readiness probe fails. */
export function unreadyPod(namespace: string, name: string, more: Partial<PodObject> = {}): PodObject {
  return pod(namespace, name, { conditions: [condition('Ready', 'False', 'ContainersNotReady')], ...more });
}

export function service(namespace: string, name: string, more: Partial<ServiceObject> = {}): ServiceObject {
  return { ...meta(name, namespace), type: 'ClusterIP', clusterIp: '10.96.0.9', selector: {}, ports: [], ...more };
}

export function workload(
  namespace: string,
  name: string,
  desired: number,
  ready: number,
  more: Partial<WorkloadObject> = {},
): WorkloadObject {
  return {
    ...meta(name, namespace),
    kind: 'Deployment',
    desired,
    ready,
    selector: {},
    templateLabels: {},
    templateAnnotations: {},
    containers: [],
    hostNetwork: false,
    ...more,
  };
}

export function apiService(more: Partial<ApiServiceObject> = {}): ApiServiceObject {
  return {
    ...meta('v1beta1.metrics.k8s.io'),
    group: 'metrics.k8s.io',
    version: 'v1beta1',
    service: { namespace: 'kube-system', name: 'metrics-server', port: 443 },
    insecureSkipTlsVerify: true,
    conditions: [condition('Available', 'True')],
    ...more,
  };
}

export function hpa(name: string, more: Partial<HpaObject> = {}): HpaObject {
  return {
    ...meta(name, 'demo'),
    scaleTarget: { kind: 'Deployment', name: 'web' },
    minReplicas: 1,
    maxReplicas: 5,
    currentReplicas: 2,
    desiredReplicas: 2,
    metrics: [{ type: 'Resource', name: 'cpu' }],
    conditions: [condition('ScalingActive', 'True', 'ValidMetricFound')],
    ...more,
  };
}

/** An HPA whose controller could not compute, in its words. */
export function inactiveHpa(name: string, reason: string, message: string, more: Partial<HpaObject> = {}): HpaObject {
  return hpa(name, {
    conditions: [condition('ScalingActive', 'False', reason, `the HPA was unable to compute the replica count: ${message}`)],
    ...more,
  });
}

export function component(kind: Discovered['kind'], name: string, more: Partial<Discovered> = {}): Discovered {
  const namespace = more.namespace ?? 'kube-system';
  return {
    id: `${kind}/${namespace}/${name}`,
    kind,
    card: kind,
    name,
    namespace,
    workload: { kind: 'Deployment', namespace, name },
    pods: [`${name}-0`],
    args: [],
    endpoints: [],
    confidence: 'proven',
    because: [],
    ...more,
  };
}

export function served(name: string, namespace?: string) {
  return { name, namespace, timestampMs: NOW - 20_000, windowSeconds: 15 };
}

export function kubelet(more: Partial<KubeletSight> = {}): KubeletSight {
  return {
    node: 'n1',
    healthz: seen('ok'),
    summary: seen({}),
    metrics: seen({ statsFromCri: false }),
    resource: resource(),
    configz: seen({ webhook: true, tlsCertFile: '/var/lib/kubelet/pki/kubelet.crt' }),
    ...more,
  };
}

export function resource(more: Partial<NonNullable<Extract<KubeletSight['resource'], { readonly state: 'ok' }>>['value']> = {}) {
  return seen({
    nodeCpuSeconds: 5,
    nodeMemoryBytes: 5,
    newestMs: NOW - 5_000,
    oldestMs: NOW - 15_000,
    scrapeError: false,
    zeroed: [],
    ...more,
  });
}

export function metricsServer(more: Partial<MetricsServerSight> = {}): MetricsServerSight {
  return {
    found: component('metrics-server', 'metrics-server', { serves: ['metrics.k8s.io'] }),
    flags: new Map([['metric-resolution', '15s']]),
    readyz: seen([{ name: 'metric-storage-ready', ok: true }]),
    ...more,
  };
}

export const NOT_STORED = seen([{ name: 'metric-storage-ready', ok: false }]);

export function target(more: Partial<TargetSight> = {}): TargetSight {
  return {
    labels: { job: 'cadvisor', instance: 'n1' },
    discoveredLabels: { __meta_kubernetes_node_name: 'n1' },
    scrapePool: 'cadvisor',
    scrapeUrl: 'https://10.0.0.1:10250/metrics/cadvisor',
    health: 'up',
    lastError: '',
    scrapeInterval: '30s',
    scrapeTimeout: '10s',
    ...more,
  };
}

/** A target that failed so. */
export function failed(lastError: string, more: Partial<TargetSight> = {}): TargetSight {
  return target({ health: 'down', lastError, ...more });
}

export function scraper(targets: readonly TargetSight[], more: Partial<ScraperSight> = {}): ScraperSight {
  return {
    found: component('prometheus', 'prometheus', { namespace: 'monitoring' }),
    targets: seen(targets),
    cards: targets.map(() => 'cadvisor'),
    drops: [],
    config: seen([]),
    expressions: seen([]),
    ...more,
  };
}
