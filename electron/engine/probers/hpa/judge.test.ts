import { describe, expect, it } from 'vitest';
import { hpaWith } from '../../../../shared/model/hpas.testSupport';
import { type Condition, EMPTY_INVENTORY, type HpaMetric } from '../../../../shared/model/inventory';
import type { JudgeContext } from '../prober';
import { judgeHpa } from './judge';

const CPU: HpaMetric = { type: 'Resource', name: 'cpu', targetType: 'Utilization', target: '70', current: '62' };
const REQUESTS: HpaMetric = { type: 'Pods', name: 'http_requests_per_second', targetType: 'AverageValue', target: '20', current: '9504m' };
const ABLE: Condition = { type: 'AbleToScale', status: 'True', reason: 'ReadyForNewScale' };
const ACTIVE: Condition = { type: 'ScalingActive', status: 'True', reason: 'ValidMetricFound' };

function inactive(reason: string, message: string): Condition {
  return { type: 'ScalingActive', status: 'False', reason, message };
}

function judged(metrics: readonly HpaMetric[], conditions: readonly Condition[]) {
  const hpa = hpaWith({ maxReplicas: 4, currentReplicas: 2, desiredReplicas: 2, metrics, conditions });
  const context: JudgeContext = {
    found: {
      id: 'hpa/demo/web',
      kind: 'hpa',
      card: 'hpa',
      name: 'web',
      pods: [],
      args: [],
      endpoints: [],
      confidence: 'proven',
      because: [],
    },
    inventory: EMPTY_INVENTORY,
    discovered: [],
    nowMs: 0,
    clockOffsetMs: 0,
  };
  const { health, because, hops } = judgeHpa(hpa, context);
  return { health, because, hops: Object.fromEntries(hops.map((hop) => [hop.from, hop.health])) };
}

describe('judgeHpa', () => {
  it('is ok when every metric has a value', () => {
    expect(judged([CPU, REQUESTS], [ABLE, ACTIVE])).toMatchObject({
      health: 'ok',
      hops: { 'metrics-api': 'ok', 'custom-metrics-api': 'ok' },
    });
  });

  it('names the API that failed', () => {
    const seen = judged(
      [{ ...CPU, current: undefined }],
      [ABLE, inactive('FailedGetResourceMetric', 'unable to fetch metrics from resource metrics API')],
    );
    expect(seen).toMatchObject({
      health: 'broken',
      because: expect.stringContaining('FailedGetResourceMetric'),
      hops: { 'metrics-api': 'broken' },
    });
  });

  it('does not blame the Metrics API for a request that the target lacks', () => {
    const message = 'failed to get cpu utilization: missing request for cpu in container sleepy of Pod sleepy-1';
    expect(judged([{ ...CPU, current: undefined }], [ABLE, inactive('FailedGetResourceMetric', message)])).toMatchObject({
      health: 'broken',
      hops: { 'metrics-api': 'degraded' },
    });
  });

  it('is degraded when one of two metrics failed and it scales on the other', () => {
    expect(judged([CPU, { ...REQUESTS, current: undefined }], [ABLE, ACTIVE])).toMatchObject({
      health: 'degraded',
      hops: { 'metrics-api': 'ok', 'custom-metrics-api': 'broken' },
    });
  });

  it.each([
    [
      'a target that cannot be scaled is broken',
      [{ ...ABLE, status: 'False', reason: 'FailedGetScale', message: 'deployments "web" not found' }, ACTIVE],
      'broken',
    ],
    ['scaling switched off at 0 replicas is no fault', [ABLE, inactive('ScalingDisabled', 'replicas is 0')], 'ok'],
    ['nothing said yet is unknown, not ok', [], 'unknown'],
  ] as const)('%s', (_name, conditions, health) => {
    expect(judged([CPU], conditions).health).toBe(health);
  });

  const DEPTH: HpaMetric = { type: 'External', name: 'depth', targetType: 'Value', target: '30' };
  const NO_PODS = inactive(
    'FailedGetPodsMetric',
    'the HPA was unable to compute the replica count: unable to get metric http_requests_per_second',
  );

  it.each<[string, readonly HpaMetric[], readonly Condition[], Readonly<Record<string, string>>]>([
    [
      'every API whose metric has no value failed, though one reason names the first alone',
      [{ ...REQUESTS, current: undefined }, DEPTH],
      [ABLE, NO_PODS],
      { 'custom-metrics-api': 'broken', 'external-metrics-api': 'broken' },
    ],
    [
      'an API whose metric has a value works, whatever fails beside it',
      [
        { ...REQUESTS, current: undefined },
        { ...DEPTH, current: '12' },
      ],
      [ABLE, NO_PODS],
      { 'custom-metrics-api': 'broken', 'external-metrics-api': 'ok' },
    ],
    [
      'two metrics of one API, one of them without a value',
      [CPU, { ...CPU, name: 'memory', current: undefined }],
      [ABLE, ACTIVE],
      { 'metrics-api': 'degraded' },
    ],
    ['a controller that has not said anything yet', [CPU], [], { 'metrics-api': 'ok' }],
    ['nor written a value', [{ ...CPU, current: undefined }], [], { 'metrics-api': 'unknown' }],
    [
      'at 0 replicas nobody asks',
      [{ ...CPU, current: undefined }],
      [ABLE, inactive('ScalingDisabled', 'replicas is 0')],
      { 'metrics-api': 'unknown' },
    ],
    [
      'a metric of one container comes from the Metrics API',
      [{ ...CPU, type: 'ContainerResource', container: 'app', current: undefined }],
      [ABLE, inactive('FailedGetContainerResourceMetric', 'no metrics')],
      { 'metrics-api': 'broken' },
    ],
  ])('hops: %s', (_name, metrics, conditions, hops) => {
    expect(judged(metrics, conditions).hops).toEqual(hops);
  });

  it('says the reason without the words that every reason begins with', () => {
    expect(judged([{ ...REQUESTS, current: undefined }], [ABLE, NO_PODS]).because).toBe(
      'FailedGetPodsMetric: unable to get metric http_requests_per_second',
    );
  });
});
