import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import type net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SampleStore } from '../../electron/engine/store/samples/sampleStore';
import { sampleKey, scrapeTarget } from '../../electron/engine/store/samples/scrapeTarget';
import { promqlStorage } from '../../electron/engine/store/samples/storedSeries';
import { queryInstant } from '../../shared/promql/evaluate';

/** The same samples in the own history and in Debian's Prometheus 2.42 (by promtool's backfill): the same questions, the same answers. */
const BIN = process.env['HOPSCOPE_DEBIAN_BIN'] ?? '/usr/bin';
const INTERVAL_S = 15;
const SCRAPES = 400;
/** Aligned to two hours, as blocks are; long enough ago that all of it is past. */
const START_S = Math.floor((Date.now() / 1000 - 4 * 3600) / 7200) * 7200;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-own-history-'));
const store = new SampleStore();
let prometheus: ChildProcess | undefined;
let url = '';

interface Made {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Undefined: not in this scrape. */
  readonly at: (scrape: number) => number | undefined;
}

/** The same each time. */
function noise(seed: number): number {
  return (Math.imul(seed ^ 0x9e37_79b9, 0x85eb_ca6b) >>> 0) / 2 ** 32;
}

const BOUNDS = ['0.005', '0.01', '0.1', '1', '10', '+Inf'];
const SERIES: readonly Made[] = [
  { name: 'steady_total', labels: {}, at: (i) => i * 17 },
  { name: 'cpu_seconds_total', labels: { cpu: '0' }, at: (i) => Number((i * 3.7 + noise(i)).toFixed(9)) },
  { name: 'resets_total', labels: {}, at: (i) => (i % 73) * 11 },
  { name: 'slow_total', labels: {}, at: (i) => Math.floor(i / 40) },
  { name: 'gaps_total', labels: {}, at: (i) => (i % 50 > 35 ? undefined : i * 2) },
  { name: 'late_total', labels: { pod: 'b' }, at: (i) => (i < 200 ? undefined : (i - 200) * 5) },
  { name: 'memory_bytes', labels: {}, at: (i) => 4096 * Math.floor(noise(i + 7) * 1000) },
  { name: 'negative', labels: {}, at: (i) => -i / 3 },
  { name: 'odd', labels: {}, at: (i) => [0, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 1e-300, 2 ** 53][i % 7] },
  ...BOUNDS.map((le, bucket) => ({
    name: 'took_seconds_bucket',
    labels: { le },
    at: (i: number) => Math.floor(i * 3 * (bucket + 1) + noise(bucket) * i),
  })),
];

/** Functions take the name away: this tells them apart then. */
function labelsOf({ name, labels }: Pick<Made, 'name' | 'labels'>): Readonly<Record<string, string>> {
  return { ...labels, series: name };
}

function keepOwn(): void {
  const target = store.target(scrapeTarget('it', '/metrics'));
  for (let i = 0; i < SCRAPES; i++) {
    const there = SERIES.flatMap((each) => {
      const value = each.at(i);
      return value === undefined ? [] : [{ slot: target.slotOf(sampleKey(each.name, labelsOf(each))), value }];
    });
    const own = there.map(() => (START_S + i * INTERVAL_S) * 1000);
    // With timestamps of their own there are no markers, as in a backfill.
    target.scrape((START_S + i * INTERVAL_S) * 1000, {
      count: there.length,
      slots: Uint32Array.from(there, ({ slot }) => slot),
      values: Float64Array.from(there, ({ value }) => value),
      timestampsMs: Float64Array.from(own),
    });
  }
}

function openMetrics(): string {
  const families = new Map<string, string[]>();
  for (const { name, labels, at } of SERIES) {
    const all = { instance: 'it', metrics_path: '/metrics', ...labelsOf({ name, labels }) };
    const text = Object.entries(all)
      .map(([label, value]) => `${label}="${value}"`)
      .join(',');
    const lines = families.get(name) ?? [];
    families.set(name, lines);
    for (let i = 0; i < SCRAPES; i++) {
      const value = at(i);
      if (value !== undefined) lines.push(`${name}{${text}} ${printed(value)} ${START_S + i * INTERVAL_S}`);
    }
  }
  return `${[...families].map(([name, lines]) => `# TYPE ${name} unknown\n${lines.join('\n')}`).join('\n')}\n# EOF\n`;
}

function printed(value: number): string {
  if (Object.is(value, -0)) return '-0';
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? String(value) : value > 0 ? '+Inf' : '-Inf';
}

beforeAll(async () => {
  keepOwn();
  const text = path.join(folder, 'samples.txt');
  fs.writeFileSync(text, openMetrics());
  const made = spawnSync(path.join(BIN, 'promtool'), ['tsdb', 'create-blocks-from', 'openmetrics', text, path.join(folder, 'data')]);
  expect(made.status, String(made.stderr)).toBe(0);
  fs.writeFileSync(path.join(folder, 'prometheus.yml'), 'scrape_configs: []\n');
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  prometheus = spawn(
    path.join(BIN, 'prometheus'),
    [`--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`, `--web.listen-address=127.0.0.1:${port}`],
    { stdio: 'ignore' },
  );
  await vi.waitFor(async () => expect((await fetch(`${url}/-/ready`)).status).toBe(200), { timeout: 30_000, interval: 200 });
});

afterAll(async () => {
  const ended = new Promise((resolve) => prometheus?.once('close', resolve));
  prometheus?.kill('SIGTERM');
  await ended;
  fs.rmSync(folder, { recursive: true, force: true });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = http.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

type Answer = readonly (readonly [labels: string, value: number])[];

async function theirs(query: string, seconds: number): Promise<Answer> {
  const answer = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(query)}&time=${seconds}`);
  const { data } = (await answer.json()) as { data: { result: { metric: Record<string, string>; value: [number, string] }[] } };
  return sorted(data.result.map(({ metric, value }) => [labelsText(metric), Number(value[1].replace('Inf', 'Infinity'))]));
}

function ours(query: string, seconds: number): Answer {
  const answer = queryInstant(promqlStorage(store, 'closed'), query, seconds * 1000);
  if (!answer.ok) throw new Error(answer.error.message);
  if (answer.value.kind !== 'vector') throw new Error(answer.value.kind);
  return sorted(answer.value.samples.map(({ labels, value }) => [labelsText(labels), value]));
}

const labelsText = (labels: Readonly<Record<string, string>>) =>
  Object.keys(labels)
    .sort()
    .map((name) => `${name}=${labels[name]}`)
    .join(',');
const sorted = (answer: Answer): Answer => [...answer].sort(([a], [b]) => (a < b ? -1 : 1));

const COUNTERS = '{__name__=~".+_total"}';
const ALL = '{__name__=~".+_total|negative|memory_bytes"}';
const RANGES = ['30s', '1m', '5m', '47s', '1h'];
// Of counters alone: of a gauge near zero 2.42 extrapolates further back than Prometheus 3, whose rules the evaluator has.
const OF_COUNTERS = ['rate', 'increase'];
const OF_ALL = ['irate', 'delta', 'resets', 'changes', 'count_over_time', 'last_over_time', 'avg_over_time', 'max_over_time'];
const over = (names: readonly string[], series: string) => names.flatMap((name) => RANGES.map((range) => `${name}(${series}[${range}])`));
const QUERIES = [
  ...over(OF_COUNTERS, COUNTERS),
  ...over(OF_ALL, ALL),
  ...[0, 0.5, 0.9, 0.99, 1].map((quantile) => `histogram_quantile(${quantile}, rate(took_seconds_bucket[5m]))`),
  'histogram_quantile(0.95, sum by (le) (increase(took_seconds_bucket[10m])))',
  'odd',
  '{instance="it"}',
  'sum(rate(cpu_seconds_total[2m]))',
  'count_over_time(gaps_total[12m])',
];
/** On a scrape, between two, at a window's very edge, in a gap, after the end. */
const MOMENTS = [
  INTERVAL_S * 40,
  INTERVAL_S * 40 + 7,
  INTERVAL_S * 73,
  INTERVAL_S * 97 + 1,
  INTERVAL_S * 240,
  INTERVAL_S * 399,
  INTERVAL_S * 399 + 299,
  INTERVAL_S * 399 + 300,
  INTERVAL_S * 399 + 301,
];

describe("the own history and Debian's Prometheus, on the same samples", () => {
  it.each(QUERIES)('answer the same: %s', async (query) => {
    let samples = 0;
    for (const moment of MOMENTS) {
      const [own, other] = [ours(query, START_S + moment), await theirs(query, START_S + moment)];
      expect(
        own.map(([labels]) => labels),
        `series ${moment} s after the start`,
      ).toEqual(other.map(([labels]) => labels));
      for (const [i, [labels, value]] of other.entries()) {
        const mine = own[i]?.[1] ?? Number.NaN;
        const same = Object.is(mine, value) || mine === value || Math.abs(mine - value) <= 1e-12 * Math.abs(value);
        expect(same, `${labels} ${moment} s after the start: own ${mine}, Prometheus ${value}`).toBe(true);
        samples += 1;
      }
    }
    expect(samples).toBeGreaterThan(0);
  });
});
