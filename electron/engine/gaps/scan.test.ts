import { describe, expect, it } from 'vitest';
import type { ClusterScene } from '../../../shared/analysis/gaps/scene';
import { gapRows, gapStops, usualPace } from './gapRows';
import type { RawSeries } from './rawSeries';
import { type Scan, scanTargets } from './scan';
import type { ScraperFacts } from './scraperFacts';
import { ScrapeStore } from './scrapeStore';
import { listedTargets } from './targets';

const S = 1_000;
const T0 = Date.UTC(2026, 0, 2, 12);
const NOBODY: ClusterScene = { events: [], askedMs: T0 };
const SILENT: ScraperFacts = { name: 'Prometheus', series: [], evidence: [], startsMs: [], offsetMs: 0 };

/** `up` each 15 s from `offset` on: "1", "0", "." none. */
function up(instance: string, marks: string, offset = 0): RawSeries {
  const ticks = [...marks].flatMap((mark, tick) => (mark === '.' ? [] : [{ atMs: T0 + (offset + tick * 15) * S, value: Number(mark) }]));
  return {
    labels: { __name__: 'up', job: 'j', instance },
    timesMs: ticks.map(({ atMs }) => atMs),
    values: ticks.map(({ value }) => value),
  };
}

function scanOf(rows: readonly RawSeries[], more: { scraper?: Partial<ScraperFacts>; cluster?: ClusterScene } = {}): Scan {
  const store = new ScrapeStore();
  store.add(rows);
  const targets = rows.map(({ labels: { __name__: _, ...labels } }) => ({
    labels,
    scrapeUrl: `http://${labels['instance']}/metrics`,
    health: 'up',
    scrapeInterval: '15s',
    scrapeTimeout: '10s',
  }));
  return scanTargets({
    store,
    listed: listedTargets(targets, []),
    span: { fromMs: T0, toMs: T0 + 300 * S },
    partial: false,
    errors: { errorsOf: () => [] },
    scraper: { ...SILENT, ...more.scraper },
    cluster: () => more.cluster ?? NOBODY,
    request: () => 'GET /api/v1/query',
    askedMs: T0,
  });
}

const ALL_20 = '1'.repeat(20);

describe('a scan of targets', () => {
  it('a stop of the scraper is one column through all, from the last scrape of any to the first of any', () => {
    const scan = scanOf([up('a', '1111111...1111111111', 1), up('b', '1111111...1111111111', 7), up('c', '1111111...1111111111', 14)], {
      scraper: { startsMs: [T0 + 140 * S] },
    });
    expect(gapStops(scan)).toEqual([
      { id: expect.any(String), fromMs: T0 + 104 * S, toMs: T0 + 151 * S, cause: 'scraper-restarted', targets: 3 },
    ]);
    expect(gapRows(scan).map(({ own, lost, state }) => [own, lost, state])).toEqual([
      [0, 3, 'ok'],
      [0, 3, 'ok'],
      [0, 3, 'ok'],
    ]);
  });

  it('one target alone without scrapes was not discovered, and the others are untouched', () => {
    const scan = scanOf([up('a', '1111111...1111111111', 1), up('b', ALL_20, 7), up('c', ALL_20, 14)]);
    expect(scan.stops).toEqual([]);
    expect(scan.targets.map(({ gaps }) => gaps.map(({ cause }) => cause))).toEqual([['discovery-lost'], [], []]);
  });

  it('the only target there is proves nothing of its scraper', () => {
    expect(scanOf([up('a', '1111111...1111111111')]).targets[0]?.gaps.map(({ cause }) => cause)).toEqual(['unknown']);
  });

  it('a target that came later was none before', () => {
    const scan = scanOf([up('a', '.......1111111111111', 1), up('b', ALL_20, 7)]);
    expect(scan.targets.flatMap(({ gaps }) => gaps)).toEqual([]);
  });

  it('a pod that is gone is no loss', () => {
    const pod = { name: 'a', gone: true, successors: [] };
    const scan = scanOf([up('a', '1111111.............', 1), up('b', ALL_20, 7)], { cluster: { ...NOBODY, pod } });
    const [, row] = [...gapRows(scan)].sort((a, b) => b.instance.localeCompare(a.instance));
    expect(row).toMatchObject({ instance: 'a', own: 0, state: 'absent', gaps: [{ cause: 'pod-replaced' }] });
  });

  it('nothing kept before: the source began then, which is no gap', () => {
    const late = '..........1111111111';
    const scan = scanOf([up('a', late, 1), up('b', late, 7)]);
    expect(scan.beganMs).toBe(T0 + 151 * S);
    expect(scan.targets.flatMap(({ gaps }) => gaps)).toEqual([]);
  });

  it('worst first; broken while it fails, degraded when it is over', () => {
    const rows = gapRows(scanOf([up('well', ALL_20), up('over', '11110001111111111111'), up('now', '11111111111111100000')]));
    expect(rows.map(({ instance, own, state }) => [instance, own, state])).toEqual([
      ['now', 5, 'broken'],
      ['over', 3, 'degraded'],
      ['well', 0, 'ok'],
    ]);
  });

  it('learns interval and jitter of most', () => {
    expect(usualPace(scanOf([up('a', ALL_20), up('b', ALL_20, 3)]))).toEqual({ intervalMs: 15_000, jitterMs: 0 });
    expect(usualPace(scanOf([]))).toEqual({});
  });
});

describe('what the scraper measured', () => {
  const length = (end: string, values: readonly number[]): RawSeries => ({
    labels: { __name__: `prometheus_target_interval_length_seconds_${end}`, interval: '15s' },
    timesMs: [T0 + 90 * S, T0 + 157 * S, T0 + 182 * S],
    values,
  });
  const rows = [up('a', '1111111...1111111111', 1), up('b', '1111111...1111111111', 7)];
  it.each([
    ['starved', [1_000, 1_060, 1_150], 'scraper-starved'],
    ['clock set', [1_000, 1_030, 1_060], 'clock-jumped'],
    ['a counter that began anew tells nothing', [1_000, 30, 60], 'unknown'],
    ['not every target has been scraped again', [1_000, 1_030], 'unknown'],
  ])('%s', (_name, sums, cause) => {
    const series = [length('sum', sums), length('count', [100, 102, 104])].map((each) => ({
      ...each,
      timesMs: each.timesMs.slice(0, sums.length),
    }));
    expect(scanOf(rows, { scraper: { series } }).stops.map(({ gap }) => gap.cause)).toEqual([cause]);
  });

  it('and what its container was held back by, over the same time', () => {
    const counter = (name: string, values: readonly number[]): RawSeries => ({ ...length('sum', values), labels: { __name__: name } });
    const series = [
      length('sum', [1_000, 1_120, 1_150]),
      length('count', [100, 102, 104]),
      counter('container_cpu_cfs_throttled_periods_total', [40, 540, 600]),
      counter('container_cpu_cfs_periods_total', [9_000, 9_600, 9_850]),
      counter('process_cpu_seconds_total', [50, 60, 61]),
    ];
    const [stop] = scanOf(rows, { scraper: { series } }).stops;
    expect(stop?.gap.because).toContain('its container was at its CPU limit in 83 % of the time slices');
    expect(stop?.gap.evidence.map(({ says }) => says)).toEqual([
      'container_cpu_cfs_throttled_periods_total rose by 500, container_cpu_cfs_periods_total by 600',
    ]);
  });
});
