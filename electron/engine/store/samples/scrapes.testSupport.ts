import type { SampleStore } from './sampleStore';
import { sampleKey, scrapeTarget } from './scrapeTarget';
import type { TargetSamples } from './targetSamples';

export const T0 = Date.UTC(2026, 10, 21, 12);
export const TARGET = scrapeTarget('kubelet/n1', '/metrics');

/** Values by the sample's name; a pair has a timestamp of its own. */
export type Given = Readonly<Record<string, number | readonly [value: number, timestampMs: number]>>;

/** One scrape, some seconds after T0, of samples without labels. */
export function scrapeAt(target: TargetSamples, seconds: number, given: Given) {
  const entries = Object.entries(given);
  const slots = Uint32Array.from(entries, ([name]) => target.slotOf(sampleKey(name, {})));
  return target.scrape(T0 + seconds * 1000, {
    count: entries.length,
    slots,
    values: Float64Array.from(entries, ([, value]) => (typeof value === 'number' ? value : value[0])),
    timestampsMs: Float64Array.from(entries, ([, value]) => (typeof value === 'number' ? Number.NaN : value[1])),
  });
}

/** Every sample of a series as it lies there, seconds after T0; "stale" for a marker. */
export function lyingIn(target: TargetSamples, name: string): readonly (readonly [seconds: number, value: number | 'stale'])[] {
  const slot = target.names.find(sampleKey(name, {}));
  if (slot === undefined) return [];
  return [...target.parts(slot, 0, Number.MAX_SAFE_INTEGER)].flatMap(({ timesMs, values, halves }) =>
    Array.from(timesMs, (timeMs, i): readonly [number, number | 'stale'] => [
      (timeMs - T0) / 1000,
      halves[2 * i] === 2 && halves[2 * i + 1] === 0x7ff0_0000 ? 'stale' : (values[i] ?? 0),
    ]),
  );
}

/** A counter and a gauge with a timestamp of its own, every 15 s. */
export function fill(store: SampleStore, scrapes: number, firstScrape = 0, target = TARGET): TargetSamples {
  const into = store.target(target);
  for (let i = firstScrape; i < firstScrape + scrapes; i++)
    scrapeAt(into, i * 15, { requests_total: i * 7, memory: [4096 * (i % 5), T0 + i * 15_000 - 3_000] });
  return into;
}
