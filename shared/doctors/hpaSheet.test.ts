import { describe, expect, it } from 'vitest';
import type { HpaScene } from '../analysis/hpa';
import { DoctorSheet, type SheetPart } from '../contract/doctors';
import { hpaWith } from '../model/hpas.testSupport';
import type { HpaDoctorScene } from './hpaScene';
import { hpaSheet } from './hpaSheet';

const NOW = 1_000_000_000;

const HPA = hpaWith({
  currentReplicas: 2,
  desiredReplicas: 4,
  metrics: [{ type: 'Resource', name: 'cpu', targetType: 'Utilization', target: '50', current: '100' }],
  conditions: [{ type: 'ScalingActive', status: 'True', reason: 'ValidMetricFound' }],
});

const pod = (name: string): NonNullable<HpaScene['pods']>[number] => ({
  name,
  phase: 'Running',
  deleted: false,
  ready: { on: true, sinceMs: 0 },
  startMs: 0,
  containers: [{ name: 'c', requestMilli: { cpu: 200 } }],
});

const SYNC: HpaScene = {
  nowMs: NOW,
  minReplicas: 1,
  maxReplicas: 5,
  replicas: 2,
  metrics: [{ type: 'Resource', name: 'cpu', targetType: 'Utilization', target: 50, value: { kind: 'average', value: 100 } }],
  pods: [pod('a'), pod('b')],
  past: { kind: 'unknown' },
};

/** Of the two pods only one has a value now. */
const LIVE: HpaScene = {
  ...SYNC,
  metrics: SYNC.metrics.map((metric) => ({
    ...metric,
    value: { kind: 'pods', pods: new Map([['a', { milli: 150, timestampMs: NOW, windowMs: 15_000 }]]) },
  })),
};

function sheetOf(given: Partial<HpaDoctorScene> = {}) {
  const scene: HpaDoctorScene = {
    nowMs: NOW,
    choices: [{ id: 'demo/web', words: 'demo/web' }],
    chosen: 'demo/web',
    hpa: HPA,
    atSync: SYNC,
    now: LIVE,
    ...given,
  };
  return DoctorSheet.parse(hpaSheet(scene));
}

const partOf = (parts: readonly SheetPart[], id: string) => parts.find((part) => part.id === id);

describe('the verdict', () => {
  it.each<[string, Partial<HpaDoctorScene>, string, RegExp]>([
    ['the sum is what the status wants', {}, 'ok', /is 4, its status wants 4/],
    ['they differ', { hpa: { ...HPA, desiredReplicas: 3 } }, 'unknown', /is 4, its status wants 3/],
    ['it was never synced', { atSync: undefined, hpa: { ...HPA, conditions: [] } }, 'unknown', /not been synced/],
    [
      'it cannot scale',
      { hpa: { ...HPA, conditions: [{ type: 'ScalingActive', status: 'False', reason: 'FailedGetResourceMetric' }] } },
      'broken',
      /cannot scale: FailedGetResourceMetric/,
    ],
    [
      'it is held at its maximum',
      { hpa: { ...HPA, conditions: [...HPA.conditions, { type: 'ScalingLimited', status: 'True', reason: 'TooManyReplicas' }] } },
      'degraded',
      /wants 4/,
    ],
  ])('where %s', (_name, given, state, says) => {
    const { verdict } = sheetOf(given);
    expect(verdict.state).toBe(state);
    expect(verdict.says).toMatch(says);
  });
});

describe('the parts', () => {
  it('show the ratio of each metric, and what it alone wants', () => {
    const table = partOf(sheetOf().parts, 'metrics');
    const cells = table?.kind === 'table' ? table.rows[0]?.cells.map(({ text }) => text) : [];
    expect(cells?.slice(0, 5)).toEqual(['Resource cpu', 'Metrics API', '100 %', '50 %', '2']);
    expect(cells?.[5]).toMatch(/^4 \(/);
  });

  it('replay the sync, and the values of now with the pod that has none', () => {
    const { parts } = sheetOf();
    const names = (id: string) => {
      const part = partOf(parts, id);
      return part?.kind === 'steps' ? part.steps.map(({ name }) => name) : [];
    };
    expect(names('sync')).toContain('Replicas');
    expect(names('now')).toContain('Pods without a value');
    const pods = partOf(parts, 'pods');
    const sorted = pods?.kind === 'table' ? pods.rows.map(({ cells }) => cells.map(({ text }) => text)) : [];
    expect(sorted[0]).toEqual(['counts', 'a', '150 m', '200 m', '75 %']);
    expect(sorted[1]?.[0]).toMatch(/^no value/);
  });

  it('explain the reasons of its conditions', () => {
    const table = partOf(sheetOf().parts, 'conditions');
    const text = table?.kind === 'table' ? table.rows[0]?.cells.map((cell) => cell.text).join(' | ') : '';
    expect(text).toContain('ValidMetricFound | ValidMetricFound | At least one metric gave a replica count');
  });

  it('say why there is no replay of now', () => {
    const part = partOf(sheetOf({ now: undefined, nowLacks: 'the Metrics API serves no pods: 503' }).parts, 'now');
    expect(part?.kind === 'facts' ? part.rows[0]?.value : '').toBe('the Metrics API serves no pods: 503');
  });
});
