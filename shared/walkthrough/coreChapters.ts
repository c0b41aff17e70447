import type { Chapter } from './step';
import { card, hop, screen } from './targets';

const K8S = 'https://kubernetes.io/docs';
const DESIGN = 'https://github.com/kubernetes/design-proposals-archive/blob/main/instrumentation/monitoring_architecture.md';
const PIPELINE = `${K8S}/tasks/debug/debug-cluster/resource-metrics-pipeline/`;
const NODE_METRICS = `${K8S}/reference/instrumentation/node-metrics/`;
const HPA = `${K8S}/tasks/run-application/horizontal-pod-autoscale/`;
const KUBELET_ACCESS = `${K8S}/reference/access-authn-authz/kubelet-authn-authz/`;
const CADVISOR_IN_KUBELET = 'https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/cadvisor/cadvisor_linux.go';
const METRICS_SERVER = 'https://github.com/kubernetes-sigs/metrics-server/blob/master';
const AVAILABLE =
  'https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/kube-aggregator/pkg/controllers/status/remote/remote_available_controller.go';
const KUBELET_SERVER = 'https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/server/server.go';

/** From the cgroups of a node to kubectl top. */
export const CORE_CHAPTERS = [
  {
    id: 'pipelines',
    steps: [
      {
        id: 'fork',
        points: card('kubelet'),
        proof: { of: card('kubelet'), path: '/metrics/resource', find: 'node_cpu_usage_seconds_total ' },
        task: { kind: 'open-card', card: 'kubelet' },
        source: DESIGN,
      },
      {
        id: 'core',
        points: hop('kubelet', 'metrics-server'),
        proof: { of: hop('kubelet', 'metrics-server'), find: '"usage"' },
        task: { kind: 'open-hop', from: 'kubelet', to: 'metrics-server' },
        source: PIPELINE,
      },
      {
        id: 'monitoring',
        points: hop('cadvisor', 'prometheus'),
        proof: { of: hop('cadvisor', 'prometheus'), find: '"scrapeUrl"' },
        task: { kind: 'open-hop', from: 'cadvisor', to: 'prometheus' },
        source: DESIGN,
      },
      {
        id: 'meet',
        points: card('hpa'),
        proof: { of: card('custom-metrics-api'), find: '"name"' },
        task: { kind: 'light-path', card: 'hpa' },
        source: HPA,
      },
    ],
  },
  {
    id: 'cadvisor',
    steps: [
      {
        id: 'agent',
        points: card('cadvisor'),
        proof: { of: card('cadvisor'), path: '/metrics/cadvisor', find: 'container_cpu_usage_seconds_total{' },
        task: { kind: 'open-tab', card: 'cadvisor', tab: 'metrics' },
        source: 'https://github.com/google/cadvisor',
      },
      {
        id: 'runtime',
        points: card('container-runtime'),
        proof: { of: card('cadvisor'), path: '/metrics/cadvisor', find: 'image="' },
        task: { kind: 'open-hop', from: 'container-runtime', to: 'cadvisor' },
        source: `${K8S}/setup/production-environment/container-runtimes/`,
      },
      {
        id: 'oldest',
        points: card('kubelet'),
        proof: { of: card('kubelet'), path: '/metrics/resource', find: 'node_memory_working_set_bytes' },
        task: { kind: 'open-oldest', card: 'kubelet' },
        source: NODE_METRICS,
      },
      {
        id: 'housekeeping',
        points: screen('access'),
        proof: { of: card('cadvisor'), path: '/metrics/cadvisor', find: 'container_memory_working_set_bytes{' },
        task: { kind: 'show-part', screen: 'access', part: 'housekeeping' },
        source: CADVISOR_IN_KUBELET,
      },
    ],
  },
  {
    id: 'endpoints',
    steps: [
      {
        id: 'resource',
        points: hop('kubelet', 'metrics-server'),
        proof: { of: card('kubelet'), path: '/metrics/resource', find: 'container_cpu_usage_seconds_total{' },
        task: { kind: 'read-answer', path: '/metrics/resource' },
        source: NODE_METRICS,
      },
      {
        id: 'long',
        points: hop('cadvisor', 'prometheus'),
        proof: { of: card('cadvisor'), path: '/metrics/cadvisor', find: 'container_network_receive_bytes_total{' },
        task: { kind: 'read-answer', path: '/metrics/cadvisor' },
        source: NODE_METRICS,
      },
      {
        id: 'own',
        points: hop('kubelet', 'prometheus'),
        proof: { of: hop('kubelet', 'prometheus'), find: '"scrapeUrl"' },
        task: { kind: 'open-hop', from: 'kubelet', to: 'prometheus' },
        source: KUBELET_SERVER,
      },
      {
        id: 'rights',
        points: screen('access'),
        proof: { of: card('kubelet'), path: '/healthz' },
        task: { kind: 'show-part', screen: 'access', part: 'kubelets' },
        source: KUBELET_ACCESS,
      },
    ],
  },
  {
    id: 'metrics-server',
    steps: [
      {
        id: 'two-readings',
        points: card('metrics-server'),
        proof: { of: hop('kubelet', 'metrics-server'), path: '/nodes', find: '"window"' },
        task: { kind: 'open-card', card: 'metrics-server' },
        source: `${METRICS_SERVER}/pkg/storage/pod.go`,
      },
      {
        id: 'metrics-api',
        points: card('metrics-api'),
        proof: { of: card('metrics-api'), path: '/nodes', find: '"creationTimestamp"' },
        task: { kind: 'read-answer', path: '/apis/metrics.k8s.io/v1beta1/nodes' },
        source: 'https://github.com/kubernetes/metrics/blob/master/pkg/apis/metrics/v1beta1/types.go',
      },
      {
        id: 'not-served',
        points: screen('doctors'),
        proof: { of: card('metrics-api'), path: '/pods', find: '"containers"' },
        task: { kind: 'show-part', screen: 'doctors', part: 'metrics-server' },
        source: `${METRICS_SERVER}/pkg/storage/pod.go`,
      },
    ],
  },
  {
    id: 'aggregation',
    steps: [
      {
        id: 'forwarded',
        points: hop('metrics-server', 'metrics-api'),
        proof: { of: hop('metrics-server', 'metrics-api'), path: '/nodes', find: '"kind"' },
        task: { kind: 'open-hop', from: 'metrics-server', to: 'metrics-api' },
        source: `${K8S}/concepts/extend-kubernetes/api-extension/apiserver-aggregation/`,
      },
      {
        id: 'available',
        points: card('custom-metrics-api'),
        proof: { of: card('custom-metrics-api'), find: '"groupVersion"' },
        task: { kind: 'open-card', card: 'custom-metrics-api' },
        source: AVAILABLE,
      },
      {
        id: 'codes',
        points: card('kubectl-top'),
        proof: { of: card('kubectl-top'), path: '/nodes', find: '"kind"' },
        task: { kind: 'light-path', card: 'kubectl-top' },
        source: AVAILABLE,
      },
    ],
  },
] as const satisfies readonly Chapter[];
