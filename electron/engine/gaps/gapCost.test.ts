import { describe, expect, it } from 'vitest';
import type { GapTarget } from '../../../shared/analysis/gaps/scene';
import { hpaWith } from '../../../shared/model/hpas.testSupport';
import type { HpaMetric, HpaObject } from '../../../shared/model/inventory';
import { failed, ok } from '../../../shared/model/result';
import { type CostParts, gapCost } from './gapCost';

const S = 1_000;
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
    [
      'on a custom metric of its pods: one decision in 15 s',
      [hpa([{ type: 'Pods', name: 'http_requests_per_second' }])],
      TARGET,
      ["13 decisions on http_requests_per_second, over the window of its adapter's query"],
    ],
    [
      'that scaled meanwhile',
      [hpa([{ type: 'Pods', name: 'queue' }], { lastScaleMs: 400 * S })],
      TARGET,
      ["13 decisions on queue, over the window of its adapter's query, and it scaled in that time"],
    ],
    [
      'that scaled before',
      [hpa([{ type: 'Pods', name: 'queue' }], { lastScaleMs: 300 * S })],
      TARGET,
      ["13 decisions on queue, over the window of its adapter's query"],
    ],
    ['on CPU alone', [hpa([{ type: 'Resource', name: 'cpu' }])], TARGET, ['none: it reads metrics-server']],
    ['of another namespace', [hpa([{ type: 'Pods', name: 'queue' }], { namespace: 'other' })], TARGET, []],
    ['of another workload', [hpa([{ type: 'Pods', name: 'queue' }], { scaleTarget: { kind: 'Deployment', name: 'we' } })], TARGET, []],
    ['where the target is no pod', [hpa([{ type: 'Pods', name: 'queue' }])], { job: 'n', instance: 'n', name: 'n', isKubelet: true }, []],
  ])('decisions of an HPA %s', (_name, hpas, target, says) => {
    expect(cost({ hpas, target }).hpas).toEqual(says.map((each) => ({ name: 'shop/web', says: each })));
  });
});
