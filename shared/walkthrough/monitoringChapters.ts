import type { Chapter } from './step';
import { card, hop, screen } from './targets';

const KSM = 'https://github.com/kubernetes/kube-state-metrics/blob/main';
const KSM_PODS = `${KSM}/docs/metrics/workload/pod-metrics.md`;
const PROMETHEUS = 'https://prometheus.io/docs';
const CONFIGURATION = `${PROMETHEUS}/prometheus/latest/configuration/configuration/`;
const STALENESS = `${PROMETHEUS}/prometheus/latest/querying/basics/#staleness`;
const ADAPTER = 'https://github.com/kubernetes-sigs/prometheus-adapter/blob/master';
const K8S = 'https://kubernetes.io/docs';

/** From the objects of the API and the targets of Prometheus to the HPA, and what is lost on the way. */
export const MONITORING_CHAPTERS = [
  {
    id: 'kube-state-metrics',
    steps: [
      {
        id: 'objects',
        points: hop('api-objects', 'kube-state-metrics'),
        proof: { of: card('kube-state-metrics'), path: '/metrics', find: 'kube_pod_info{' },
        task: { kind: 'open-hop', from: 'api-objects', to: 'kube-state-metrics' },
        source: `${KSM}/README.md`,
      },
      {
        id: 'state-not-usage',
        points: card('kube-state-metrics'),
        proof: { of: card('kube-state-metrics'), path: '/metrics', find: 'kube_pod_container_resource_requests{' },
        task: { kind: 'open-tab', card: 'kube-state-metrics', tab: 'metrics' },
        source: `${KSM}/README.md#kube-state-metrics-vs-metrics-server`,
      },
      {
        id: 'zero-or-absent',
        points: screen('doctors'),
        proof: { of: card('kube-state-metrics'), path: '/metrics', find: 'kube_pod_status_phase{' },
        task: { kind: 'show-part', screen: 'doctors', part: 'kube-state-metrics' },
        source: KSM_PODS,
      },
    ],
  },
  {
    id: 'prometheus',
    steps: [
      {
        id: 'targets',
        points: card('prometheus'),
        proof: { of: card('prometheus'), path: '/api/v1/targets', find: '"discoveredLabels"' },
        task: { kind: 'read-answer', path: '/api/v1/targets' },
        source: `${CONFIGURATION}#kubernetes_sd_config`,
      },
      {
        id: 'all-or-nothing',
        points: hop('kube-state-metrics', 'prometheus'),
        proof: { of: hop('kube-state-metrics', 'prometheus'), find: '"lastError"' },
        task: { kind: 'open-hop', from: 'kube-state-metrics', to: 'prometheus' },
        source: `${PROMETHEUS}/concepts/jobs_instances/`,
      },
      {
        id: 'relabelling',
        points: screen('workbench'),
        proof: { of: card('prometheus'), path: '/api/v1/targets', find: '"__meta_' },
        task: { kind: 'show-part', screen: 'workbench' },
        source: `${CONFIGURATION}#relabel_config`,
      },
    ],
  },
  {
    id: 'adapter',
    steps: [
      {
        id: 'rules',
        points: hop('prometheus', 'prometheus-adapter'),
        proof: { of: hop('prometheus', 'prometheus-adapter'), find: '"resources"' },
        task: { kind: 'open-hop', from: 'prometheus', to: 'prometheus-adapter' },
        source: `${ADAPTER}/docs/config.md`,
      },
      {
        id: 'custom-metric',
        points: hop('prometheus-adapter', 'custom-metrics-api'),
        proof: { of: card('custom-metrics-api'), within: '/namespaces/', find: '"timestamp"' },
        task: { kind: 'open-hop', from: 'prometheus-adapter', to: 'custom-metrics-api' },
        source: `${ADAPTER}/pkg/custom-provider/provider.go`,
      },
      {
        id: 'decision',
        points: screen('doctors'),
        proof: { of: card('custom-metrics-api'), within: '/namespaces/', find: '"value"' },
        task: { kind: 'show-part', screen: 'doctors', part: 'hpa' },
        source: `${K8S}/tasks/run-application/horizontal-pod-autoscale/#algorithm-details`,
      },
    ],
  },
  {
    id: 'freshness',
    steps: [
      {
        id: 'waits',
        points: screen('trace'),
        proof: { of: card('metrics-api'), path: '/pods', find: '"timestamp"' },
        task: { kind: 'show-part', screen: 'trace' },
        source: `${K8S}/tasks/debug/debug-cluster/resource-metrics-pipeline/`,
      },
      {
        id: 'other-window',
        points: screen('trace'),
        proof: { of: card('metrics-api'), path: '/pods', find: '"window"' },
        task: { kind: 'show-part', screen: 'trace', part: 'memory' },
        source: 'https://github.com/kubernetes/metrics/blob/master/pkg/apis/metrics/v1beta1/types.go',
      },
      {
        id: 'lingering',
        points: card('cadvisor'),
        proof: { of: card('cadvisor'), path: '/metrics/cadvisor', find: 'container_memory_usage_bytes{' },
        task: { kind: 'open-tab', card: 'cadvisor', tab: 'charts' },
        source: STALENESS,
      },
    ],
  },
  {
    id: 'gaps',
    steps: [
      {
        id: 'lost-scrape',
        points: screen('gaps'),
        proof: { of: hop('cadvisor', 'prometheus'), find: '"lastScrape"' },
        task: { kind: 'show-part', screen: 'gaps' },
        source: CONFIGURATION,
      },
      {
        id: 'cost',
        points: screen('gaps'),
        proof: { of: hop('cadvisor', 'prometheus'), find: '"scrapeInterval"' },
        task: { kind: 'show-part', screen: 'gaps', part: '6h' },
        source: STALENESS,
      },
    ],
  },
  {
    id: 'blind-spots',
    steps: [
      {
        id: 'between-scrapes',
        points: screen('blindSpots'),
        proof: { of: card('kube-state-metrics'), path: '/metrics', find: 'kube_pod_container_status_running{' },
        task: { kind: 'show-part', screen: 'blindSpots' },
        source: KSM_PODS,
      },
      {
        id: 'counters',
        points: screen('why'),
        proof: { of: card('kube-state-metrics'), path: '/metrics', find: 'kube_pod_container_status_restarts_total{' },
        task: { kind: 'show-part', screen: 'why', part: 'asked' },
        source: KSM_PODS,
      },
      {
        id: 'not-seen',
        points: screen('findings'),
        proof: { of: card('api-objects'), path: '/readyz' },
        task: { kind: 'show-part', screen: 'findings' },
        source: `${K8S}/reference/using-api/health-checks/`,
      },
    ],
  },
] as const satisfies readonly Chapter[];
