import { describe, expect, it } from 'vitest';
import { parseRelabelRules } from '../../relabel/evaluate';
import type { Seen, WhyAdapterRule, WhyHpa, WhyJob, WhyMonitorStep, WhyScene, WhySource, WhyTarget } from './scene';
import { STAGES, type StageId } from './stage';
import { type WhyAnswer, why } from './walk';

type Labels = Readonly<Record<string, string>>;
const METRIC = 'container_processes';
const NOW = 1_000_000_000;

function seen<T>(value: T): Seen<T> {
  return { state: 'seen', value, proof: { request: 'GET /there', says: 'it says so' } };
}
function partly<T>(value: T): Seen<T> {
  return { state: 'seen', value, proof: { request: 'GET /there', says: 'it says so' }, partial: 'a store is down' };
}
const UNSEEN = { state: 'unseen', because: 'it was not asked' } as const;

function source(given: Partial<WhySource> = {}, series: readonly Labels[] = [{ pod: 'web-0', container: 'app' }]): WhySource {
  const families = series.length > 0 ? [METRIC] : [];
  return {
    id: 'cadvisor/n1',
    kind: 'cadvisor',
    name: 'cAdvisor n1',
    path: '/metrics/cadvisor',
    port: '10250',
    node: 'n1',
    pods: [],
    hosts: ['10.0.0.1'],
    exposition: seen({
      described: series.length > 0,
      series: series.map((labels) => ({ labels })),
      families,
      first: { line: 7, text: `${METRIC} 1` },
    }),
    ...given,
  };
}

const DISCOVERED = { __meta_kubernetes_node_name: 'n1', __address__: '10.0.0.1:10250', __metrics_path__: '/metrics/cadvisor' };
const TARGET: WhyTarget = {
  job: 'cadvisor',
  url: 'https://10.0.0.1:10250/metrics/cadvisor',
  labels: { job: 'cadvisor', instance: 'n1' },
  discovered: DISCOVERED,
  health: 'up',
};

function job(given: Partial<Pick<WhyJob, 'honorLabels'>> & { readonly target?: unknown[]; readonly metric?: unknown[] } = {}): WhyJob {
  const read = (list: unknown[] = []) => {
    const rules = parseRelabelRules(list);
    if (!rules.ok) throw new Error(rules.error.message);
    return rules.value;
  };
  return {
    name: 'cadvisor',
    honorLabels: given.honorLabels ?? false,
    targetRules: read(given.target),
    metricRules: read(given.metric),
    ruleText: {
      target: (given.target ?? []).map((rule) => JSON.stringify(rule)),
      metric: (given.metric ?? []).map((rule) => JSON.stringify(rule)),
    },
  };
}

const STORED = { __name__: METRIC, job: 'cadvisor', instance: 'n1', pod: 'web-0', container: 'app' };

function scene(given: Partial<WhyScene> = {}): WhyScene {
  return {
    nowMs: NOW,
    sources: [source()],
    prometheus: 'monitoring/k8s',
    jobs: seen([job()]),
    targets: seen({ active: [TARGET], dropped: [] }),
    remoteWrites: seen([]),
    recorded: seen([]),
    stored: seen([STORED]),
    lately: UNSEEN,
    adapter: UNSEEN,
    hpas: [],
    ...given,
  };
}

function outcome({ verdict, steps }: WhyAnswer): readonly [StageId | 'there' | 'cannot-tell', string] {
  const after = steps.filter(({ state }) => state === 'not-reached').length;
  if (verdict.kind !== 'lost') {
    expect(after).toBe(0);
    return [verdict.kind, verdict.says];
  }
  expect(after).toBe(STAGES.length - verdict.stage);
  return [STAGES[verdict.stage - 1]?.[0] ?? 'there', verdict.says];
}

const DROP = { source_labels: ['__name__'], regex: 'container_p.*', action: 'drop' };
const RENAME = { source_labels: ['__name__'], regex: 'container_(processes)', target_label: '__name__', replacement: 'app_$1' };
const down = (error: string): WhyTarget => ({ ...TARGET, health: 'down', error });
const targets = (...active: readonly WhyTarget[]) => seen({ active, dropped: [] });
const rule = (given: Partial<WhyAdapterRule>): WhyAdapterRule => ({
  path: 'rules[0]',
  seriesQuery: 'x',
  external: false,
  names: [],
  ...given,
});
const hpa = (name: string, hasValue: boolean): WhyHpa => ({ name: 'shop/web', metrics: [{ type: 'Pods', name, hasValue }] });
const adapter = (...rules: readonly WhyAdapterRule[]) => seen({ name: 'monitoring/adapter', rules });
const NOTHING_STORED = { stored: seen<readonly Labels[]>([]), lately: seen([]) };

describe('why a metric is not there', () => {
  it.each<[string, Partial<WhyScene>, Labels, string, StageId | 'there' | 'cannot-tell', RegExp]>([
    ['it is there', {}, {}, METRIC, 'there', /a query finds it now/],
    ['with labels of the sample and of the target', {}, { pod: 'web-0', job: 'cadvisor' }, METRIC, 'there', /now/],
    ['misspelt', { sources: [source({}, [])], ...NOTHING_STORED }, {}, 'container_proceses', 'known', /near: container_processes/],
    [
      'renamed since',
      { sources: [source({}, [])], ...NOTHING_STORED },
      {},
      'node_cpu',
      'known',
      /node_cpu_seconds_total since node-exporter 0.16/,
    ],
    [
      'removed since',
      { sources: [source({}, [])], ...NOTHING_STORED },
      {},
      'kube_verticalpodautoscaler_labels',
      'known',
      /^it was removed in kube-state-metrics 2.9$/,
    ],
    [
      'removed since, and an old one exposes it still',
      { sources: [source({ exposition: seen({ described: true, series: [{ labels: {} }], families: ['ksm_scrape_error_total'] }) })] },
      {},
      'ksm_scrape_error_total',
      'there',
      /now/,
    ],
    [
      'a group that the kubelet leaves out',
      { sources: [source({}, [])], ...NOTHING_STORED },
      {},
      'container_network_tcp_usage_total',
      'exposed',
      /option group tcp/,
    ],
    ['its component is not here', { sources: [], ...NOTHING_STORED }, {}, 'kube_pod_info', 'exposed', /no kube-state-metrics was found/],
    ['no series has the labels', {}, { pod: 'web-9' }, METRIC, 'exposed', /no series has {pod="web-9"}: container_processes{pod="web-0"/],
    [
      'described, without series',
      {
        sources: [source({ because: 'it may not list nodes', exposition: seen({ described: true, series: [], families: [METRIC] }) })],
        ...NOTHING_STORED,
      },
      {},
      METRIC,
      'exposed',
      /has no series of it: it may not list nodes/,
    ],
    [
      'its source was not read',
      { sources: [source({ exposition: UNSEEN })], ...NOTHING_STORED, stored: UNSEEN },
      {},
      METRIC,
      'cannot-tell',
      /not asked/,
    ],
    [
      'its source was not read, and its scrape fails',
      { sources: [source({ exposition: UNSEEN })], targets: targets(down('connection refused')), ...NOTHING_STORED },
      {},
      METRIC,
      'scrape',
      /connection refused/,
    ],
    ['no target has the labels', {}, { job: 'other' }, METRIC, 'target', /no target of cAdvisor n1.metrics.cadvisor has {job="other"}/],
    ['no Prometheus', { prometheus: undefined, stored: UNSEEN }, {}, METRIC, 'target', /no Prometheus/],
    [
      'no job discovers it',
      { targets: targets({ ...TARGET, discovered: { ...DISCOVERED, __meta_kubernetes_node_name: 'n2' } }), ...NOTHING_STORED },
      {},
      METRIC,
      'target',
      /discovers cAdvisor n1\/metrics\/cadvisor/,
    ],
    [
      'a job of another path',
      { targets: targets({ ...TARGET, url: 'https://10.0.0.1:10250/metrics' }), ...NOTHING_STORED },
      {},
      METRIC,
      'target',
      /no job/,
    ],
    ['a target that was written by hand', { targets: targets({ ...TARGET, discovered: {} }) }, {}, METRIC, 'there', /now/],
    [
      'target relabelling drops it',
      {
        jobs: seen([job({ target: [{ source_labels: ['__meta_kubernetes_node_name'], regex: 'n2', action: 'keep' }] })]),
        targets: seen({ active: [], dropped: [{ job: 'cadvisor', discovered: DISCOVERED }] }),
        ...NOTHING_STORED,
      },
      {},
      METRIC,
      'target-relabelling',
      /rule 1 of 1 in relabel_configs of job cadvisor/,
    ],
    [
      'the scrape is denied',
      { targets: targets(down('server returned HTTP status 401 Unauthorized')), ...NOTHING_STORED },
      {},
      METRIC,
      'scrape',
      /401/,
    ],
    [
      'a rule drops it',
      { jobs: seen([job({ metric: [DROP] })]), ...NOTHING_STORED },
      {},
      METRIC,
      'metric-relabelling',
      /rule 1 of 1 .* drops all 1 series/,
    ],
    [
      'a rule renames it',
      { jobs: seen([job({ metric: [RENAME] })]), ...NOTHING_STORED },
      {},
      METRIC,
      'metric-relabelling',
      /renames it to app_processes/,
    ],
    ['a limit', { targets: targets(down('sample limit exceeded')), ...NOTHING_STORED }, {}, METRIC, 'limits', /sample limit exceeded/],
    [
      'a label that the target has too',
      { targets: targets({ ...TARGET, labels: { ...TARGET.labels, pod: 'cadvisor-x' } }), ...NOTHING_STORED },
      { pod: 'web-0' },
      METRIC,
      'limits',
      /stored as exported_pod/,
    ],
    [
      'which honor_labels lets stand',
      { targets: targets({ ...TARGET, labels: { ...TARGET.labels, pod: 'cadvisor-x' } }), jobs: seen([job({ honorLabels: true })]) },
      { pod: 'web-0' },
      METRIC,
      'there',
      /now/,
    ],
    [
      'a label that has another name by now',
      { stored: seen([STORED]) },
      { pod_name: 'web-0' },
      METRIC,
      'stored',
      /none has {pod_name="web-0"}: pod_name is pod since Kubernetes 1.16$/,
    ],
    [
      'a label of objects that no flag lets out',
      {
        sources: [
          source({
            kind: 'kube-state-metrics',
            exposition: seen({ described: true, series: [{ labels: { pod: 'web-0' } }], families: ['kube_pod_labels'] }),
          }),
        ],
        stored: seen([{ __name__: 'kube_pod_labels', pod: 'web-0' }]),
      },
      { label_app: 'web' },
      'kube_pod_labels',
      'stored',
      /labels of objects are exposed only where a flag names them$/,
    ],
    [
      'a part of what keeps them is away',
      { stored: partly([]), lately: seen([]) },
      {},
      METRIC,
      'cannot-tell',
      /may have it: a store is down/,
    ],
    ['the same of the last hour', { stored: seen([]), lately: partly([]) }, {}, METRIC, 'cannot-tell', /may have it: a store is down/],
    [
      'the same, and other labels are there',
      { stored: partly([{ ...STORED, pod: 'other' }]), lately: seen([]) },
      { pod: 'web-0' },
      METRIC,
      'cannot-tell',
      /may have it: a store is down/,
    ],
    [
      'the same, and it was there a minute ago',
      { stored: partly([]), lately: seen([{ labels: STORED, atMs: NOW - 60_000 }]) },
      {},
      METRIC,
      'cannot-tell',
      /a store is down/,
    ],
    ['a part is away, and it is there', { stored: partly([STORED]) }, {}, METRIC, 'there', /now/],
    ['nothing is stored', NOTHING_STORED, {}, METRIC, 'stored', /nothing is stored/],
    [
      'older than the lookback',
      { stored: seen([]), lately: seen([{ labels: STORED, atMs: NOW - 900_000 }]) },
      {},
      METRIC,
      'lookback',
      /15 min old: a query looks back/,
    ],
    [
      'older than the lookback that a flag says',
      { stored: seen([]), lately: seen([{ labels: STORED, atMs: NOW - 90_000 }]), lookbackMs: 60_000 },
      {},
      METRIC,
      'lookback',
      /1 min 30 s old: a query looks back 1 min \(--query.lookback-delta\)/,
    ],
    [
      'no job discovers it, or it is among those that are dropped and not listed',
      { targets: seen({ active: [], dropped: [], unlisted: { cadvisor: 3 } }), ...NOTHING_STORED },
      {},
      METRIC,
      'target',
      /discovers cAdvisor n1.*; or a rule drops it: 3 targets of job cadvisor were dropped and are not listed \(keep_dropped_targets\)/,
    ],
    ['stale', { stored: seen([]), lately: seen([{ labels: STORED, atMs: NOW - 60_000 }]) }, {}, METRIC, 'lookback', /marked stale/],
    ['a recording rule', { recorded: seen(['a:b:sum']), stored: seen([{ __name__: 'a:b:sum' }]) }, {}, 'a:b:sum', 'there', /now/],
    ['a recording rule without result', { recorded: seen(['a:b:sum']), ...NOTHING_STORED }, {}, 'a:b:sum', 'stored', /nothing/],
    ['what Prometheus writes itself', { stored: seen([{ __name__: 'up' }]) }, {}, 'up', 'there', /now/],
    [
      'no rule of the adapter gives what an HPA asks for',
      { adapter: adapter(rule({})), hpas: [hpa('processes', false)] },
      {},
      'processes',
      'adapter',
      /none of 1 rule of monitoring\/adapter gives processes, which HPA shop\/web/,
    ],
    [
      'its rule finds nothing',
      { adapter: adapter(rule({ names: [{ series: METRIC, metric: 'processes' }] })), hpas: [hpa('processes', false)] },
      {},
      METRIC,
      'hpa',
      /gets no value/,
    ],
    [
      'the HPA has it',
      { adapter: adapter(rule({ names: [{ series: METRIC, metric: 'processes' }] })), hpas: [hpa('processes', true)] },
      {},
      METRIC,
      'there',
      /now/,
    ],
    ['an HPA asks, the rules were not read', { hpas: [hpa('container_processes_per_second', false)] }, {}, METRIC, 'there', /now/],
  ])('%s', (_name, given, labels, metric, at, says) => {
    const [stage, said] = outcome(why(scene(given), { metric, labels }));
    expect([stage, said]).toEqual([at, expect.stringMatching(says)]);
  });

  describe('where the Prometheus operator makes the jobs', () => {
    const step = (holds: boolean, says: string) => ({ holds, says, remedy: `Repair ${says}.` });
    const monitor = (name: string, ...steps: readonly WhyMonitorStep[]) => {
      return { name: `ServiceMonitor demo/${name}`, jobs: `serviceMonitor/demo/${name}/`, steps };
    };
    const far = monitor('far', step(false, 'its namespace'));
    const near = monitor('near', step(true, 'its namespace'), step(false, 'its labels'), step(true, 'its port'));
    const lostOf = (given: Partial<WhyScene>) => {
      const { verdict } = why(scene({ ...NOTHING_STORED, ...given }), { metric: METRIC, labels: {} });
      return verdict.kind === 'lost' ? [STAGES[verdict.stage - 1]?.[0], verdict.says, verdict.remedy] : verdict;
    };

    it('says which monitor comes nearest, and at what it misses the source', () => {
      expect(lostOf({ sources: [source({ monitors: [far, near] })], targets: targets() })).toEqual([
        'target',
        'no job of monitoring/k8s discovers cAdvisor n1/metrics/cadvisor; of 2 monitors ServiceMonitor demo/near comes nearest: its namespace; its labels',
        'Repair its labels.',
      ]);
    });

    const DROPS = { source_labels: ['__meta_kubernetes_node_name'], regex: 'n2', action: 'keep' };
    const jobOf = (name: string) => ({ ...job({ target: [DROPS] }), name: `serviceMonitor/demo/${name}/0` });
    const droppedBy = (...monitors: WhySource['monitors'] & object) => ({
      sources: [source({ monitors })],
      jobs: seen([jobOf('far'), jobOf('near')]),
      targets: seen({
        active: [],
        dropped: ['far', 'near'].map((name) => ({ job: `serviceMonitor/demo/${name}/0`, discovered: DISCOVERED })),
      }),
    });

    it('of the jobs that drop it the one that is meant for it is shown', () => {
      expect(lostOf(droppedBy(far, near))).toEqual([
        'target-relabelling',
        'rule 1 of 1 in relabel_configs of job serviceMonitor/demo/near/0 drops the target; of 2 monitors ServiceMonitor demo/near comes nearest: its namespace; its labels',
        'Repair its labels.',
      ]);
    });

    it("a monitor that selects it all the same leaves the rule's own words", () => {
      expect(lostOf(droppedBy(far, monitor('near', step(true, 'its namespace'))))).toEqual([
        'target-relabelling',
        'rule 1 of 1 in relabel_configs of job serviceMonitor/demo/near/0 drops the target',
        expect.stringMatching(/^Change that rule/),
      ]);
    });
  });

  describe('what a query finds now is not lost, though its way is not seen', () => {
    const far = { __name__: 'node_load1', job: 'far', instance: 'outside:9100' };
    const ofNode = { stored: seen<readonly Labels[]>([far]) };
    const elsewhere = { targets: targets({ ...TARGET, discovered: { ...DISCOVERED, __meta_kubernetes_node_name: 'n2' } }) };
    it.each<[string, Partial<WhyScene>, string, StageId, RegExp]>([
      [
        'a name that nobody here exposes',
        { sources: [], stored: seen([{ ...far, __name__: 'sensor_volts' }]) },
        'sensor_volts',
        'known',
        /^nobody here/,
      ],
      ['a component outside of the cluster', { sources: [], ...ofNode }, 'node_load1', 'exposed', /^no node-exporter was found/],
      ['a target under another address', elsewhere, METRIC, 'target', /^no job of monitoring\/k8s discovers/],
    ])('%s', (_name, given, metric, id, says) => {
      const { verdict, steps } = why(scene(given), { metric, labels: {} });
      expect(verdict).toEqual({ kind: 'there', says: 'a query finds it now', partly: [] });
      const step = steps.find((each) => each.id === id);
      expect(step).toMatchObject({ state: 'cannot-tell', says: expect.stringMatching(says) });
      expect(step).toMatchObject({ says: expect.stringMatching(/yet a query finds it, of {job=".*", instance=".*"}: it comes by a way/) });
    });

    it('what a rule drops, or a scrape does not bring, is lost in part', () => {
      const dropping = why(scene({ jobs: seen([job({ metric: [DROP] })]) }), { metric: METRIC, labels: {} });
      expect(dropping.verdict).toMatchObject({ kind: 'there', partly: [expect.stringMatching(/^rule 1 of 1 .* drops all 1 series$/)] });
      const denied = why(scene({ targets: targets(down('401')) }), { metric: METRIC, labels: {} });
      expect(denied.verdict).toMatchObject({ kind: 'there', partly: [expect.stringMatching(/401/)] });
    });

    it('with other labels than those asked for it is lost all the same', () => {
      const { verdict } = why(scene({ sources: [], ...ofNode }), { metric: 'node_load1', labels: { instance: 'n1' } });
      expect(verdict).toMatchObject({ kind: 'lost', stage: 2 });
    });
  });

  it('says what is lost in part of what is there', () => {
    const other = { ...source({ id: 'cadvisor/n2', name: 'cAdvisor n2', node: 'n2' }) };
    const { verdict } = why(scene({ sources: [source(), other] }), { metric: METRIC, labels: {} });
    expect(verdict).toMatchObject({ kind: 'there', partly: ['no job discovers cAdvisor n2/metrics/cadvisor'] });
  });

  describe('where it is written elsewhere', () => {
    const rulesStep = (...names: readonly string[]) => {
      const [drops, keeps] = [job({ metric: [DROP] }).metricRules, job().metricRules];
      const remoteWrites = seen(names.map((name) => ({ name, rules: name === 'far' ? drops : keeps })));
      const { steps, verdict } = why(scene({ remoteWrites }), { metric: METRIC, labels: {} });
      return { step: steps.find(({ id }) => id === 'rules'), verdict };
    };

    it('says which remote write leaves it out, beside that it is there', () => {
      const { step, verdict } = rulesStep('far', 'near');
      expect(step).toMatchObject({ state: 'passed', says: 'stored here, but not sent to far: write_relabel_configs drop it' });
      expect(verdict).toMatchObject({ kind: 'there', partly: ['it is not sent to far'] });
    });

    it('and that it is sent', () => {
      expect(rulesStep('near')).toMatchObject({ step: { says: 'sent to 1 remote write' }, verdict: { partly: [] } });
    });
  });

  it('says probably where a stage before could not tell', () => {
    const { verdict } = why(scene({ jobs: UNSEEN, ...NOTHING_STORED }), { metric: METRIC, labels: {} });
    expect(verdict).toMatchObject({ kind: 'lost', stage: 8, probably: true });
  });

  it('shows the labels before the rule that dropped it, and the rule', () => {
    const { steps } = why(scene({ jobs: seen([job({ metric: [DROP] })]), ...NOTHING_STORED }), { metric: METRIC, labels: {} });
    const [step] = steps.filter(({ state }) => state === 'lost');
    expect(step).toMatchObject({
      id: 'metric-relabelling',
      change: { rule: JSON.stringify(DROP), before: STORED },
      proof: { request: 'GET /there' },
    });
  });

  describe('of several sources', () => {
    const named = (node: string, series?: readonly Labels[]) => {
      const made = source({ id: `cadvisor/${node}`, name: `cAdvisor ${node}`, node }, series);
      const first = { line: 7, text: `${METRIC} of ${node}` };
      return made.exposition.state === 'seen' ? { ...made, exposition: seen({ ...made.exposition.value, first }) } : made;
    };
    const step = (given: Partial<WhyScene>) => why(scene(given), { metric: METRIC, labels: {} }).steps[1];

    it('says which have it, and shows the line of the first', () => {
      expect(step({ sources: [named('n1'), named('n2', []), named('n3')] })).toMatchObject({
        says: 'cAdvisor n1 (shown), 2 of 3 sources in all, not cAdvisor n2: 2 series',
        proof: { line: 7, says: `${METRIC} of n1` },
      });
    });

    it('shows the line of the one at which it is lost', () => {
      const denied: WhyTarget = { ...down('403 Forbidden'), discovered: { ...DISCOVERED, __meta_kubernetes_node_name: 'n2' } };
      const unread = source({ id: 'cadvisor/n3', name: 'cAdvisor n3', node: 'n3', exposition: UNSEEN });
      expect(step({ sources: [named('n1'), named('n2'), unread], targets: targets(denied), ...NOTHING_STORED })).toMatchObject({
        says: 'cAdvisor n2 (shown), 2 of 3 sources in all, not read: cAdvisor n3: 2 series',
        proof: { says: `${METRIC} of n2` },
      });
    });

    it('takes applications for programs of their own', () => {
      const app = (name: string, series?: readonly Labels[]): WhySource => ({ ...named(name, series), kind: 'app' });
      expect(step({ sources: [app('a'), app('b', [])] })).toMatchObject({ says: 'cAdvisor a: 1 series' });
    });
  });
});
