import type { Heard, KeptSeries, TraceScene } from './scene';

/**
 * Pod demo/web-56c757448c-wfkx6 of a real cluster (Kubernetes 1.34.4, metrics-server 0.9.0, Prometheus 3.10.0), recorded within
 * ten seconds: e2e/fixtures/cluster/healthy. Written down by hand, so that what is computed of it can be checked on paper.
 */
const BASE_MS = 1_795_267_000_000;
export const at = (seconds: number): number => BASE_MS + Math.round(seconds * 1000);

export function heard<T>(value: T, request: string, atMs = at(53), tookMs = 12): Extract<Heard<T>, { state: 'heard' }> {
  return { state: 'heard', value, atMs, tookMs, proof: { request } };
}

/** The first sample is not recorded: raw samples were, of two minutes. */
const WEB_RESOURCE: KeptSeries = {
  labels: { job: 'kubelet-resource', container: 'web' },
  timesMs: [-260, -46.181, -33.392, -18.061, -2.112, 14.709, 30.586, 47.192].map(at),
  values: [80, 122.838880687, 125.542388383, 127.623755712, 128.598990325, 129.741687893, 132.197415603, 136.615312408],
};
const WEB_CADVISOR: KeptSeries = { ...WEB_RESOURCE, labels: { job: 'cadvisor', container: 'web', id: '/kubepods/burstable/pod1/web' } };

const CLOCK = { who: 'API server', offsetMs: 0, withinMs: 40 };

export const RECORDED: TraceScene = {
  question: { subject: { kind: 'pod', namespace: 'demo', name: 'web-56c757448c-wfkx6' }, metric: 'cpu' },
  startedMs: at(52.9),
  endedMs: at(53),
  clocks: { apiserver: CLOCK, node: { ...CLOCK, who: 'node hop-1' }, prometheus: { ...CLOCK, who: 'Prometheus' } },
  summary: heard(
    {
      containers: [
        { who: 'web', amount: 136.615312408, atMs: at(47) },
        { who: 'sidecar', amount: 0.161109393, atMs: at(39) },
      ],
      own: { who: 'pod', amount: 136.384900313, atMs: at(45) },
    },
    'GET /api/v1/nodes/hop-1/proxy/stats/summary?only_cpu_and_memory=true',
  ),
  cadvisor: heard(
    {
      containers: [
        { who: 'web', amount: 136.615312408, atMs: at(47.192) },
        { who: 'sidecar', amount: 0.161109393, atMs: at(39.317) },
      ],
      own: { who: 'pod', amount: 136.384900313, atMs: at(45.764) },
      pause: { who: 'pause container', amount: 0.037598805, atMs: at(43.597) },
    },
    'GET /api/v1/nodes/hop-1/proxy/metrics/cadvisor',
  ),
  resource: heard(
    {
      containers: [
        { who: 'web', amount: 136.615312408, atMs: at(47.192) },
        { who: 'sidecar', amount: 0.161109393, atMs: at(39.317) },
      ],
    },
    'GET /api/v1/nodes/hop-1/proxy/metrics/resource',
    at(53),
    41,
  ),
  metricsServer: { name: 'kube-system/metrics-server', resolutionMs: 15_000, scrapedMs: at(51) },
  metricsApi: heard(
    {
      containers: [
        { who: 'web', amount: 0.154672023, text: '154672023n' },
        { who: 'sidecar', amount: 0.000087607, text: '87607n' },
      ],
      timestampMs: at(26),
      windowMs: 17_884,
    },
    'GET /apis/metrics.k8s.io/v1beta1/namespaces/demo/pods?labelSelector=app%3Dweb',
  ),
  hpas: [
    {
      name: 'demo/web-cpu',
      targetType: 'Utilization',
      target: 250,
      current: 211,
      pods: [
        { name: 'web-56c757448c-fstt6', amounts: [0.000153514, 0.286128207], requests: [0.1, 0.005] },
        { name: 'web-56c757448c-wfkx6', amounts: [0.154672023, 0.000087607], requests: [0.1, 0.005] },
      ],
    },
  ],
  prometheus: heard(
    {
      name: 'monitoring/prometheus',
      job: 'cadvisor',
      series: [WEB_CADVISOR],
      scrapesMs: [20.1, 35.1, 50.1].map(at),
      scrapeTookMs: 70,
      every: [WEB_CADVISOR, WEB_RESOURCE],
    },
    'GET /api/v1/query?query=container_cpu_usage_seconds_total',
  ),
  recorded: [
    heard(
      {
        rule: 'pod:cpu:rate5m',
        expression: 'sum by (pod) (rate(container_cpu_usage_seconds_total{container!=""}[5m]))',
        amount: 0.21,
        evaluatedMs: at(52.5),
        tookMs: 3,
      },
      'GET /api/v1/rules',
    ),
  ],
  dashboard: heard(
    { query: 'sum(rate(container_cpu_usage_seconds_total{container!="",namespace="demo",pod="web-56c757448c-wfkx6"}[5m]))', amount: 0.21 },
    'GET /api/v1/query',
  ),
};
