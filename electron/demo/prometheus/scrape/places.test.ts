import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Labels } from '../../../../shared/promql/labels';
import { DEFAULT_LIMITS, Head } from '../tsdb/head';
import type { MemorySeries } from '../tsdb/series';
import { Places } from './places';

const head = new Head(DEFAULT_LIMITS);

/** One series of a target: its labels object is what a listener gives each time. */
interface Exposed {
  readonly name: string;
  readonly labels: Labels;
  readonly series: MemorySeries;
}

function exposed(id: number): Exposed {
  const labels = { id: String(id) };
  const series = head.series({ ...labels, __name__: 'm' });
  if (series === undefined) throw new Error('the head is full');
  return { name: 'm', labels, series };
}

/** Goes through one scrape; gives how many had to be looked up. Whatever is found must be the right series. */
function scrape(places: Places, row: readonly Exposed[]): number {
  let lookedUp = 0;
  places.begin();
  for (const { name, labels, series } of row) {
    const found = places.find(name, labels);
    if (found === undefined) {
      lookedUp++;
      places.put(name, labels, series);
    } else expect(found).toBe(series);
  }
  places.end();
  return lookedUp;
}

const all = Array.from({ length: 300 }, (_, id) => exposed(id));
const without = (from: number, to: number) => [...all.slice(0, from), ...all.slice(to)];

describe('series found by their place', () => {
  const cases: [string, readonly Exposed[], readonly Exposed[], number][] = [
    ['the first scrape looks all up', [], all, 300],
    ['the same again', all, all, 0],
    ['some went', all, without(100, 130), 0],
    ['some came', without(100, 130), all, 30],
    ['the first went', all, all.slice(1), 0],
    ['the last went', all, all.slice(0, 299), 0],
    ['one is another now', all, [...all.slice(0, 50), exposed(1000), ...all.slice(51)], 1],
    ['all went', all, [], 0],
  ];
  it.each(cases)('%s', (_name, before, now, lookedUp) => {
    const places = new Places();
    scrape(places, before);
    expect(scrape(places, now)).toBe(lookedUp);
    expect(places.size).toBe(now.length);
    expect(scrape(places, now)).toBe(0);
  });

  it('one labels object under two names is two series', () => {
    const [a] = all;
    if (a === undefined) throw new Error('no series');
    const places = new Places();
    scrape(places, [a, { ...a, name: 'n' }]);
    expect(places.size).toBe(2);
    expect(scrape(places, [{ ...a, name: 'n' }])).toBe(0);
  });

  it('never finds a wrong one, and everything the second time, whatever came and went', () => {
    const rows = fc.array(fc.uniqueArray(fc.nat(299)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(rows, (scrapes) => {
        const places = new Places();
        for (const ids of scrapes) {
          const row = ids.flatMap((id) => all[id] ?? []);
          scrape(places, row);
          expect(scrape(places, row)).toBe(0);
        }
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
