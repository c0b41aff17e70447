import { describe, expect, it } from 'vitest';
import type { HpaMetric, HpaObject } from '../../../shared/model/inventory';
import { hpaRows } from './hpaRows';

const CPU: HpaMetric = { type: 'Resource', name: 'cpu', targetType: 'Utilization', target: '70', current: '62' };
const MEMORY: HpaMetric = { type: 'Resource', name: 'memory', targetType: 'AverageValue', target: '512Mi', current: '256Mi' };
const REQUESTS: HpaMetric = { type: 'Pods', name: 'http_requests', targetType: 'AverageValue', target: '50', current: '41500m' };
const DEPTH: HpaMetric = { type: 'External', name: 'queue_depth', targetType: 'Value', target: '30' };

function hpa(...metrics: readonly HpaMetric[]): HpaObject {
  return {
    uid: 'u',
    resourceVersion: '1',
    name: 'web',
    namespace: 'shop',
    labels: {},
    annotations: {},
    createdMs: 0,
    scaleTarget: { kind: 'Deployment', name: 'web' },
    minReplicas: 1,
    maxReplicas: 9,
    currentReplicas: 2,
    desiredReplicas: 2,
    metrics,
    conditions: [],
  };
}

describe('rows of the card of the HPAs', () => {
  it.each([
    ['percent of percent', [hpa(CPU)], [{ label: 'cpu', value: '62 of 70 %', pipeline: 'core' }]],
    ['quantities, each in its unit', [hpa(MEMORY)], [{ label: 'memory', value: '256 of 512 MiB', pipeline: 'core' }]],
    [
      'a row in each pipeline; one without a value says so',
      [hpa(CPU, REQUESTS, DEPTH)],
      [
        { label: 'cpu', value: '62 of 70 %', pipeline: 'core' },
        { label: 'queue_depth', value: 'no data', health: 'broken', pipeline: 'monitoring' },
        { label: 'http_requests', value: '41.5 of 50', pipeline: 'monitoring' },
      ],
    ],
    [
      'of several HPAs the one nearest to its target',
      [hpa(CPU), hpa({ ...CPU, current: '69' }), hpa(MEMORY)],
      [{ label: 'cpu', value: '69 of 70 %', pipeline: 'core' }],
    ],
    [
      'a value that is no quantity is no value',
      [hpa({ ...CPU, current: 'much' })],
      [{ label: 'cpu', value: 'no value of 70 %', pipeline: 'core' }],
    ],
    ['none', [], []],
  ])('%s', (_name, hpas, rows) => expect(hpaRows(hpas)).toEqual(rows));
});
