import { describe, expect, it } from 'vitest';
import { type Condition, EMPTY_INVENTORY, type HpaMetric, type HpaObject } from '../../../../shared/model/inventory';
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
  const hpa: HpaObject = {
    name: 'web',
    namespace: 'demo',
    uid: 'u',
    resourceVersion: '1',
    createdMs: 0,
    labels: {},
    annotations: {},
    scaleTarget: { kind: 'Deployment', name: 'web' },
    minReplicas: 1,
    maxReplicas: 4,
    currentReplicas: 2,
    desiredReplicas: 2,
    metrics,
    conditions,
  };
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
});
