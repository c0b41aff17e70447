import { expect, it } from 'vitest';
import { createPrometheus } from '../../electron/demo/prometheus/prometheus';
import { emptyStore, testNetwork } from '../../electron/demo/prometheus/testCluster';
import { GapMemory } from '../../electron/engine/gaps/gapMemory';
import { type RawSeries, readRaw } from '../../electron/engine/gaps/rawSeries';
import { wholeReport } from '../../electron/engine/wholeReport';
import { findGaps } from '../../shared/analysis/gaps';
import { setBacks } from '../../shared/analysis/gaps/setBack';
import { openFastDemo } from '../support/demoLook';

const START = Date.UTC(2026, 10, 21, 12);
const SET_BACK_MS = START + 180_000;
const CONFIG =
  'global: {scrape_interval: 15s}\nscrape_configs: [{job_name: prometheus, static_configs: [{targets: ["localhost:9090"]}]}, {job_name: a, static_configs: [{targets: ["10.9.9.9:80", "10.9.9.8:80"]}]}]';

/** Six minutes of a Prometheus whose clock is 75 s ahead for the first three. */
async function lived(aheadMs: number) {
  const settings = { config: CONFIG, rules: 'groups: []', mayReadKubelets: true };
  const clockAheadMs = (nowMs: number) => (nowMs < SET_BACK_MS ? aheadMs : 0);
  const prometheus = createPrometheus({ settings, store: emptyStore(), network: testNetwork({}), startMs: START, clockAheadMs });
  for (let second = 1; second <= 360; second++) await prometheus.tick(START + second * 1_000);
  return async (selector: string): Promise<readonly RawSeries[]> => {
    const query = new URLSearchParams({ query: `${selector}[10m]`, time: String(START / 1_000 + 360) });
    const { body } = await prometheus.listener.handle({ method: 'GET', path: '/api/v1/query', query, headers: {} });
    const rows = readRaw(Buffer.from(body ?? ''), 0);
    if (!rows.ok) throw new Error(rows.error);
    return rows.value;
  };
}

async function seenOf(aheadMs: number) {
  const raw = await lived(aheadMs);
  const one = async (selector: string) => (await raw(selector))[0] ?? { labels: {}, timesMs: [], values: [] };
  const lengths = 'prometheus_target_interval_length_seconds';
  return {
    up: await raw('up'),
    backs: setBacks({
      seconds: await one(`${lengths}_sum{interval="15s"}`),
      count: await one(`${lengths}_count{interval="15s"}`),
      refused: await one('prometheus_target_scrapes_sample_out_of_order_total'),
    }),
  };
}

it.each([
  [75_000, 75_000],
  [50_000, 50_000],
])('a Prometheus whose clock is set back by %d ms loses no tick of the axis, and its own counters tell', async (aheadMs, backMs) => {
  const { up, backs } = await seenOf(aheadMs);
  expect(up).toHaveLength(3);
  for (const { timesMs } of up) {
    const [startMs = 0, endMs = 0] = [timesMs[0], timesMs.at(-1)];
    expect(findGaps({ samplesMs: timesMs, intervalMs: 15_000, startMs, endMs })).toEqual([]);
  }
  expect(backs).toHaveLength(1);
  // What is measured is whole rounds of all targets.
  expect(Math.abs((backs[0]?.backMs ?? 0) - backMs)).toBeLessThanOrEqual(15_000);
  expect(backs[0]?.refused).toBeGreaterThan(10);
});

it('one whose clock runs on says nothing of the kind', async () => {
  expect((await seenOf(0)).backs).toEqual([]);
});

it('in the demo: the fault clock-set sets it ahead, and back where it is switched off', async () => {
  const memory = new GapMemory();
  const fast = await openFastDemo('healthy', 8, ({ session }) => memory.observe(session));
  const { session, clock, demo, port, report: maker, blindSpots } = fast;
  try {
    session.start();
    await clock.sleep(30_000);
    const fromMs = clock.now();
    demo.setFault('clock-set', true);
    await clock.sleep(90_000);
    demo.setFault('clock-set', false);
    await clock.sleep(150_000);
    const { report } = await wholeReport({ session, port, clock, memory, maker, blindSpots }, clock.now() - fromMs + 60_000);
    const jumped = report.gaps.filter(({ cause, target }) => cause === 'clock-jumped' && target === undefined);
    const back = jumped.filter(({ because }) => because.includes('was set back by'));
    expect(back).toHaveLength(1);
    expect(back[0]?.because).toMatch(/was set back by (6\d|7\d|8\d) s|was set back by 1 min( \d+ s)?:/);
    expect(jumped.filter(({ because }) => because.includes('set ahead'))).toHaveLength(1);
  } finally {
    await fast.close();
  }
}, 180_000);
