import { describe, expect, it } from 'vitest';
import { HPA_CHARTS as CHARTS } from '../../../../shared/model/charts';
import type { HpaMetric } from '../../../../shared/model/inventory';
import type { Json } from '../../cluster/strip/fields';
import { stripHpa } from '../../cluster/strip/hpa';
import { linesOf, recorded } from '../charts.testSupport';
import { lookOnce, NOW } from '../oneLook.testSupport';
import { hpaProber } from './prober';

const LIST: { readonly items: readonly (Json & RecordedHpa)[] } = JSON.parse(recorded('cluster/healthy/hpas.json'));

interface RecordedHpa {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly maxReplicas: number; readonly metrics: readonly RecordedMetric[] };
  readonly status: {
    readonly currentReplicas: number;
    readonly desiredReplicas: number;
    readonly currentMetrics: readonly RecordedMetric[];
  };
}
type Values = { readonly averageUtilization?: number; readonly averageValue?: string; readonly value?: string };
type Source = { readonly name?: string; readonly metric?: { readonly name: string }; readonly target?: Values; readonly current?: Values };
interface RecordedMetric {
  readonly type: string;
  readonly resource?: Source;
  readonly pods?: Source;
  readonly external?: Source;
}

function look(name: string, change: (hpa: ReturnType<typeof stripHpa>) => ReturnType<typeof stripHpa> = (hpa) => hpa) {
  const hpas = LIST.items.map((item) => change(stripHpa(item)));
  return lookOnce(hpaProber, { found: { id: name, kind: 'hpa', name, namespace: 'demo' }, inventory: { hpas } });
}

function chart(name: string) {
  return { key: `metric/${name}`, title: name, unit: '', order: 2 };
}

describe('charts of an HPA, against its object', () => {
  it.each(LIST.items.map(({ metadata, spec, status }) => [metadata.name, spec, status] as const))(
    'replicas of %s',
    async (name, spec, status) => {
      const seen = await look(name);
      expect(linesOf(seen, CHARTS.replicas)).toEqual({ current: status.currentReplicas, desired: status.desiredReplicas });
      expect(seen.judgement.samples[0]?.limit).toEqual({ value: spec.maxReplicas, says: `at most ${spec.maxReplicas}` });
    },
  );

  const utilizations = LIST.items.flatMap(({ metadata, spec, status }) =>
    spec.metrics.flatMap(({ resource }, at) => {
      const current = status.currentMetrics[at]?.resource?.current?.averageUtilization;
      const target = resource?.target?.averageUtilization;
      return current === undefined || target === undefined ? [] : [[metadata.name, resource?.name ?? '', current, target] as const];
    }),
  );
  it.each(utilizations)('%s: %s in use is %i percent of a target of %i', async (name, metric, current, target) => {
    const seen = await look(name);
    expect(linesOf(seen, { ...chart(metric), unit: 'ratio' })).toEqual({ current: current / 100, target: target / 100 });
    expect(linesOf(seen, CHARTS.share)[metric]).toBeCloseTo(current / target, 12);
  });

  it('there are such to compare with', () => expect(utilizations.length).toBeGreaterThan(0));

  it.each<[string, Partial<HpaMetric>, string, Record<string, number>, number]>([
    [
      'cores',
      { type: 'Resource', name: 'cpu', targetType: 'AverageValue', current: '250m', target: '500m' },
      'cores',
      { current: 0.25, target: 0.5 },
      0.5,
    ],
    [
      'bytes',
      { type: 'Resource', name: 'memory', targetType: 'AverageValue', current: '128Mi', target: '1Gi' },
      'bytes',
      { current: 134217728, target: 1073741824 },
      0.125,
    ],
    [
      'a plain value',
      { type: 'External', name: 'queue', targetType: 'Value', current: '1500m', target: '3' },
      '',
      { current: 1.5, target: 3 },
      0.5,
    ],
    [
      'a value of zero',
      { type: 'External', name: 'queue', targetType: 'Value', current: '0', target: '3' },
      '',
      { current: 0, target: 3 },
      0,
    ],
  ])('%s', async (_name, metric, unit, lines, share) => {
    const seen = await look(LIST.items[0]?.metadata.name ?? '', (hpa) => ({
      ...hpa,
      metrics: [{ type: 'External', name: 'x', ...metric }],
    }));
    expect(linesOf(seen, { ...chart(metric.name ?? ''), unit })).toEqual(lines);
    expect(linesOf(seen, CHARTS.share)).toEqual({ [metric.name ?? '']: share });
  });

  it('without a current value the target stands alone, and there is no share', async () => {
    const metric: HpaMetric = { type: 'External', name: 'queue', targetType: 'Value', target: '3' };
    const seen = await look(LIST.items[0]?.metadata.name ?? '', (hpa) => ({ ...hpa, metrics: [metric] }));
    expect(linesOf(seen, chart('queue'))).toEqual({ target: 3 });
    expect(linesOf(seen, CHARTS.share)).toEqual({});
  });

  it('metrics of one name are told apart', async () => {
    const metric: HpaMetric = { type: 'ContainerResource', name: 'cpu', targetType: 'Utilization', current: '10', target: '50' };
    const metrics = [{ ...metric, container: 'web' }, { ...metric, container: 'sidecar' }, metric, metric];
    const seen = await look(LIST.items[0]?.metadata.name ?? '', (hpa) => ({ ...hpa, metrics }));
    expect(Object.keys(linesOf(seen, CHARTS.share))).toEqual(['cpu of web', 'cpu of sidecar', 'cpu', 'cpu (4)']);
    expect(new Set(seen.judgement.samples.map(({ key }) => key)).size).toBe(seen.judgement.samples.length);
    expect(seen.judgement.samples.every(({ atMs }) => atMs === NOW)).toBe(true);
  });
});
