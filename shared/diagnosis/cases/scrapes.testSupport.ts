import { component, denied, failed, kubelet, node, scraper, seen, target, unreachable, whole } from '../facts.testSupport';
import type { RuleCases } from './ruleCase.testSupport';

const SUBJECT = 'target/cadvisor/n1';
const HANGS = unreachable('no answer in 10 s', { durationMs: 10_000 });
const SLOW = kubelet({ healthz: seen('ok', { durationMs: 6_000 }) });
const UNREAD = scraper([], { targets: denied('you may not get services/proxy') });
const TIMED_OUT = 'Get "https://10.0.0.1:10250/metrics/cadvisor": context deadline exceeded';
const DROP = { drops: [{ job: 'cadvisor', metric: 'container_cpu_usage_seconds_total', rule: 1 }] };
const CADVISOR = component('cadvisor', 'n1', { card: 'cadvisor', node: 'n1', pods: [], workload: undefined });
const cadvisor = (labelled: number, containerCgroups: number) => [
  { found: CADVISOR, exposition: seen({ labelled, containerCgroups }), periods: [] },
];
const KSM = component('kube-state-metrics', 'kube-state-metrics');
const KSM_SUBJECT = 'Deployment/kube-system/kube-state-metrics';
const lists = (resource: string, success: number, error: number) => new Map([[resource, { success, error }]]);
const telemetry = (counts: ReturnType<typeof lists>, totalShards?: number) => seen({ lists: counts, totalShards });
const objects = (nodes: number) => seen({ objects: new Map([['nodes', nodes]]) });
const flags = (...given: readonly (readonly [string, string])[]) => new Map(given);

export const SCRAPE_CASES: RuleCases = {
  'scrape-denied': [
    ['403', { scrapers: [scraper([failed('server returned HTTP status 403 Forbidden')])] }, `fail ${SUBJECT}`],
    ['401', { scrapers: [scraper([failed('server returned HTTP status 401 Unauthorized')])] }, `fail ${SUBJECT}`],
    ['500 is no refusal', { scrapers: [scraper([failed('server returned HTTP status 500 Internal Server Error')])] }, 'pass'],
    ['it was so, and is up', { scrapers: [scraper([target({ lastError: 'server returned HTTP status 403 Forbidden' })])] }, 'pass'],
    ['targets may not be read', { scrapers: [UNREAD] }, 'cannot-tell'],
    ['no Prometheus', {}, 'not-applicable'],
  ],
  'scrape-timeout': [
    ['a slow kubelet', { scrapers: [scraper([failed(TIMED_OUT)])], kubelets: [SLOW] }, `fail ${SUBJECT}`],
    [
      'a target that is no kubelet',
      { scrapers: [scraper([failed(TIMED_OUT, { discoveredLabels: {}, scrapeUrl: 'http://10.1.0.7:80/metrics' })])] },
      `fail ${SUBJECT}`,
    ],
    [
      'the kubelet is silent for all: a finding of the node',
      { scrapers: [scraper([failed(TIMED_OUT)])], kubelets: [kubelet({ healthz: HANGS, resource: HANGS })] },
      'pass',
    ],
    ['the node is not Ready', { scrapers: [scraper([failed(TIMED_OUT)])], nodes: whole(node('n1', [])) }, 'pass'],
    ['refused is not late', { scrapers: [scraper([failed('connect: connection refused')])] }, 'pass'],
    ['targets may not be read', { scrapers: [UNREAD] }, 'cannot-tell'],
  ],
  'scrape-rejected': [
    ['too many samples', { scrapers: [scraper([failed('sample limit exceeded')])] }, `fail ${SUBJECT}`],
    [
      'no content type',
      {
        scrapers: [
          scraper([failed('non-compliant scrape target sending blank Content-Type and no fallback_scrape_protocol specified for target')]),
        ],
      },
      `fail ${SUBJECT}`,
    ],
    ['a page of HTML', { scrapers: [scraper([failed('expected a valid start token, got "<"')])] }, 'pass'],
    ['targets may not be read', { scrapers: [UNREAD] }, 'cannot-tell'],
  ],
  'metric-dropped-by-relabel': [
    ['a rule drops it', { scrapers: [scraper([target()], DROP)] }, `fail ${SUBJECT}`],
    ['the rule is of another job', { scrapers: [scraper([target({ scrapePool: 'other' })], DROP)] }, 'pass'],
    ['the target is down beside', { scrapers: [scraper([failed('refused')], DROP)] }, `fail ${SUBJECT}`],
    ['the configuration may not be read', { scrapers: [scraper([target()], { config: denied() })] }, 'cannot-tell'],
  ],
  'cadvisor-labels-missing': [
    ['no container has a name', { cadvisors: cadvisor(0, 30) }, 'fail Node/n1'],
    ['few have one', { cadvisors: cadvisor(10, 30) }, 'fail Node/n1'],
    ["the runtime's own cgroups have none", { cadvisors: cadvisor(28, 30) }, 'pass'],
    ['no container at all', { cadvisors: cadvisor(0, 0) }, 'pass'],
    ['not asked in this turn', { cadvisors: [{ found: CADVISOR, periods: [] }] }, 'cannot-tell'],
  ],
  'ksm-list-failing': [
    [
      'lists only fail',
      { stateMetrics: [{ found: KSM, flags: flags(), telemetry: telemetry(lists('*v1.Node', 0, 3)) }] },
      `fail ${KSM_SUBJECT}`,
    ],
    [
      'nodes there are and none exposed',
      { stateMetrics: [{ found: KSM, flags: flags(), metrics: objects(0), telemetry: telemetry(new Map()) }] },
      `fail ${KSM_SUBJECT}`,
    ],
    [
      'it failed once, and works',
      { stateMetrics: [{ found: KSM, flags: flags(), metrics: objects(1), telemetry: telemetry(lists('*v1.Node', 5, 1)) }] },
      'pass',
    ],
    [
      'a shard has its part alone',
      { stateMetrics: [{ found: KSM, flags: flags(), metrics: objects(0), telemetry: telemetry(new Map(), 2) }] },
      'pass',
    ],
    [
      'nodes were not asked for',
      { stateMetrics: [{ found: KSM, flags: flags(['resources', 'pods']), metrics: objects(0), telemetry: telemetry(new Map()) }] },
      'pass',
    ],
    [
      'its telemetry may not be read',
      { stateMetrics: [{ found: KSM, flags: flags(), metrics: objects(1), telemetry: denied() }] },
      'cannot-tell',
    ],
  ],
};
