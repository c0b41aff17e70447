import {
  apiService,
  component,
  condition,
  denied,
  failed,
  hpa,
  inactiveHpa,
  kubelet,
  metricsServer,
  NOW,
  partly,
  pod,
  resource,
  scraper,
  seen,
  target,
  unreachable,
  whole,
  workload,
} from '../facts.testSupport';
import type { RuleCases } from './ruleCase.testSupport';

const refusedApi = (message: string) => apiService({ conditions: [condition('Available', 'False', 'FailedDiscoveryCheck', message)] });
const noNode = { nodes: seen([]), pods: seen([]) };
const values = (secondsOld: number) => ({
  nodes: seen([{ name: 'n1', timestampMs: NOW - secondsOld * 1000, windowSeconds: 15 }]),
  pods: seen([]),
});
const PROMETHEUS = component('prometheus', 'prometheus', { namespace: 'monitoring' });
const KSM = component('kube-state-metrics', 'ksm');
const ended = (reason: string, minutesAgo: number) => [
  {
    name: 'main',
    ready: true,
    restarts: 1,
    state: 'running' as const,
    startedMs: NOW - 1_000,
    lastTerminated: { reason, finishedMs: NOW - minutesAgo * 60_000 },
  },
];
const shard = (ordinal: number, totalShards: number) => ({
  found: component('kube-state-metrics', `ksm-${ordinal}`),
  flags: new Map<string, string>(),
  telemetry: seen({ shard: ordinal, totalShards, lists: new Map() }),
});
const ownMetrics = (more: { statsFromCri?: boolean; servingCertificateTtlSeconds?: number }) => [kubelet({ metrics: seen(more) })];
const counted = (now: Readonly<Record<string, number>>, before?: Readonly<Record<string, number>>) => [
  scraper([target()], {
    counters: seen({ rejected: now, discoveryFailures: 0 }),
    ...(before ? { before: { atMs: NOW - 15_000, counters: { rejected: before, discoveryFailures: 0 } } } : {}),
  }),
];
const REFUSED = 'Get "https://10.0.0.1:10257/metrics": dial tcp 10.0.0.1:10257: connect: connection refused';
const ofPod = {
  labels: { job: 'controller-manager', instance: '10.0.0.1:10257' },
  discoveredLabels: { __meta_kubernetes_namespace: 'kube-system', __meta_kubernetes_pod_name: 'kcm' },
};
const settled = (sinceMs: number) => pod('kube-system', 'kcm', { conditions: [{ type: 'Ready', status: 'True', sinceMs }] });
const KSM_RUNS = { components: [KSM], workloads: whole(workload('kube-system', 'ksm', 1, 1)) };
const LONG_AGO = NOW - 3_600_000;

export const FURTHER_CASES: RuleCases = {
  'front-proxy-ca-untrusted': [
    [
      'answers 401',
      {
        apiServices: whole(
          refusedApi(
            'failing or missing response from https://10.0.0.5:443/apis/metrics.k8s.io/v1beta1: bad status from https://10.0.0.5:443: 401',
          ),
        ),
      },
      'fail APIService/v1beta1.metrics.k8s.io',
    ],
    ['a timeout is no refusal', { apiServices: whole(refusedApi('context deadline exceeded')) }, 'pass'],
    [
      'port 4010 is no 401',
      { apiServices: whole(refusedApi('failing response from https://10.0.0.5:4010/apis: context deadline exceeded')) },
      'pass',
    ],
    ['not listed', { apiServices: partly() }, 'cannot-tell'],
  ],
  'kubelet-serving-cert-missing': [
    ['its TLS ends', { kubelets: [kubelet({ resource: unreachable('503: remote error: tls: internal error') })] }, 'fail Node/n1'],
    ['another TLS error', { kubelets: [kubelet({ resource: unreachable('503: x509: certificate has expired') })] }, 'pass'],
    ['may not be asked', { kubelets: [kubelet({ healthz: denied(), resource: denied() })] }, 'cannot-tell'],
  ],
  'node-dropped-by-metrics-server': [
    ['no CPU of the node', { kubelets: [kubelet({ resource: resource({ nodeCpuSeconds: 0 }) })], metricsApi: noNode }, 'fail Node/n1'],
    ['no CPU, and served all the same', { kubelets: [kubelet({ resource: resource({ nodeCpuSeconds: undefined }) })] }, 'pass'],
    ['both are there, and not served: something else', { metricsApi: noNode }, 'pass'],
    [
      'no CPU, and the API is silent',
      { kubelets: [kubelet({ resource: resource({ nodeMemoryBytes: 0 }) })], metricsApi: undefined },
      'cannot-tell',
    ],
  ],
  'metrics-stale': [
    [
      'two minutes at a resolution of 15 s',
      { metricsServers: [metricsServer()], metricsApi: values(120) },
      'fail Deployment/kube-system/metrics-server',
    ],
    ['two minutes at the default resolution', { metricsServers: [metricsServer({ flags: new Map() })], metricsApi: values(120) }, 'pass'],
    ['40 s', { metricsServers: [metricsServer()], metricsApi: values(40) }, 'pass'],
    ['the API is silent', { metricsServers: [metricsServer()], metricsApi: undefined }, 'cannot-tell'],
  ],
  'hpa-no-pod-metrics': [
    [
      'none returned',
      {
        hpas: whole(
          inactiveHpa(
            'web',
            'FailedGetResourceMetric',
            'unable to get metrics for resource cpu: no metrics returned from resource metrics API',
          ),
        ),
      },
      'fail HorizontalPodAutoscaler/demo/web',
    ],
    [
      'the API fails: another rule',
      { hpas: whole(inactiveHpa('web', 'FailedGetResourceMetric', 'unable to fetch metrics from resource metrics API: 503')) },
      'pass',
    ],
    ['not listed', { hpas: partly() }, 'cannot-tell'],
  ],
  'hpa-ambiguous-selector': [
    [
      'two HPAs, same pods',
      {
        hpas: whole(
          inactiveHpa('web', 'AmbiguousSelector', 'pods by selector app=web are controlled by multiple HPAs: [demo/web demo/web2]'),
        ),
      },
      'fail HorizontalPodAutoscaler/demo/web',
    ],
    ['it works', { hpas: whole(hpa('web')) }, 'pass'],
    ['not listed', { hpas: partly() }, 'cannot-tell'],
  ],
  'scrape-refused': [
    [
      'ready for an hour',
      { scrapers: [scraper([failed(REFUSED, ofPod)])], pods: whole(settled(LONG_AGO)) },
      'fail target/controller-manager/10.0.0.1:10257',
    ],
    ['ready for 10 s', { scrapers: [scraper([failed(REFUSED, ofPod)])], pods: whole(settled(NOW - 10_000)) }, 'pass'],
    ['a kubelet: its own rule', { scrapers: [scraper([failed(REFUSED)])] }, 'pass'],
    ['targets may not be read', { scrapers: [scraper([], { targets: denied() })] }, 'cannot-tell'],
  ],
  'duplicate-kubelet-targets': [
    [
      'the same address and path twice',
      { scrapers: [scraper([target(), target({ labels: { job: 'kubelet2', instance: 'n1' } })])] },
      'fail Deployment/monitoring/prometheus',
    ],
    ['two paths of one kubelet', { scrapers: [scraper([target(), target({ scrapeUrl: 'https://10.0.0.1:10250/metrics' })])] }, 'pass'],
    ['two Prometheus, once each', { scrapers: [scraper([target()]), scraper([target()])] }, 'pass'],
    ['targets may not be read', { scrapers: [scraper([], { targets: denied() })] }, 'cannot-tell'],
  ],
  'prometheus-restarted': [
    [
      'killed 10 min ago',
      { components: [PROMETHEUS], pods: whole(pod('monitoring', 'prometheus-0', { statuses: ended('OOMKilled', 10) })) },
      'fail Deployment/monitoring/prometheus',
    ],
    [
      'two hours ago',
      { components: [PROMETHEUS], pods: whole(pod('monitoring', 'prometheus-0', { statuses: ended('Error', 120) })) },
      'pass',
    ],
    ['pods cannot be listed', { components: [PROMETHEUS], pods: partly() }, 'cannot-tell'],
  ],
  'ksm-undersized': [
    [
      'killed for its memory',
      { stateMetrics: [{ found: KSM, flags: new Map() }], pods: whole(pod('kube-system', 'ksm-0', { statuses: ended('OOMKilled', 10) })) },
      'fail Deployment/kube-system/ksm',
    ],
    [
      'ended otherwise',
      { stateMetrics: [{ found: KSM, flags: new Map() }], pods: whole(pod('kube-system', 'ksm-0', { statuses: ended('Error', 10) })) },
      'pass',
    ],
    ['pods cannot be listed', { stateMetrics: [{ found: KSM, flags: new Map() }], pods: partly() }, 'cannot-tell'],
  ],
  'ksm-shard-mismatch': [
    ['they disagree', { stateMetrics: [shard(0, 2), shard(1, 3)] }, 'fail Deployment/kube-system/ksm-0'],
    [
      'one ordinal twice',
      { stateMetrics: [shard(1, 2), { ...shard(0, 2), telemetry: shard(1, 2).telemetry }] },
      'fail Deployment/kube-system/ksm-1',
    ],
    ['both shards of two', { stateMetrics: [shard(0, 2), shard(1, 2)] }, 'pass'],
    ['one shard of two was read', { stateMetrics: [shard(0, 2)] }, 'cannot-tell'],
  ],
  'cri-stats-enabled': [
    ['the gate is on', { kubelets: ownMetrics({ statsFromCri: true }) }, 'fail Node/n1'],
    ['the gate is off', { kubelets: ownMetrics({ statsFromCri: false }) }, 'pass'],
    ['its metrics were not read', { kubelets: [kubelet({ metrics: denied() })] }, 'cannot-tell'],
  ],
  'summary-api-failing': [
    [
      '500 beside metrics that work',
      { kubelets: [kubelet({ summary: unreachable('500: failed to list pod stats', { status: 500 }) })] },
      'fail Node/n1',
    ],
    ['a timeout', { kubelets: [kubelet({ summary: unreachable('no answer') })] }, 'pass'],
    [
      'the kubelet is silent',
      { kubelets: [kubelet({ summary: unreachable('500', { status: 500 }), resource: unreachable('no answer') })] },
      'pass',
    ],
    ['may not be read', { kubelets: [kubelet({ summary: denied() })] }, 'cannot-tell'],
  ],
  'certificate-expiring': [
    ['two days left', { kubelets: ownMetrics({ servingCertificateTtlSeconds: 2 * 86_400 }) }, 'fail Node/n1'],
    ['it is over', { kubelets: ownMetrics({ servingCertificateTtlSeconds: -10 }) }, 'fail Node/n1'],
    ['a month left', { kubelets: ownMetrics({ servingCertificateTtlSeconds: 30 * 86_400 }) }, 'pass'],
    ['its metrics were not read', { kubelets: [kubelet({ metrics: denied() })] }, 'cannot-tell'],
  ],
  'node-proxy-denied': [
    ['the review says no', { kubelets: [kubelet({ healthz: denied(), resource: denied() })] }, 'fail kubelet'],
    ['a kubelet that is silent', { kubelets: [kubelet({ resource: unreachable('no answer') })] }, 'pass'],
    ['not asked in this turn', { kubelets: [{ node: 'n1' }] }, 'cannot-tell'],
  ],
  'target-not-scraped': [
    ['kube-state-metrics runs, no target is it', { ...KSM_RUNS, scrapers: [scraper([target()])] }, 'fail kube-state-metrics'],
    ['it is scraped', { ...KSM_RUNS, scrapers: [scraper([target()], { cards: ['kube-state-metrics'] })] }, 'pass'],
    [
      'it does not run',
      { components: [KSM], workloads: whole(workload('kube-system', 'ksm', 0, 0)), scrapers: [scraper([target()])] },
      'pass',
    ],
    [
      'one of two Prometheus cannot be read',
      { ...KSM_RUNS, scrapers: [scraper([target()]), scraper([], { targets: denied() })] },
      'cannot-tell',
    ],
    ['no target at all yet', { ...KSM_RUNS, scrapers: [scraper([])] }, 'cannot-tell'],
  ],
  'samples-not-ingested': [
    [
      'a counter grew',
      { scrapers: counted({ sample_out_of_order: 9 }, { sample_out_of_order: 4 }) },
      'fail Deployment/monitoring/prometheus',
    ],
    [
      'what is too far in the future, of a node whose clock is ahead',
      { scrapers: counted({ sample_out_of_bounds: 62 }, { sample_out_of_bounds: 0 }) },
      'fail Deployment/monitoring/prometheus',
    ],
    ['refused long ago', { scrapers: counted({ sample_out_of_order: 4 }, { sample_out_of_order: 4 }) }, 'pass'],
    ['it restarted', { scrapers: counted({ sample_out_of_order: 0 }, { sample_out_of_order: 4 }) }, 'pass'],
    ['limits have a rule of their own', { scrapers: counted({ exceeded_sample_limit: 4 }, { exceeded_sample_limit: 1 }) }, 'pass'],
    ['only one look yet', { scrapers: counted({ sample_out_of_order: 9 }) }, 'cannot-tell'],
  ],
};
