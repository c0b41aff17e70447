import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { loadLibsql } from '../../electron/engine/store/keep/sqlite';
import { SampleStore } from '../../electron/engine/store/samples/sampleStore';
import { sampleKey } from '../../electron/engine/store/samples/scrapeTarget';
import { samplesIn } from '../../electron/engine/store/samples/storedSeries';
import type { ScrapeColumns, TargetSamples } from '../../electron/engine/store/samples/targetSamples';
import { parseExposition } from '../../shared/exposition/parse';

/** Measures the store over recordings; prints one JSON object. */

interface Scrape {
  readonly atMs: number;
  readonly keys: readonly string[];
  readonly columns: Omit<ScrapeColumns, 'slots'>;
}

interface Recording {
  readonly name: string;
  readonly scrapes: readonly Scrape[];
}

const DAY_SERIES = 20_000;
const DAY_SCRAPES = 5_760;
const INTERVAL_MS = 15_000;
const QUERIED = 12;
const UNBOUNDED = { spanMs: Number.MAX_SAFE_INTEGER, bytes: Number.MAX_SAFE_INTEGER, series: Number.MAX_SAFE_INTEGER };

function read({ name, file }: { readonly name: string; readonly file: string }): Recording {
  const interned = new Map<string, string>();
  const lines = gunzipSync(fs.readFileSync(file)).toString('utf8').trimEnd().split('\n');
  return { name, scrapes: lines.map((line) => scrapeOf(JSON.parse(line), interned)) };
}

function scrapeOf({ atMs, body }: { readonly atMs: number; readonly body: string }, interned: Map<string, string>): Scrape {
  const parsed = parseExposition(body, 'text');
  if (!parsed.ok) throw new Error(parsed.error.message);
  const samples = [...parsed.value.samples()];
  const keys = samples.map(({ name, labels }) => {
    const key = sampleKey(name, labels);
    const known = interned.get(key);
    if (known === undefined) interned.set(key, key);
    return known ?? key;
  });
  const values = Float64Array.from(samples, ({ value }) => value);
  const timestampsMs = Float64Array.from(samples, ({ timestampMs }) => timestampMs ?? Number.NaN);
  return { atMs, keys, columns: { count: samples.length, values, timestampsMs } };
}

/** Columns with the target's slots; who scrapes the same target again has them by then. */
function columnsOf(target: TargetSamples, { keys, columns }: Scrape): ScrapeColumns {
  return { ...columns, slots: Uint32Array.from(keys, (key) => target.slotOf(key)) };
}

function takeIn(recordings: readonly Recording[]) {
  const store = new SampleStore(UNBOUNDED);
  let samples = 0;
  let ms = 0;
  let longestMs = 0;
  for (const { name, scrapes } of recordings) {
    const target = store.target(name);
    for (const scrape of scrapes) {
      const columns = columnsOf(target, scrape);
      const begin = performance.now();
      samples += target.scrape(scrape.atMs, columns).kept;
      const took = performance.now() - begin;
      ms += took;
      longestMs = Math.max(longestMs, took);
    }
    const begin = performance.now();
    target.seal();
    ms += performance.now() - begin;
  }
  return { store, samples, perSecond: (samples / ms) * 1000, longestMs };
}

/** Samples whose time or bits are not those of the recording. Markers are the store's own. */
function countWrong(store: SampleStore, recordings: readonly Recording[]): number {
  let wrong = 0;
  for (const { name, scrapes } of recordings) {
    const expected = new Map<string, { readonly times: number[]; readonly values: number[] }>();
    for (const { atMs, keys, columns } of scrapes) {
      for (const [i, key] of keys.entries()) {
        const series = expected.get(key) ?? { times: [], values: [] };
        expected.set(key, series);
        const own = columns.timestampsMs?.[i] ?? Number.NaN;
        const time = Number.isNaN(own) ? atMs : own;
        if (time <= (series.times[series.times.length - 1] ?? -1)) continue;
        series.times.push(time);
        series.values.push(columns.values[i] ?? 0);
      }
    }
    const target = store.target(name);
    for (const [key, { times, values }] of expected) {
      const kept = samplesIn(target, target.slotOf(key), 0, Number.MAX_SAFE_INTEGER);
      for (const [i, time] of times.entries()) if (kept.timesMs[i] !== time || !Object.is(kept.values[i], values[i])) wrong++;
      wrong += Math.abs(kept.timesMs.length - times.length);
    }
  }
  return wrong;
}

function familiesOf(store: SampleStore) {
  const families = new Map<string, { series: Set<string>; samples: number; bytes: number }>();
  let entries = 0;
  for (const target of store.all()) {
    const names = new Map([...target.names.all()].map(({ slot, key }) => [slot, key.split('\u0000')[1] ?? '']));
    for (const { block } of target.blocks) {
      for (const { slot, bytes } of block.entries()) {
        const name = names.get(slot) ?? '';
        const family = families.get(name) ?? { series: new Set(), samples: 0, bytes: 0 };
        families.set(name, family);
        family.series.add(`${target.target} ${slot}`);
        family.samples += block.read(slot)?.timesMs.length ?? 0;
        family.bytes += bytes;
        entries += bytes;
      }
    }
  }
  const list = [...families].map(([name, { series, samples, bytes }]) => ({ name, series: series.size, samples, bytes }));
  return { families: list.sort((a, b) => b.bytes - a.bytes), overhead: store.bytes - entries };
}

/** The recordings over and over until there are as many series and scrapes; counters begin anew each time. */
function wholeDay(recordings: readonly Recording[]) {
  const store = new SampleStore(UNBOUNDED);
  let samples = 0;
  for (let copy = 0; store.seriesCount < DAY_SERIES; copy++) {
    for (const { name, scrapes } of recordings) {
      const room = DAY_SERIES - store.seriesCount;
      if (room <= 0) break;
      samples += fillDay(store.target(`${name} ${copy}`), scrapes, room);
    }
  }
  const asked = wholeSeries(store);
  const times = Array.from({ length: 15 }, () => {
    const begin = performance.now();
    for (const { target, slot } of asked) samplesIn(target, slot, 0, Number.MAX_SAFE_INTEGER);
    return performance.now() - begin;
  });
  return {
    series: store.seriesCount,
    samples,
    bytes: store.bytes,
    labelBytes: store.labelBytes,
    queryMs: times.sort((a, b) => a - b)[7],
    querySamples: asked.reduce((sum, { target, slot }) => sum + samplesIn(target, slot, 0, Number.MAX_SAFE_INTEGER).timesMs.length, 0),
    wholeSamples: DAY_SERIES * DAY_SCRAPES,
  };
}

/** Series that were in nearly every scrape and change: one of each target in turn. */
function wholeSeries(store: SampleStore) {
  const asked: { readonly target: TargetSamples; readonly slot: number }[] = [];
  for (let round = 0; asked.length < QUERIED && round < QUERIED; round++) {
    for (const target of store.all()) {
      const found = [...target.names.all()].filter(({ key }) => /cpu_seconds|cpu_usage|_bucket|_bytes/.test(key)).slice(round * 20);
      const whole = found.find(({ slot }) => isWhole(target, slot));
      if (whole !== undefined && asked.length < QUERIED) asked.push({ target, slot: whole.slot });
    }
  }
  return asked;
}

function isWhole(target: TargetSamples, slot: number): boolean {
  const { values } = samplesIn(target, slot, 0, Number.MAX_SAFE_INTEGER);
  return values.length > DAY_SCRAPES * 0.9 && new Set(values).size > 100;
}

function fillDay(target: TargetSamples, scrapes: readonly Scrape[], most: number): number {
  const startMs = scrapes[0]?.atMs ?? 0;
  let samples = 0;
  const columns = scrapes.map((scrape) => {
    const kept = scrape.keys.flatMap((key, i) =>
      target.names.find(key) !== undefined || target.names.count < most ? [[target.slotOf(key), i] as const] : [],
    );
    return {
      slots: Uint32Array.from(kept, ([slot]) => slot),
      values: Float64Array.from(kept, ([, i]) => scrape.columns.values[i] ?? 0),
      since: Float64Array.from(kept, ([, i]) => (scrape.columns.timestampsMs?.[i] ?? Number.NaN) - startMs),
    };
  });
  const lengthMs = scrapes.length * INTERVAL_MS;
  for (let at = 0; at < DAY_SCRAPES; at++) {
    const fromMs = startMs + Math.floor(at / scrapes.length) * lengthMs;
    const { slots, values, since } = columns[at % scrapes.length] ?? {
      slots: new Uint32Array(0),
      values: new Float64Array(0),
      since: new Float64Array(0),
    };
    const atMs = fromMs + (scrapes[at % scrapes.length]?.atMs ?? 0) - startMs;
    samples += target.scrape(atMs, { count: slots.length, slots, values, timestampsMs: since.map((ms) => ms + fromMs) }).kept;
  }
  return samples;
}

/** The same samples as rows of a table with the key (series, time), and 12 of its series read. */
function sqliteRows(recordings: readonly Recording[]) {
  const libsql = loadLibsql();
  if (!libsql.ok) throw new Error(libsql.error);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-bench-'));
  const file = path.join(folder, 'rows.db');
  const db = libsql.value(file);
  db.prepare('pragma journal_mode = wal').all([]);
  db.exec('create table sample (series integer not null, at_ms integer not null, value real, primary key (series, at_ms)) without rowid');
  const insert = db.prepare('insert or ignore into sample values (?, ?, ?)');
  const ids = new Map<string, number>();
  let samples = 0;
  const begin = performance.now();
  // One target is enough to tell: rows cost the same whatever they hold.
  for (const { name, scrapes } of recordings.slice(0, 1)) {
    for (const { atMs, keys, columns } of scrapes.slice(0, 60)) {
      db.exec('begin');
      for (const [i, key] of keys.entries()) {
        const id = ids.get(`${name}${key}`) ?? ids.size + 1;
        ids.set(`${name}${key}`, id);
        const own = columns.timestampsMs?.[i] ?? Number.NaN;
        insert.run([id, Number.isNaN(own) ? atMs : own, columns.values[i] ?? 0]);
      }
      db.exec('commit');
    }
  }
  const perSecond =
    (recordings[0]?.scrapes.slice(0, 60).reduce((sum, { keys }) => sum + keys.length, 0) ?? 0) / ((performance.now() - begin) / 1000);
  samples = Number(Reflect.get(Object(db.prepare('select count(*) as n from sample').all([])[0]), 'n'));
  db.prepare('pragma wal_checkpoint(truncate)').all([]);
  const bytesPerSample = fs.statSync(file).size / samples;
  const select = db.prepare('select at_ms, value from sample where series = ? and at_ms >= 0');
  const perRow: number[] = [];
  for (let run = 0; run < 5; run++) {
    let rows = 0;
    const from = performance.now();
    for (let id = 1; id <= 200; id++) rows += select.all([id]).length;
    perRow.push((performance.now() - from) / rows);
  }
  db.close();
  fs.rmSync(folder, { recursive: true, force: true });
  return { bytesPerSample, perSecond, queryMs: (perRow.sort((a, b) => a - b)[2] ?? 0) * QUERIED * DAY_SCRAPES };
}

function jsonLines(recordings: readonly Recording[]) {
  let bytes = 0;
  let samples = 0;
  for (const { atMs, columns } of recordings[0]?.scrapes.slice(0, 20) ?? []) {
    for (let i = 0; i < columns.count; i++) {
      bytes += JSON.stringify({ series: i, atMs, value: columns.values[i] }).length + 1;
      samples += 1;
    }
  }
  return { bytesPerSample: bytes / samples };
}

function main(): void {
  const files: { readonly name: string; readonly file: string }[] = JSON.parse(process.argv[2] ?? '[]');
  const recordings = files.map(read);
  // Once before it counts: the program is compiled as it runs.
  takeIn(recordings);
  const { store, samples, perSecond, longestMs } = takeIn(recordings);
  const { families, overhead } = familiesOf(store);
  const measured = {
    samples,
    bytes: store.bytes,
    labelBytes: store.labelBytes,
    series: store.seriesCount,
    families,
    overhead,
    wrong: countWrong(store, recordings),
    ingest: { perSecond, longestMs },
    day: wholeDay(recordings),
    sqlite: sqliteRows(recordings),
    json: jsonLines(recordings),
  };
  process.stdout.write(JSON.stringify(measured));
}

main();
