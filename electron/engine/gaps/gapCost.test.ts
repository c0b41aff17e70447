import { describe, expect, it } from 'vitest';
import { parseAdapterConfig } from '../../../shared/adapter/rules';
import type { GapTarget } from '../../../shared/analysis/gaps/scene';
import type { Discovered } from '../../../shared/model/component';
import { hpaWith } from '../../../shared/model/hpas.testSupport';
import type { HpaMetric, HpaObject } from '../../../shared/model/inventory';
import { EMPTY_INVENTORY } from '../../../shared/model/inventory';
import { failed, ok } from '../../../shared/model/result';
import { answered } from '../charts/chartFeed.testSupport';
import type { ClusterPort } from '../cluster/port';
import { type CostParts, gapCost } from './gapCost';
import { CostAsk } from './gapDetail';
import { gapSource } from './source';

const S = 1_000;
const RULES = {
  rules: [
    {
      seriesQuery: 'http_requests_total',
      resources: { overrides: { namespace: { resource: 'namespace' }, pod: { resource: 'pod' } } },
      name: { matches: '^(.*)_total$', as: 'rate_of_$1' },
      metricsQuery: 'sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)',
    },
  ],
};
const adapterOf = (metricsQuery: string) => {
  const read = parseAdapterConfig({ rules: [{ ...RULES.rules[0], metricsQuery }] });
  return read.ok ? read : failed(read.error.message);
};
const ADAPTER = adapterOf(RULES.rules[0]?.metricsQuery ?? '');
const RATE: HpaMetric = { type: 'Pods', name: 'rate_of_http_requests' };
const WINDOWED = "rate_of_http_requests (over [2m] in its adapter's query)";
const unknownWindow = (why: string) => `(over the window of its adapter's query, which is not known: ${why})`;
const GAP = { fromMs: 300 * S, toMs: 495 * S, intervalMs: 15 * S };
const TARGET: GapTarget = {
  job: 'apps',
  instance: '10.0.0.7:8080',
  name: 'shop/web-5d9-x2x',
  isKubelet: false,
  pod: { namespace: 'shop', name: 'web-5d9-x2x' },
};
const rule = (name: string, query: string, lastMs = 907 * S) => ({ name, query, kind: 'alerting' as const, intervalMs: 30 * S, lastMs });

function hpa(metrics: readonly HpaMetric[], more: Partial<HpaObject> = {}): HpaObject {
  return hpaWith({ namespace: 'shop', metrics, ...more });
}

function cost(more: Partial<CostParts> = {}) {
  return gapCost({
    gap: GAP,
    target: TARGET,
    labels: { job: 'apps', instance: '10.0.0.7:8080' },
    samplesMs: [270, 285, 300, 495, 510].map((s) => s * S),
    rule: 'left-open',
    rules: ok([]),
    names: new Set(['http_requests_total', 'took_seconds']),
    hpas: [],
    ...more,
  });
}

describe('what a gap of 195 s cost', () => {
  it('rules that read the target, as often as they were evaluated in it, and rates over their ranges', () => {
    const rules = ok([
      rule('Slow', 'histogram_quantile(0.9, rate(took_seconds_bucket{job="apps"}[3m])) > 1'),
      rule('Other', 'rate(node_cpu_seconds_total[10m]) > 1'),
      rule('Elsewhere', 'rate(http_requests_total{job="db"}[10m]) > 1'),
      rule('Down', 'up{job="apps"} == 0'),
    ]);
    const { rules: over, rates, unknown } = cost({ rules });
    expect(over).toEqual([
      { name: 'Slow', kind: 'alerting', evaluations: 7 },
      { name: 'Down', kind: 'alerting', evaluations: 7 },
    ]);
    expect(rates.map(({ range, lost }) => [range, lost])).toEqual([
      ['1m', 11],
      ['2m', 7],
      ['3m', 3],
      ['5m', 0],
    ]);
    expect(unknown).toBeUndefined();
  });

  it.each([
    ['rules that cannot be read', { rules: failed('its rules cannot be read: 404') }, 'its rules cannot be read: 404'],
    [
      'names that are not known',
      { names: undefined },
      'Which names the target exposes is not known: rules are matched by their labels alone.',
    ],
  ])('%s are said', (_name, more, unknown) => {
    expect(cost(more)).toMatchObject({ rules: [], unknown });
  });

  it.each<[string, readonly HpaObject[], GapTarget, readonly string[]]>([
    ['on a custom metric of its pods: one decision in 15 s', [hpa([RATE])], TARGET, [`13 decisions on ${WINDOWED}`]],
    ['that scaled meanwhile', [hpa([RATE], { lastScaleMs: 400 * S })], TARGET, [`13 decisions on ${WINDOWED}; it scaled in that time`]],
    ['that scaled before', [hpa([RATE], { lastScaleMs: 300 * S })], TARGET, [`13 decisions on ${WINDOWED}`]],
    [
      'on two metrics, the second out of another target',
      [hpa([RATE, { type: 'External', name: 'queue' }])],
      TARGET,
      [`13 decisions on ${WINDOWED}, queue ${unknownWindow('none of its rules makes it of a metric of this target')}`],
    ],
    ['on CPU alone', [hpa([{ type: 'Resource', name: 'cpu' }])], TARGET, ['none: it reads metrics-server']],
    ['of another namespace', [hpa([RATE], { namespace: 'other' })], TARGET, []],
    ['of another workload', [hpa([RATE], { scaleTarget: { kind: 'Deployment', name: 'we' } })], TARGET, []],
    ['where the target is no pod', [hpa([RATE])], { job: 'n', instance: 'n', name: 'n', isKubelet: true }, []],
  ])('decisions of an HPA %s', (_name, hpas, target, says) => {
    expect(cost({ hpas, target, adapter: ADAPTER }).hpas).toEqual(says.map((each) => ({ name: 'shop/web', says: each })));
  });

  it.each<[string, Partial<CostParts>, string]>([
    ['its rules cannot be read', { adapter: failed('its pod is not known') }, unknownWindow('its pod is not known')],
    ['what the target exposes is not known', { names: undefined }, unknownWindow('which names the target exposes is not known')],
    [
      'its query has no range',
      { adapter: adapterOf('sum(<<.Series>>{<<.LabelMatchers>>})') },
      "(its adapter's query takes the newest sample)",
    ],
    [
      'its query has two',
      { adapter: adapterOf('sum(rate(<<.Series>>[2m])) / max_over_time(<<.Series>>[1h30m:1m])') },
      "(over [2m] and [1h30m] in its adapter's query)",
    ],
  ])('the window of a decision where %s', (_name, more, says) => {
    const { hpas } = cost({ hpas: [hpa([RATE])], adapter: ADAPTER, ...more });
    expect(hpas[0]?.says).toBe(`13 decisions on rate_of_http_requests ${says}`);
  });
});

describe('what is asked for it', () => {
  const POD = {
    spec: {
      containers: [{ name: 'a', volumeMounts: [{ name: 'config', mountPath: '/etc/adapter' }] }],
      volumes: [{ name: 'config', configMap: { name: 'rules' } }],
    },
  };
  const ANSWERS: readonly (readonly [string, unknown])[] = [
    ['/api/v1/rules', { data: { groups: [] } }],
    ['/api/v1/targets/metadata', { data: [{ metric: 'http_requests_total' }] }],
    ['/api/v1/namespaces/m/pods/adapter-1', POD],
    ['/api/v1/namespaces/m/configmaps/rules', { data: { 'config.yaml': JSON.stringify(RULES) } }],
  ];
  const adapter: Discovered = {
    id: 'prometheus-adapter/m/adapter',
    kind: 'prometheus-adapter',
    card: 'prometheus-adapter',
    name: 'adapter',
    namespace: 'm',
    pods: ['adapter-1'],
    args: ['--config=/etc/adapter/config.yaml'],
    endpoints: [],
    confidence: 'proven',
    because: [],
  };

  function asking(hpas: readonly HpaObject[], answers = ANSWERS) {
    const asked: string[] = [];
    const port: Pick<ClusterPort, 'send'> = {
      send: async ({ path }) => {
        const [start, body] = answers.find(([each]) => path.startsWith(each)) ?? [path, undefined];
        asked.push(start);
        if (body === undefined) return answered(404, {});
        return body instanceof Uint8Array ? { ...answered(200, ''), body } : answered(200, body);
      },
    };
    const source = gapSource(port, { purpose: 'api', route: { via: 'direct', endpoint: 'p' }, basePath: '' }, 'P', 0);
    let nowMs = 1_000 * S;
    const session = { discovered: [adapter], inventory: { ...EMPTY_INVENTORY, hpas }, clockOffsetMs: 0 };
    const costs = new CostAsk({ source, samplesOf: () => [], windowRule: 'left-open' }, session, port, () => nowMs);
    const known = { key: 'k', labels: { job: 'apps' }, target: TARGET };
    const costOf = () => costs.costOf({ gap: GAP, target: { known } }, new AbortController().signal);
    return { asked, costOf, pass: (ms: number) => (nowMs += ms) };
  }

  it('the rules of the adapter, where an HPA reads a metric of it, once a minute', async () => {
    const { asked, costOf, pass } = asking([hpa([RATE])]);
    const all = ANSWERS.map(([path]) => path);
    expect((await costOf()).hpas).toEqual([{ name: 'shop/web', says: `13 decisions on ${WINDOWED}` }]);
    expect(asked).toEqual(all);
    pass(60 * S);
    await costOf();
    expect(asked).toEqual(all);
    pass(1);
    await costOf();
    expect(asked).toEqual([...all, all[0], all[2], all[3]]);
  });

  it.each<[string, unknown, string]>([
    ['may not be read', undefined, 'GET /api/v1/namespaces/m/configmaps/rules: 404'],
    ['is no JSON', new TextEncoder().encode('<html>'), 'GET /api/v1/namespaces/m/configmaps/rules answered something else'],
    ['has refused rules', { data: { 'config.yaml': 'rules: 1' } }, 'its configuration is refused: rules'],
  ])('a ConfigMap that %s leaves the window unknown, with why', async (_name, body, why) => {
    const { costOf } = asking([hpa([RATE])], [...ANSWERS.slice(0, 3), [ANSWERS[3]?.[0] ?? '', body]]);
    expect((await costOf()).hpas[0]?.says).toContain(`which is not known: ${why}`);
  });

  it('nothing of it where none does', async () => {
    const { asked, costOf } = asking([hpa([{ type: 'Resource', name: 'cpu' }])]);
    await costOf();
    expect(asked).toEqual(['/api/v1/rules', '/api/v1/targets/metadata']);
  });
});
