import { type Matcher, type MatchOp, makeMatcher } from '../../promql/matcher';
import { parseRelabelRules } from '../../relabel/evaluate';
import type { ExpressionSight, JobSight, SelectorSight } from '../configSights';
import { component, denied, scraper, seen, target } from '../facts.testSupport';
import type { CadvisorSight, ScraperSight, StateMetricsSight } from '../sights';
import type { RuleCases } from './ruleCase.testSupport';

const PROMETHEUS = 'Deployment/monitoring/prometheus';
const KSM = component('kube-state-metrics', 'ksm');
const KSM_SUBJECT = 'Deployment/kube-system/ksm';

function matcher(name: string, op: MatchOp, value: string): Matcher {
  const made = makeMatcher(name, op, value);
  if (!made.ok) throw new Error(made.error);
  return made.value;
}

function selects(metric: string, more: Partial<SelectorSight> = {}): SelectorSight {
  return { metric, matchers: [], ...more };
}

function rule(name: string, query: string, ...selectors: readonly SelectorSight[]): ExpressionSight {
  return { name, query, selectors };
}

/** A Prometheus with one target of each card, scraped each 30 s, and these rules. */
function asking(rules: readonly ExpressionSight[], more: Partial<ScraperSight> = {}): ScraperSight {
  const targets = [
    target(),
    target({ labels: { job: 'ksm', instance: 'k' } }),
    target({ labels: { job: 'app', instance: 'a' }, scrapeInterval: '1m' }),
  ];
  return scraper(targets, { cards: ['cadvisor', 'kube-state-metrics', 'applications'], expressions: seen(rules), ...more });
}

const rate = (metric: string, rangeMs: number, ...matchers: readonly Matcher[]) =>
  rule('r', `rate(${metric}[...])`, selects(metric, { func: 'rate', rangeMs, matchers }));
const UNREAD_RULES = { expressions: denied('you may not get services/proxy') };

const job = (more: Partial<JobSight>): JobSight => ({ job: 'ksm', honorLabels: false, metricRules: [], discovers: [], ...more });
const ownNames = (more: Partial<JobSight>, labels: Record<string, string> = { namespace: 'kube-system', pod: 'ksm-0' }) => [
  scraper([target({ labels: { job: 'ksm', instance: 'k', ...labels }, scrapePool: 'ksm' })], {
    cards: ['kube-state-metrics'],
    config: seen([job(more)]),
  }),
];
const putRight = parseRelabelRules([
  { source_labels: ['exported_namespace'], target_label: 'namespace' },
  { source_labels: ['exported_pod'], target_label: 'pod' },
]);

const ksm = (flags: readonly (readonly [string, string])[], series?: number): StateMetricsSight[] => [
  {
    found: KSM,
    flags: new Map(flags),
    metrics: seen({ objects: new Map(), labelFamilies: new Map(series === undefined ? [] : [['kube_node_labels', series]]) }),
  },
];
const byRole = rule('by role', 'count by (label_role) (kube_node_labels)', selects('kube_node_labels'));
const makesRole = rule('makes it', 'label_replace(kube_node_labels, "label_role", "a", "node", ".*")', selects('kube_node_labels'));
const withoutRole = rule(
  'no role',
  'kube_node_labels{label_role=""}',
  selects('kube_node_labels', { matchers: [matcher('label_role', '=', '')] }),
);

const UID = '11111111_2222_3333_4444_555555555555';
const SYSTEMD = `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${UID}.slice/cri-containerd-${'a'.repeat(64)}.scope`;
const CGROUPFS = `/kubepods/burstable/pod${UID.replaceAll('_', '-')}/${'a'.repeat(64)}`;
const cadvisor = (node: string, ...cgroups: readonly string[]): CadvisorSight => ({
  found: component('cadvisor', node, { card: 'cadvisor', node, pods: [], workload: undefined }),
  exposition: seen({ containerCgroups: 1, labelled: 1 }),
  periods: [],
  cgroups,
});
const byId = (value: string) => asking([rule('by id', `x{id=~"${value}"}`, selects('x', { matchers: [matcher('id', '=~', value)] }))]);

export const EXPRESSION_CASES: RuleCases = {
  'labels-exported': [
    ['the names of its own pod win', { scrapers: ownNames({}) }, 'fail target/ksm/k'],
    ['honor_labels', { scrapers: ownNames({ honorLabels: true }) }, 'pass'],
    ['its target has no names of its own', { scrapers: ownNames({}, {}) }, 'pass'],
    ['relabelling puts them right', { scrapers: ownNames({ metricRules: putRight.ok ? putRight.value : [] }) }, 'pass'],
    [
      'another job',
      { scrapers: [scraper([target({ labels: { job: 'j', instance: 'i', pod: 'p' } })], { cards: ['node-exporter'] })] },
      'pass',
    ],
    [
      'the configuration may not be read',
      { scrapers: [scraper([target()], { cards: ['kube-state-metrics'], config: denied() })] },
      'cannot-tell',
    ],
  ],
  'rate-window-too-short': [
    ['as long as one interval', { scrapers: [asking([rate('container_cpu_usage_seconds_total', 30_000)])] }, `fail ${PROMETHEUS}`],
    ['shorter than two', { scrapers: [asking([rate('container_cpu_usage_seconds_total', 50_000)])] }, `fail ${PROMETHEUS}`],
    ['exactly two', { scrapers: [asking([rate('container_cpu_usage_seconds_total', 60_000)])] }, 'pass'],
    [
      'two of the job that is meant',
      { scrapers: [asking([rate('requests_total', 60_000, matcher('job', '=', 'app'))])] },
      `fail ${PROMETHEUS}`,
    ],
    ['two of some job that it may be', { scrapers: [asking([rate('requests_total', 60_000)])] }, 'pass'],
    ['of what a rule records', { scrapers: [asking([rate('job:requests:rate1m', 10_000)])] }, 'pass'],
    ['of what nobody scrapes', { scrapers: [asking([rate('requests_total', 10_000, matcher('job', '=', 'gone'))])] }, 'pass'],
    ['a range that is no rate', { scrapers: [asking([rule('m', 'max_over_time(x[10s])', selects('x'))])] }, 'pass'],
    ['rules may not be read', { scrapers: [asking([], UNREAD_RULES)] }, 'cannot-tell'],
  ],
  'ksm-labels-not-allowlisted': [
    ['a rule groups by one, no flag', { scrapers: [asking([byRole])], stateMetrics: ksm([]) }, `fail ${KSM_SUBJECT}`],
    [
      'the flag names another label',
      { scrapers: [asking([byRole])], stateMetrics: ksm([['metric-labels-allowlist', 'nodes=[zone]']], 3) },
      `fail ${KSM_SUBJECT}`,
    ],
    [
      'the flag names the label as a resource',
      { scrapers: [asking([byRole])], stateMetrics: ksm([['metric-labels-allowlist', 'role=[*]']]) },
      `fail ${KSM_SUBJECT}`,
    ],
    [
      'it is allowed',
      { scrapers: [asking([byRole])], stateMetrics: ksm([['metric-labels-allowlist', 'pods=[a],nodes=[role]']], 3) },
      'pass',
    ],
    ['all are allowed', { scrapers: [asking([byRole])], stateMetrics: ksm([['metric-labels-allowlist', '*=[*]']], 3) }, 'pass'],
    ['a rule asks that it is not there', { scrapers: [asking([withoutRole])], stateMetrics: ksm([]) }, 'pass'],
    ['a rule makes the label itself', { scrapers: [asking([makesRole])], stateMetrics: ksm([]) }, 'pass'],
    ['nobody asks', { scrapers: [asking([])], stateMetrics: ksm([]) }, 'pass'],
    ['a file may allow it', { scrapers: [asking([byRole])], stateMetrics: ksm([['config', '/etc/ksm.yaml']]) }, 'cannot-tell'],
    ['rules may not be read', { scrapers: [asking([], UNREAD_RULES)], stateMetrics: ksm([]) }, 'cannot-tell'],
  ],
  'cgroup-id-prefix': [
    ['cgroupfs paths on systemd nodes', { scrapers: [byId('/kubepods/.+')], cadvisors: [cadvisor('n1', SYSTEMD)] }, `fail ${PROMETHEUS}`],
    ['nodes differ', { cadvisors: [cadvisor('n1', SYSTEMD), cadvisor('n2', CGROUPFS)] }, 'fail cadvisor'],
    ['either form', { scrapers: [byId('/kubepods.*')], cadvisors: [cadvisor('n1', SYSTEMD)] }, 'pass'],
    ['a class that no pod has by chance', { scrapers: [byId('/kubepods/besteffort/.+')], cadvisors: [cadvisor('n1', CGROUPFS)] }, 'pass'],
    [
      'guaranteed pods alone',
      { scrapers: [byId('/kubepods.slice/kubepods-pod[^/]+')], cadvisors: [cadvisor('n1', SYSTEMD.replace(/\/cri.*/, ''))] },
      'pass',
    ],
    ['the node itself', { scrapers: [byId('/')], cadvisors: [cadvisor('n1', SYSTEMD)] }, 'pass'],
    ['no exposition was seen', { scrapers: [byId('/kubepods/.+')], cadvisors: [cadvisor('n1')] }, 'cannot-tell'],
    ['rules may not be read', { scrapers: [asking([], UNREAD_RULES)], cadvisors: [cadvisor('n1', SYSTEMD)] }, 'cannot-tell'],
  ],
};
