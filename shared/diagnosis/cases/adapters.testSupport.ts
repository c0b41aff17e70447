import { absent, component, hpa, pod, seen, service, unreachable, unreadyPod, whole, workload } from '../facts.testSupport';
import type { AdapterSight, MetricApiSight } from '../sights';
import type { RuleCases } from './ruleCase.testSupport';

const GROUP = 'custom.metrics.k8s.io';
const HPA = hpa('worker', { metrics: [{ type: 'Pods', name: 'requests' }] });
const SUBJECT = 'HorizontalPodAutoscaler/demo/worker';
const PROMETHEUS = component('prometheus', 'prometheus', { namespace: 'monitoring' });
const ADAPTER = component('prometheus-adapter', 'prometheus-adapter', { namespace: 'monitoring', serves: [GROUP] });
const ADAPTER_SUBJECT = 'Deployment/monitoring/prometheus-adapter';
const api = (listed: readonly string[], values: MetricApiSight['asked'][number]['values']): MetricApiSight[] => [
  { group: GROUP, listed: seen(listed), asked: [{ hpa: 'demo/worker', metric: 'requests', values }] },
];
const flickering: MetricApiSight[] = [
  {
    group: GROUP,
    listed: seen(['pods/requests']),
    asked: [
      {
        hpa: 'demo/worker',
        metric: 'requests',
        values: seen(0),
        answers: [['a'], [], ['a'], []].map((objects, at) => ({ atMs: at, objects })),
      },
    ],
  },
];
const unasked: MetricApiSight[] = [{ group: GROUP, listed: seen([]), asked: [] }];
const silent: MetricApiSight[] = [{ group: GROUP, listed: unreachable('503'), asked: [] }];
const adapter = (url?: string): AdapterSight[] => [{ found: ADAPTER, flags: new Map(url === undefined ? [] : [['prometheus-url', url]]) }];
const source = service('monitoring', 'prometheus', {
  selector: { app: 'prometheus' },
  ports: [{ port: 9090, targetPort: '9090', protocol: 'TCP' }],
});
const up = whole(pod('monitoring', 'prometheus-0', { labels: { app: 'prometheus' } }), pod('monitoring', 'prometheus-adapter-0'));
const down = whole(unreadyPod('monitoring', 'prometheus-0', { labels: { app: 'prometheus' } }), pod('monitoring', 'prometheus-adapter-0'));
const INSIDE = 'http://prometheus.monitoring.svc:9090/';
const REFUSED = unreachable('500: Internal error occurred: unable to fetch metrics', { status: 500 });
const world = { services: whole(source), components: [PROMETHEUS, ADAPTER] };

export const ADAPTER_CASES: RuleCases = {
  'adapter-metric-unmapped': [
    ['not listed, 404', { hpas: whole(HPA), metricApis: api([], absent()) }, `fail ${SUBJECT}`],
    ['listed for namespaces only, 404', { hpas: whole(HPA), metricApis: api(['namespaces/requests'], absent()) }, `fail ${SUBJECT}`],
    ['listed', { hpas: whole(HPA), metricApis: api(['pods/requests'], seen(1)) }, 'pass'],
    ['no HPA wants one', { metricApis: api([], absent()) }, 'not-applicable'],
    ['not asked in this turn', { hpas: whole(HPA), metricApis: unasked }, 'cannot-tell'],
    ['the API is silent', { hpas: whole(HPA), metricApis: silent }, 'cannot-tell'],
    [
      'nothing is listed while no Prometheus runs',
      {
        hpas: whole(HPA),
        metricApis: api([], absent()),
        components: [PROMETHEUS],
        workloads: whole(workload('monitoring', 'prometheus', 1, 0)),
      },
      'cannot-tell',
    ],
  ],
  'adapter-query-empty': [
    ['listed, no value', { hpas: whole(HPA), metricApis: api(['pods/requests'], seen(0)) }, `fail ${SUBJECT}`],
    ['listed, a value', { hpas: whole(HPA), metricApis: api(['pods/requests'], seen(1)) }, 'pass'],
    ['it comes and goes: another rule', { hpas: whole(HPA), metricApis: flickering }, 'pass'],
    ['no pods: no value is right', { hpas: whole({ ...HPA, currentReplicas: 0 }), metricApis: api(['pods/requests'], seen(0)) }, 'pass'],
    ['not listed: another rule', { hpas: whole(HPA), metricApis: api([], absent()) }, 'pass'],
    ['its Prometheus fails: another rule', { hpas: whole(HPA), metricApis: api(['pods/requests'], REFUSED) }, 'cannot-tell'],
  ],
  'adapter-source-broken': [
    [
      'a port that the Service does not have',
      { ...world, pods: up, adapters: adapter('http://prometheus.monitoring.svc:9999/') },
      `fail ${ADAPTER_SUBJECT}`,
    ],
    [
      'a Service that there is not',
      { ...world, pods: up, adapters: adapter('http://prom.monitoring.svc.cluster.local:9090/') },
      `fail ${ADAPTER_SUBJECT}`,
    ],
    ['no pod behind it is ready', { ...world, pods: down, adapters: adapter(INSIDE) }, `fail ${ADAPTER_SUBJECT}`],
    [
      'it says that it cannot fetch',
      { ...world, pods: up, adapters: adapter(INSIDE), metricApis: api(['pods/requests'], REFUSED) },
      `fail ${ADAPTER_SUBJECT}`,
    ],
    ['Service, port and pod are there', { ...world, pods: up, adapters: adapter(INSIDE) }, 'pass'],
    [
      'outside, and values come',
      { ...world, pods: up, adapters: adapter('https://prometheus.example.org/'), metricApis: api(['pods/requests'], seen(1)) },
      'pass',
    ],
    ['outside, and nobody asks for a value', { ...world, pods: up, adapters: adapter('https://prometheus.example.org/') }, 'cannot-tell'],
  ],
};
