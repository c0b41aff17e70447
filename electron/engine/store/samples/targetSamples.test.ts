import { describe, expect, it } from 'vitest';
import { SampleStore } from './sampleStore';
import { fill, lyingIn, scrapeAt, T0 } from './scrapes.testSupport';
import { TargetSamples } from './targetSamples';

const target = (rowsInBlock = 120) => new TargetSamples('t', undefined, rowsInBlock);

describe('samples of a target', () => {
  it('come back out of rows and blocks alike', () => {
    const samples = target(10);
    for (let i = 0; i < 35; i++) scrapeAt(samples, i * 15, { a: i, b: 1 });
    expect([samples.blocks.length, samples.rows.length]).toEqual([3, 5]);
    expect(lyingIn(samples, 'a')).toEqual(Array.from({ length: 35 }, (_, i) => [i * 15, i]));
  });

  it.each([[120], [2]])('a series that is gone ends with a marker, once, and may come back (blocks of %d)', (rows) => {
    const samples = target(rows);
    scrapeAt(samples, 0, { a: 1, b: 1 });
    scrapeAt(samples, 15, { b: 1 });
    scrapeAt(samples, 30, { b: 1 });
    scrapeAt(samples, 45, { a: 2, b: 1 });
    expect(lyingIn(samples, 'a')).toEqual([
      [0, 1],
      [15, 'stale'],
      [45, 2],
    ]);
  });

  it('a scrape that failed ends every series without timestamps of its own', () => {
    const samples = target();
    scrapeAt(samples, 0, { up: 1, a: 1, own: [1, T0 - 1_000] });
    scrapeAt(samples, 15, { up: 0 });
    expect(lyingIn(samples, 'a')).toEqual([
      [0, 1],
      [15, 'stale'],
    ]);
    expect(lyingIn(samples, 'own')).toEqual([[-1, 1]]);
  });

  it('explicit timestamps are kept; the same one again and an older one are dropped', () => {
    const samples = target();
    const taken = [100, 100, 90, 120].map((seconds, i) => scrapeAt(samples, i * 15, { a: [i, T0 + seconds * 1000] }));
    expect(taken.map(({ kept }) => kept)).toEqual([1, 0, 0, 1]);
    expect(lyingIn(samples, 'a')).toEqual([
      [100, 0],
      [120, 3],
    ]);
  });

  it('a series twice in one scrape keeps the first; with ascending timestamps both', () => {
    const samples = target();
    const slot = samples.slotOf('a');
    const own = samples.slotOf('b');
    const taken = samples.scrape(T0, {
      count: 4,
      slots: Uint32Array.of(slot, slot, own, own),
      values: Float64Array.of(1, 2, 3, 4),
      timestampsMs: Float64Array.of(Number.NaN, Number.NaN, T0 - 2, T0 - 1),
    });
    expect(taken).toEqual({ kept: 3, dropped: 1 });
    samples.seal();
    expect([...samples.parts(own, 0, T0)].map(({ values }) => [...values])).toEqual([[3, 4]]);
  });

  it('a clock that goes back: what is older than the last scrape is dropped', () => {
    const samples = target();
    scrapeAt(samples, 30, { a: 1 });
    expect(scrapeAt(samples, 15, { a: 2 })).toEqual({ kept: 0, dropped: 1 });
  });
});

describe('the store', () => {
  it('forgets what is too old: blocks, then the names of series', () => {
    const store = new SampleStore({ spanMs: 3_600_000, bytes: 1e9, series: 1e9 });
    const samples = fill(store, 480);
    scrapeAt(samples, 480 * 15, { requests_total: 1 });
    samples.seal();
    store.retain(T0 + 481 * 15_000);
    expect(samples.blocks[0]?.toMs).toBeGreaterThanOrEqual(T0 + 481 * 15_000 - 3_600_000);
    store.retain(T0 + 24 * 3_600_000);
    expect([samples.names.count, [...store.all()].length]).toEqual([0, 0]);
  });

  it('of too much the oldest block of all goes first', () => {
    const store = new SampleStore({ spanMs: 1e12, bytes: 20_000, series: 1e9 });
    fill(store, 240, 0, 'scrape:old\u0000/metrics');
    const young = fill(store, 240, 1_000, 'scrape:young\u0000/metrics');
    const before = store.bytes;
    const limited = new SampleStore({ spanMs: 1e12, bytes: before - 1, series: 1e9 });
    const old = fill(limited, 240, 0, 'scrape:old\u0000/metrics');
    const kept = fill(limited, 240, 1_000, 'scrape:young\u0000/metrics');
    expect(limited.retain(T0)).toBe(1);
    expect([old.blocks.length, kept.blocks.length, young.blocks.length]).toEqual([1, 2, 2]);
    expect(limited.bytes).toBeLessThan(before);
  });

  it('of too many series the target that was looked at longest ago goes whole', () => {
    const store = new SampleStore({ spanMs: 1e12, bytes: 1e9, series: 4 });
    const names = ['a', 'b', 'c'].map((name) => `scrape:${name}\u0000/metrics`);
    for (const [i, name] of names.entries()) fill(store, 130, i * 10, name);
    store.makeRoom();
    expect([...store.all()].map(({ target }) => target)).toEqual(names.slice(1));
  });

  it('rows that wait for their block are packed before they take too much', () => {
    const store = new SampleStore({ spanMs: 1e12, bytes: 60_000, series: 1e9 });
    const targets = Array.from({ length: 20 }, (_, i) => fill(store, 10, i, `scrape:${i}\u0000/metrics`));
    store.retain(T0);
    expect(targets.reduce((sum, { rowBytes }) => sum + rowBytes, 0)).toBeLessThanOrEqual(20_000);
    expect(targets.every((target) => lyingIn(target, 'requests_total').length === 10)).toBe(true);
  });

  it('one series with a thousand timestamps in one answer does not take a row for each', () => {
    const samples = target();
    const slot = samples.slotOf('a');
    const taken = samples.scrape(T0, {
      count: 1_000,
      slots: new Uint32Array(1_000).fill(slot),
      values: new Float64Array(1_000),
      timestampsMs: Float64Array.from({ length: 1_000 }, (_, i) => T0 - 1_000 + i),
    });
    expect(taken).toEqual({ kept: 9, dropped: 991 });
  });
});
