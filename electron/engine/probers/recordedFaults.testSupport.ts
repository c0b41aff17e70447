/**
 * What each recorded fault touches, and what follows from it where nothing was recorded. A recording of
 * a fault holds the answers that it changes and some that it does not; what else a look asks for is
 * answered as in the healthy cluster, but only by listeners that the fault leaves alone.
 */
export interface RecordedFault {
  /** Listeners (recordings.testSupport.ts), "node/hop-1" or a namespace with "/" for all in it. */
  readonly touches: readonly string[];
  /** "LISTENER PATH" -> the healthy answer's text as the fault changes it. */
  readonly changed?: Readonly<Record<string, (text: string) => string>>;
  /** "LISTENER PATH" -> fault and "LISTENER PATH" of a recorded answer that was the same. */
  readonly answers?: Readonly<Record<string, readonly [fault: string, place: string]>>;
  /** No Service leads anywhere: its pods are gone or not ready. */
  readonly noEndpoints?: boolean;
}

const KUBELET = ['node/hop-1'];
const PROMETHEUS = ['monitoring/prometheus:web'];
const CONFIG = 'monitoring/prometheus:web /api/v1/status/config';
const KSM = ['kube-system/kube-state-metrics:http-metrics', 'kube-system/kube-state-metrics:telemetry'];

export const RECORDED_FAULTS = {
  'metrics-server-down': { touches: ['kube-system/metrics-server:https'] },
  'metrics-server-tls': {
    touches: ['kube-system/metrics-server:https'],
    // Its log: "Failed probe" probe="metric-storage-ready" err="no metrics to serve". In these words it said so when the kubelet was paused.
    answers: { 'pod of metrics-server /readyz?verbose': ['kubelet-paused', 'kube-system/metrics-server:https /readyz'] },
  },
  'metrics-apiservice-deleted': { touches: [] },
  'ksm-down': { touches: KSM },
  'ksm-rbac': {
    touches: KSM,
    // HELP and TYPE stay, the samples of nodes are gone: count(kube_node_info) had no result.
    changed: { 'kube-system/kube-state-metrics:http-metrics /metrics': (text) => text.replace(/^kube_node_.*\n/gm, '') },
  },
  'prometheus-drops-cadvisor': {
    touches: PROMETHEUS,
    changed: { [CONFIG]: (text) => text.replace('metrics_path: /metrics/cadvisor\\n', (found) => `${found}${DROP_RULE}`) },
  },
  // Credentials and permissions of its scrapes: nothing that its API tells besides the targets.
  'prometheus-no-token': { touches: [] },
  'prometheus-no-permission': { touches: [] },
  'adapter-no-match': { touches: [] },
  'adapter-empty-query': { touches: [] },
  'adapter-dead-prometheus': { touches: [] },
  'kubelet-paused': { touches: KUBELET },
  'kubelet-slow': { touches: KUBELET },
  'node-notready': { touches: [...KUBELET, 'kube-system/', 'monitoring/', 'demo/', 'cadvisor/'], noEndpoints: true },
  'cadvisor-no-labels': { touches: [] },
  'node-exporter-down': { touches: ['monitoring/node-exporter:metrics'], noEndpoints: true },
  'prometheus-down': { touches: PROMETHEUS },
} as const satisfies Readonly<Record<string, RecordedFault>>;

export type RecordedFaultName = keyof typeof RECORDED_FAULTS;

/** The rule that the fault adds to the job, as Prometheus prints it (inside a JSON string). */
const DROP_RULE = [
  '  metric_relabel_configs:',
  '  - source_labels: [__name__]',
  '    separator: ;',
  '    regex: container_(cpu|memory)_.*',
  '    replacement: $1',
  '    action: drop',
  '',
].join('\\n');
