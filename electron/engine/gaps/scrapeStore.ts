import type { Scrape } from '../../../shared/analysis/gaps/scene';
import type { RawSeries } from './rawSeries';

/** What Prometheus writes of each scrape, and when the target's process began: all at the time of the scrape. */
export const REPORT_NAMES = [
  'up',
  'scrape_duration_seconds',
  'scrape_samples_scraped',
  'scrape_samples_post_metric_relabeling',
  'process_start_time_seconds',
] as const;

interface Kept {
  readonly atMs: number;
  up?: 0 | 1;
  seconds?: number;
  scraped?: number;
  kept?: number;
}

interface Known {
  readonly labels: Readonly<Record<string, string>>;
  readonly scrapes: Map<number, Kept>;
  readonly startsMs: Set<number>;
  /** Those of `scrapes` that have `up`, in order; undefined after something was added. */
  sorted?: readonly Scrape[];
}

/** Labels without the name, in order: what makes two report series of one target. */
export function targetKey(labels: Readonly<Record<string, string>>): string {
  return JSON.stringify(
    Object.entries(labels)
      .filter(([name]) => name !== '__name__')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The scrapes read so far, by target. Reading a time again changes nothing. */
export class ScrapeStore {
  private readonly known = new Map<string, Known>();

  add(rows: readonly RawSeries[]): void {
    for (const row of rows) this.addRow(row);
  }

  private addRow({ labels, timesMs, values }: RawSeries): void {
    const key = targetKey(labels);
    const name = labels['__name__'] ?? '';
    const target: Known = this.known.get(key) ?? { labels: withoutName(labels), scrapes: new Map(), startsMs: new Set() };
    // A series of that name which is not a target's own (honor_labels, federation) has no up beside it and is left out below.
    this.known.set(key, target);
    target.sorted = undefined;
    for (let i = 0; i < timesMs.length; i++) addSample(target, name, timesMs[i] ?? 0, values[i] ?? Number.NaN);
  }

  keys(): readonly string[] {
    return [...this.known].filter(([, { scrapes }]) => scrapes.size > 0).map(([key]) => key);
  }

  labelsOf(key: string): Readonly<Record<string, string>> | undefined {
    return this.known.get(key)?.labels;
  }

  /** In order of time; a time without `up` is none of its own. */
  scrapesOf(key: string): readonly Scrape[] {
    const target = this.known.get(key);
    if (target === undefined) return [];
    target.sorted ??= [...target.scrapes.values()].filter(hasUp).sort((a, b) => a.atMs - b.atMs);
    return target.sorted;
  }

  startsOf(key: string, offsetMs: number): readonly number[] {
    return [...(this.known.get(key)?.startsMs ?? [])].map((atMs) => atMs - offsetMs).sort((a, b) => a - b);
  }

  /** Times before are forgotten: the stretch moved on. */
  forgetBefore(atMs: number): void {
    for (const [key, target] of this.known) {
      const { size } = target.scrapes;
      for (const time of target.scrapes.keys()) if (time < atMs) target.scrapes.delete(time);
      if (target.scrapes.size === 0) this.known.delete(key);
      else if (target.scrapes.size < size) target.sorted = undefined;
    }
  }
}

function hasUp(scrape: Kept): scrape is Kept & { up: 0 | 1 } {
  return scrape.up !== undefined;
}

function addSample({ scrapes, startsMs }: Known, name: string, atMs: number, value: number): void {
  if (name === 'process_start_time_seconds') {
    if (value > 0) startsMs.add(Math.round(value * 1_000));
    return;
  }
  let scrape = scrapes.get(atMs);
  if (scrape === undefined) {
    scrape = { atMs };
    scrapes.set(atMs, scrape);
  }
  if (name === 'up') scrape.up = value === 1 ? 1 : 0;
  else if (name === 'scrape_duration_seconds') scrape.seconds = value;
  else if (name === 'scrape_samples_scraped') scrape.scraped = value;
  else scrape.kept = value;
}

function withoutName(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => name !== '__name__'));
}
