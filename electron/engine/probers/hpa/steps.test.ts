import { describe, expect, it } from 'vitest';
import { replayHpa } from '../../../../shared/analysis/hpa';
import { hpaWith } from '../../../../shared/model/hpas.testSupport';
import { EMPTY_INVENTORY, type HpaMetric, type HpaObject } from '../../../../shared/model/inventory';
import { sceneOf } from './scene';
import { meaningOf, replayFacts } from './steps';

const CPU: HpaMetric = { type: 'Resource', name: 'cpu', targetType: 'Utilization', target: '80', current: '150' };
const ABLE = { type: 'AbleToScale', status: 'True', reason: 'ReadyForNewScale' } as const;

function facts(given: Partial<HpaObject>) {
  const hpa = hpaWith({ metrics: [CPU], conditions: [ABLE], currentReplicas: 3, desiredReplicas: 5, ...given });
  return Object.fromEntries(replayFacts(hpa, EMPTY_INVENTORY, 0).map(({ label, value }) => [label, value]));
}

describe('the steps among the facts of an HPA', () => {
  it('one metric, limited by its range', () => {
    expect(facts({})).toEqual({
      'by its own sum': '5 wanted (150 % of 80 % over 3 pods -> 6, limited by maxReplicas 5)',
      'step 1: pods': '3 under the selector → 3 pods count: its pods at that sync are not known: every replica is taken as ready',
      'step 2: value': '150 % of 80 % over 3 pods → ratio 1.875: what they use by what they request, in whole percent',
      'step 3: replicas': 'ratio 1.875 → 6 replicas: 1.875 × 3 pods, rounded up',
      'step 4: range': '6 replicas → 5 replicas: maxReplicas 5 of its spec',
    });
  });

  it('several metrics are named, the highest counts', () => {
    const depth: HpaMetric = { type: 'External', name: 'queue_depth', targetType: 'Value', target: '200', current: '150' };
    expect(facts({ metrics: [CPU, depth], maxReplicas: 10, desiredReplicas: 6 })).toMatchObject({
      'by its own sum': '6 wanted (150 % of 80 % over 3 pods -> 6)',
      'step 4: queue_depth, value': '150 of 200 → ratio 0.75: one value for all pods',
      'step 6: highest metric': 'cpu 6, queue_depth 3 → 6 replicas: the highest counts: cpu',
    });
  });

  it('says where the controller wrote something else', () => {
    expect(facts({ desiredReplicas: 3 })['by its own sum']).toMatch(/; the controller wrote 3$/);
  });

  it('a metric without a value: what the condition says of it', () => {
    const message = 'the HPA was unable to compute the replica count: failed to get cpu utilization: no metrics returned';
    const active = { type: 'ScalingActive', status: 'False', reason: 'FailedGetResourceMetric', message };
    expect(facts({ metrics: [{ ...CPU, current: undefined }], conditions: [ABLE, active] })).toEqual({
      'by its own sum': 'unchanged: cpu: failed to get cpu utilization: no metrics returned',
    });
  });

  it.each<[string, Partial<HpaObject>]>([
    ['before the first sync', { conditions: [] }],
    ['a target that is no quantity', { metrics: [{ ...CPU, target: 'much' }] }],
    ['a type of metric that is not known', { metrics: [{ ...CPU, type: '' }] }],
  ])('none %s', (_name, given) => expect(facts(given)).toEqual({}));

  it('a reason that is known is explained, one of another version is not', () => {
    expect(meaningOf(ABLE)).toEqual([{ label: 'AbleToScale means', value: expect.stringMatching(/^No earlier recommendation/) }]);
    expect(meaningOf({ ...ABLE, reason: 'BackoffBoth' })).toEqual([]);
    expect(meaningOf({ type: 'AbleToScale', status: 'Unknown' })).toEqual([]);
  });
});

describe('the scene', () => {
  it('values of the status in milli-units', () => {
    const metrics: HpaMetric[] = [
      { ...CPU, targetType: 'AverageValue', target: '100m', current: '222m' },
      { type: 'Pods', name: 'qps', targetType: 'AverageValue', target: '20', current: '9333m' },
    ];
    expect(sceneOf(hpaWith({ metrics, conditions: [ABLE] }), EMPTY_INVENTORY, 0)?.metrics).toMatchObject([
      { target: 100, value: { kind: 'average', value: 222 } },
      { target: 20_000, value: { kind: 'average', value: 9333 } },
    ]);
  });

  it('holds what the controller says that it holds', () => {
    const stabilized = { ...ABLE, reason: 'ScaleDownStabilized' };
    const hpa = hpaWith({ metrics: [{ ...CPU, current: '20' }], conditions: [stabilized], currentReplicas: 3, desiredReplicas: 3 });
    const scene = sceneOf(hpa, EMPTY_INVENTORY, 0);
    expect(scene && replayHpa(scene)).toMatchObject({
      outcome: { replicas: 3 },
      says: '20 % of 80 % over 3 pods -> 1, held at 3 by earlier recommendations',
    });
  });
});
