import {
  apiService,
  component,
  condition,
  denied,
  hpa,
  inactiveHpa,
  kubelet,
  metricsServer,
  NOT_STORED,
  NOW,
  node,
  partly,
  pod,
  resource,
  seen,
  served,
  unreachable,
  unreadyPod,
  whole,
  workload,
} from '../facts.testSupport';
import type { RuleCases } from './ruleCase.testSupport';

const SERVER = component('metrics-server', 'metrics-server', { serves: ['metrics.k8s.io'] });
const SUBJECT = 'Deployment/kube-system/metrics-server';
const DOWN = node('n1', [condition('Ready', 'Unknown')]);
const UNAVAILABLE = apiService({
  conditions: [condition('Available', 'False', 'MissingEndpoints', 'endpointslices for service/metrics-server have no addresses')],
});
const API_SILENT = { nodes: unreachable('503'), pods: unreachable('503') };
const NO_INSECURE = metricsServer({ readyz: NOT_STORED });
const account = (nodeMetrics: 'allowed' | 'denied' | 'unknown') => [
  { component: SERVER.id, account: { namespace: 'kube-system', name: 'metrics-server' }, nodeMetrics, evidence: [] },
];
const zeroed = kubelet({ resource: resource({ zeroed: ['demo/cache-0/main'] }) });
const running = (given: number, pods: readonly ReturnType<typeof pod>[]) => ({
  components: [SERVER],
  workloads: whole(workload('kube-system', 'metrics-server', given, 0)),
  pods: whole(...pods),
});
const CRASHING = {
  name: 'main',
  ready: false,
  restarts: 4,
  state: 'waiting',
  reason: 'CrashLoopBackOff',
  lastTerminated: { reason: 'Error' },
} as const;

/** A DaemonSet that wants no pod. */
const AGENT = {
  components: [
    component('node-exporter', 'exporter', {
      namespace: 'monitoring',
      workload: { kind: 'DaemonSet', namespace: 'monitoring', name: 'exporter' },
    }),
  ],
  workloads: whole(workload('monitoring', 'exporter', 0, 0, { kind: 'DaemonSet' })),
};

export const CORE_CASES: RuleCases = {
  'component-not-running': [
    ['scaled to 0', { components: [SERVER], workloads: whole(workload('kube-system', 'metrics-server', 0, 0)) }, `fail ${SUBJECT}`],
    ['a DaemonSet that no node takes', { ...AGENT, nodes: whole(node()) }, 'fail DaemonSet/monitoring/exporter'],
    ['a DaemonSet, and no node is Ready', { ...AGENT, nodes: whole(DOWN) }, 'pass'],
    ['crashes', running(1, [unreadyPod('kube-system', 'metrics-server-0', { statuses: [CRASHING] })]), `fail ${SUBJECT}`],
    ['no pod is made', running(1, []), `fail ${SUBJECT}`],
    ['one of two is ready', { components: [SERVER], workloads: whole(workload('kube-system', 'metrics-server', 2, 1)) }, 'pass'],
    ['its only node is not Ready', { ...running(1, [unreadyPod('kube-system', 'metrics-server-0')]), nodes: whole(DOWN) }, 'pass'],
    ['metrics-server runs and serves nothing: another rule', running(1, [unreadyPod('kube-system', 'metrics-server-0')]), 'pass'],
    [
      'an application is no part of monitoring',
      { components: [{ ...SERVER, kind: 'app' }], workloads: whole(workload('kube-system', 'metrics-server', 0, 0)) },
      'not-applicable',
    ],
    [
      'it has just been started',
      running(1, [unreadyPod('kube-system', 'metrics-server-0', { createdMs: NOW - 5_000, statuses: [] })]),
      'cannot-tell',
    ],
    ['its workload is not listed yet', { components: [SERVER], workloads: partly() }, 'cannot-tell'],
    ['pods cannot be listed', { ...running(1, []), pods: partly() }, 'cannot-tell'],
  ],
  'metrics-api-absent': [
    ['metrics-server without a registration', { apiServices: whole(), components: [SERVER] }, 'fail APIService/v1beta1.metrics.k8s.io'],
    ['an HPA wants it', { apiServices: whole(), hpas: whole(hpa('web')) }, 'fail APIService/v1beta1.metrics.k8s.io'],
    ['nobody wants it', { apiServices: whole() }, 'not-applicable'],
    [
      'only v1 is registered',
      { apiServices: whole(apiService({ name: 'v1.metrics.k8s.io', version: 'v1' })), components: [SERVER] },
      'pass',
    ],
    ['not listed yet', { apiServices: partly(), components: [SERVER] }, 'cannot-tell'],
  ],
  'metrics-api-unavailable': [
    ['no endpoints', { apiServices: whole(UNAVAILABLE) }, 'fail APIService/v1beta1.metrics.k8s.io'],
    ['Available', {}, 'pass'],
    [
      'an API of somebody else',
      { apiServices: whole(apiService({ ...UNAVAILABLE, name: 'v1.example.com', group: 'example.com' })) },
      'not-applicable',
    ],
    ['no condition yet', { apiServices: whole(apiService({ conditions: [] })) }, 'pass'],
    ['not listed', { apiServices: partly() }, 'cannot-tell'],
  ],
  'kubelet-access-denied': [
    ['the account may not', { metricsServers: [NO_INSECURE], accounts: account('denied') }, `fail ${SUBJECT}`],
    [
      'the kubelets do not know tokens',
      { metricsServers: [NO_INSECURE], kubelets: [kubelet({ configz: seen({ webhook: false }) })], accounts: account('allowed') },
      `fail ${SUBJECT}`,
    ],
    [
      'RBAC says no, and it has data all the same (another authorizer)',
      { metricsServers: [metricsServer()], accounts: account('denied') },
      'pass',
    ],
    ['it may', { metricsServers: [NO_INSECURE], accounts: account('allowed') }, 'pass'],
    ['nobody says whether it may', { metricsServers: [NO_INSECURE], accounts: account('unknown') }, 'cannot-tell'],
  ],
  'kubelet-cert-untrusted': [
    ['checks what the kubelets signed themselves', { metricsServers: [NO_INSECURE] }, `fail ${SUBJECT}`],
    [
      'does not check',
      { metricsServers: [metricsServer({ readyz: NOT_STORED, flags: new Map([['kubelet-insecure-tls', 'true']]) })] },
      'pass',
    ],
    [
      'has their authority',
      { metricsServers: [metricsServer({ readyz: NOT_STORED, flags: new Map([['kubelet-certificate-authority', '/ca.crt']]) })] },
      'pass',
    ],
    [
      'the cluster signs them',
      { metricsServers: [NO_INSECURE], kubelets: [kubelet({ configz: seen({ serverTlsBootstrap: true }) })] },
      'pass',
    ],
    ['it gets data: they are trusted', { metricsServers: [metricsServer()] }, 'pass'],
    ['configz may not be read', { metricsServers: [NO_INSECURE], kubelets: [kubelet({ configz: denied() })] }, 'cannot-tell'],
  ],
  'metrics-server-no-data': [
    ['its check fails', { metricsServers: [NO_INSECURE], pods: whole(unreadyPod('kube-system', 'metrics-server-0')) }, `fail ${SUBJECT}`],
    ['its check is ok', { metricsServers: [metricsServer()] }, 'pass'],
    ['another check fails', { metricsServers: [metricsServer({ readyz: seen([{ name: 'etcd', ok: false }]) })] }, 'pass'],
    [
      'it has run for 20 s',
      {
        metricsServers: [NO_INSECURE],
        pods: whole(
          unreadyPod('kube-system', 'metrics-server-0', {
            statuses: [{ name: 'main', ready: false, restarts: 0, state: 'running', startedMs: NOW - 20_000 }],
          }),
        ),
      },
      'cannot-tell',
    ],
    [
      'its checks cannot be read',
      { metricsServers: [metricsServer({ readyz: denied() })], pods: whole(unreadyPod('kube-system', 'metrics-server-0')) },
      'cannot-tell',
    ],
  ],
  'pod-dropped-by-metrics-server': [
    ['a zero, and the pod is not served', { kubelets: [zeroed], pods: whole(pod('demo', 'cache-0')) }, 'fail Pod/demo/cache-0'],
    [
      'a zero, and it is served',
      { kubelets: [zeroed], pods: whole(pod('demo', 'cache-0')), metricsApi: { nodes: seen([]), pods: seen([served('cache-0', 'demo')]) } },
      'pass',
    ],
    [
      'a zero of a container that has just begun',
      {
        kubelets: [zeroed],
        pods: whole(
          pod('demo', 'cache-0', { statuses: [{ name: 'main', ready: true, restarts: 0, state: 'running', startedMs: NOW - 20_000 }] }),
        ),
      },
      'pass',
    ],
    ['a zero of a pod that is gone', { kubelets: [zeroed] }, 'pass'],
    [
      'a zero, and the Metrics API is silent',
      { kubelets: [zeroed], pods: whole(pod('demo', 'cache-0')), metricsApi: API_SILENT },
      'cannot-tell',
    ],
    ['no kubelet could be read', { kubelets: [kubelet({ resource: denied() })] }, 'cannot-tell'],
  ],
  'hpa-metric-unavailable': [
    [
      'the API answers 503',
      {
        hpas: whole(
          inactiveHpa(
            'web',
            'FailedGetResourceMetric',
            'failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server is currently unable to handle the request (get pods.metrics.k8s.io)',
          ),
        ),
        metricsApi: API_SILENT,
      },
      'fail HorizontalPodAutoscaler/demo/web',
    ],
    ['it works', { hpas: whole(hpa('web')) }, 'pass'],
    [
      'a request is missing: not the API',
      {
        hpas: whole(inactiveHpa('web', 'FailedGetResourceMetric', 'failed to get cpu utilization: missing request for cpu')),
        metricsApi: API_SILENT,
      },
      'pass',
    ],
    ['only custom metrics', { hpas: whole(hpa('web', { metrics: [{ type: 'Pods', name: 'm' }] })) }, 'not-applicable'],
    [
      'it said so, and the API answers by now',
      {
        hpas: whole(
          inactiveHpa(
            'web',
            'FailedGetResourceMetric',
            'unable to fetch metrics from resource metrics API: the server is currently unable to handle the request (get pods.metrics.k8s.io)',
          ),
        ),
      },
      'cannot-tell',
    ],
  ],
  'hpa-request-missing': [
    [
      'of a named container',
      {
        hpas: whole(
          inactiveHpa(
            'web',
            'FailedGetResourceMetric',
            'failed to get cpu utilization: missing request for cpu in container sidecar of Pod web-1',
          ),
        ),
      },
      'fail HorizontalPodAutoscaler/demo/web',
    ],
    [
      'in the words before 1.26',
      { hpas: whole(inactiveHpa('web', 'FailedGetResourceMetric', 'failed to get cpu utilization: missing request for cpu')) },
      'fail HorizontalPodAutoscaler/demo/web',
    ],
    [
      'another failure',
      { hpas: whole(inactiveHpa('web', 'FailedGetResourceMetric', 'no metrics returned from resource metrics API')) },
      'pass',
    ],
    ['HPAs cannot be listed', { hpas: partly() }, 'cannot-tell'],
  ],
};
