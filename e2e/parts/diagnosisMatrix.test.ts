import { afterEach, describe, expect, it } from 'vitest';
import { applyFaults, faultsNamed } from '../../electron/demo/faults/apply';
import { healthyWorld } from '../../electron/demo/world/healthyWorld';
import { lookUntilRight, openDemo } from '../support/demoLook';
import { misdiagnosed } from '../support/misdiagnosed';

/**
 * The healthy demo at moments of a day, with other seeds: workloads have lived so many hours (crashed, rolled, scaled, run
 * their jobs, followed the day's load) when Prometheus, metrics-server and the adapter begin; these have run for two minutes
 * when it is looked at, and for much longer by `npm run matrix`.
 */
const SEEDS = Number(process.env['HOPSCOPE_MATRIX_SEEDS'] ?? 4);
const HOUR_MS = 3_600_000;
const WARM_UP_MS = 135_000;
/** So long is scraped and stored before it is looked at. */
const STORED_MS = Number(process.env['HOPSCOPE_MATRIX_STORED_MINUTES'] ?? WARM_UP_MS / 60_000) * 60_000;

/** Right by chance, between two looks, is not right. */
const HOLDS_MS = 3_000;

const closers: (() => Promise<void>)[] = [];
afterEach(() => closers.pop()?.());

const MOMENTS = Array.from({ length: SEEDS }, (_, i) => ({ seed: 1_000 + 37 * i, hour: Math.round((24 * i) / SEEDS) }));

describe('the healthy demo has no error and no warning', () => {
  it.each(MOMENTS)('seed $seed, after $hour h', async ({ seed, hour }) => {
    const looked = await openDemo('healthy', STORED_MS, { seed, livedMs: hour * HOUR_MS });
    closers.push(looked.close);
    expect(await lookUntilRight(looked, () => misdiagnosed(looked.report.make(), []), HOLDS_MS)).toEqual([]);
  });
});

const PAIRS: readonly (readonly [string, string])[] = [
  ['metrics-server-hostname', 'ksm-labels-exported'],
  ['adapter-no-match', 'cadvisor-no-labels'],
  ['node-exporter-port-conflict', 'prometheus-drops-cadvisor'],
  ['monitor-not-selected', 'rule-window-too-short'],
  ['ksm-rbac', 'zero-cpu-container'],
];

describe('two faults at once yield the findings of both, and no others', () => {
  it.each(PAIRS)('%s and %s', async (...faults) => {
    const world = applyFaults(healthyWorld({ seed: 1, startMs: 0 }), faults);
    if (!world.ok) throw new Error(world.error);
    const parts = faultsNamed(faults);
    if (!parts.ok) throw new Error(parts.error);
    const expected = parts.value.map((fault) => fault.findings(world.value));
    const looked = await openDemo('healthy', WARM_UP_MS + 30_000, { faults });
    closers.push(looked.close);
    const wrongNow = () => {
      const report = looked.report.make();
      const roots = expected.map((findings) => findings[0]?.rule);
      const first = report.findings[0]?.rule;
      return [
        ...misdiagnosed(report, expected.flat()),
        ...(first !== undefined && roots.includes(first) ? [] : [`first is ${first}, which is no root of these`]),
      ];
    };
    expect(await lookUntilRight(looked, wrongNow, HOLDS_MS)).toEqual([]);
  });
});
