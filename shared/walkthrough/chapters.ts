import type { Chapter, Target } from './step';

const card = (id: string) => ({ at: 'card', card: id }) as const satisfies Target;
const hop = (from: string, to: string) => ({ at: 'hop', from, to }) as const satisfies Target;
const screen = (id: string) => ({ at: 'screen', screen: id }) as const satisfies Target;

const K8S = 'https://kubernetes.io/docs';
const DESIGN = 'https://github.com/kubernetes/design-proposals-archive/blob/main/instrumentation/monitoring_architecture.md';
const PIPELINE = `${K8S}/tasks/debug/debug-cluster/resource-metrics-pipeline/`;
const NODE_METRICS = `${K8S}/reference/instrumentation/node-metrics/`;
const HPA = `${K8S}/tasks/run-application/horizontal-pod-autoscale/`;
const KUBELET_ACCESS = `${K8S}/reference/access-authn-authz/kubelet-authn-authz/`;
const CADVISOR_IN_KUBELET = 'https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/cadvisor/cadvisor_linux.go';
const KUBELET_SERVER = 'https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/server/server.go';

/** The walkthrough, in the order in which it is read. */
export const CHAPTERS = [
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
        task: { kind: 'show-access', part: 'housekeeping' },
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
        task: { kind: 'show-access', part: 'kubelets' },
        source: KUBELET_ACCESS,
      },
    ],
  },
] as const satisfies readonly Chapter[];

export type ChapterId = (typeof CHAPTERS)[number]['id'];
export type StepId = (typeof CHAPTERS)[number]['steps'][number]['id'];
