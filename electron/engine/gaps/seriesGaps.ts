import { findGaps } from '../../../shared/analysis/gaps';
import { type Proven, proveCause } from '../../../shared/analysis/gaps/causes/table';
import type { GapScene, SeriesScene } from '../../../shared/analysis/gaps/scene';
import type { Evidence } from '../../../shared/model/observation';
import { failed, ok, type Result } from '../../../shared/model/result';
import type { AskTrouble } from '../charts/askTrouble';
import type { RawSeries } from './rawSeries';
import { askScraper, scraperScene } from './scraperFacts';
import { type GapSource, heeding, type RawSpan } from './source';
import { goneTarget, type KnownTarget } from './targets';

/** Series looked at for one selector; more are another question. */
const MOST_SERIES = 200;
/** An instant query looks back this long (--query.lookback-delta). */
const LOOKBACK_MS = 300_000;
/** cAdvisor's longest healthy distance of two timestamps. */
const CADVISOR_PERIOD_MS = 30_000;
/** Scrapes that share no time with a series' samples: it brings its own times. */
const OWN_TIMES = 0.5;

export interface SeriesGap extends Proven, BareGap {}

export interface SeriesLook {
  readonly labels: Readonly<Record<string, string>>;
  readonly timesMs: readonly number[];
  readonly intervalMs: number;
  readonly gaps: readonly SeriesGap[];
}

export interface SeriesAsk {
  readonly source: GapSource;
  readonly selector: string;
  readonly span: RawSpan;
  /** Of who has these labels. */
  readonly intervalOf: (labels: Readonly<Record<string, string>>) => number;
  readonly offsetMs: number;
  readonly nowMs: () => number;
  /** The target that these labels are of, where it is known. */
  readonly targetOf?: (labels: Readonly<Record<string, string>>) => KnownTarget | undefined;
}

export interface SeriesLooks {
  readonly looks: readonly SeriesLook[];
  /** Set where the source said that a part of it could not answer: what is missing may be kept. */
  readonly partial?: AskTrouble;
}

/**
 * The gaps of each series of a selector, with their causes. Stale markers are never in an answer: where the target was up
 * and a series ends, an instant query inside the lookback tells whether one stands there.
 */
export async function seriesGaps(asked: SeriesAsk, signal: AbortSignal): Promise<Result<SeriesLooks, AskTrouble>> {
  const { source, partial } = heeding(asked.source);
  const ask = { ...asked, source };
  const { selector, span } = ask;
  const raw = await source.raw(selector, span, signal);
  if (!raw.ok) return raw;
  const { rows, answer } = raw.value;
  if (rows.length > MOST_SERIES)
    return failed({
      says: `${rows.length} series match, and at most ${MOST_SERIES} are looked at one by one`,
      remedy: 'Name more labels.',
    });
  const ups = await source.raw(`up{${jobsOf(rows)}}`, span, signal);
  if (!ups.ok) return ups;
  const scraper = await askScraper(source, { span, offsetMs: ask.offsetMs, startedMs: undefined, remote: false }, signal);
  const looks: SeriesLook[] = [];
  for (const row of rows) {
    const up = ups.value.rows.find(({ labels }) => labels['job'] === row.labels['job'] && labels['instance'] === row.labels['instance']);
    const gaps: SeriesGap[] = [];
    for (const gap of rowGaps(row, up, ask)) {
      const series = await seriesScene(row, rows, up, gap, ask, signal);
      const scene: GapScene = {
        ...gap,
        series,
        scraper: scraperScene(scraper, gap),
        request: answer.request,
        askedMs: answer.atMs,
        ...known(row, ask),
      };
      gaps.push({ ...gap, ...proveCause(scene) });
    }
    looks.push({ labels: row.labels, timesMs: row.timesMs, intervalMs: ask.intervalOf(row.labels), gaps });
  }
  const missing = partial();
  return ok({ looks, ...(missing && { partial: missing }) });
}

function jobsOf(rows: readonly RawSeries[]): string {
  const jobs = [...new Set(rows.map(({ labels }) => labels['job'] ?? ''))].map((job) => job.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return `job=~${JSON.stringify(jobs.join('|'))}`;
}

type BareGap = Omit<GapScene, 'series' | 'scraper' | 'request' | 'askedMs' | 'target' | 'others' | 'errors' | 'targetStartsMs' | 'cluster'>;

function rowGaps(row: RawSeries, up: RawSeries | undefined, { span, intervalOf }: SeriesAsk): readonly BareGap[] {
  const intervalMs = intervalOf(row.labels);
  const ups = up?.timesMs.map((atMs, i) => ({ atMs, value: up.values[i] === 1 ? (1 as const) : (0 as const) }));
  const endMs = up?.timesMs[up.timesMs.length - 1] ?? span.toMs;
  const startMs = Math.max(span.fromMs, up?.timesMs[0] ?? span.fromMs);
  const found = findGaps({ samplesMs: row.timesMs, intervalMs, startMs, endMs, ...(ups === undefined ? {} : { up: ups }) });
  return found.flatMap((gap): readonly BareGap[] => {
    if (gap.cause === 'late') return [];
    const [fromMs, toMs] = [gap.lastBeforeMs ?? startMs, gap.firstAfterMs ?? endMs];
    const inside = (ups ?? []).filter(({ atMs }) => atMs > fromMs && atMs < toMs);
    const down = inside.filter(({ value }) => value === 0).map(({ atMs }) => ({ atMs, up: 0 as const }));
    const gone = gap.cause === 'scraper-stopped' ? 'scrapes' : down.length > inside.length / 2 ? 'answers' : 'samples';
    const sides = { openBefore: gap.lastBeforeMs === undefined, openAfter: gap.firstAfterMs === undefined };
    return [{ fromMs, toMs, ...sides, intervalMs, gone, missed: gap.missed, failed: down }];
  });
}

function known(
  { labels }: RawSeries,
  { targetOf, nowMs }: SeriesAsk,
): Pick<GapScene, 'target' | 'others' | 'errors' | 'targetStartsMs' | 'cluster'> {
  const { target } = targetOf?.(labels) ?? goneTarget({ job: labels['job'] ?? '', instance: labels['instance'] ?? '' }, undefined);
  return { target, others: { total: 0, scraped: 0 }, errors: [], targetStartsMs: [], cluster: { events: [], askedMs: nowMs() } };
}

async function seriesScene(
  row: RawSeries,
  all: readonly RawSeries[],
  up: RawSeries | undefined,
  gap: BareGap,
  { source, selector }: SeriesAsk,
  signal: AbortSignal,
): Promise<SeriesScene> {
  const explicitTimestamps = hasOwnTimes(row, up);
  const isCadvisor = row.labels['__name__']?.startsWith('container_') === true;
  const base: SeriesScene = {
    selector,
    explicitTimestamps,
    others: all.flatMap((other) => otherSet(row, other, gap)),
    ...(explicitTimestamps && isCadvisor ? { producerPeriodMs: CADVISOR_PERIOD_MS } : {}),
  };
  if (gap.gone !== 'samples' || explicitTimestamps || gap.openBefore) return base;
  const marker = await markerAfter(row, gap, source, signal);
  return marker === undefined ? base : { ...base, marker };
}

/** Samples without a time of their own are stored at the time of their scrape, as up is. */
function hasOwnTimes({ timesMs }: RawSeries, up: RawSeries | undefined): boolean {
  if (up === undefined || timesMs.length === 0) return false;
  const scrapes = new Set(up.timesMs);
  return timesMs.filter((atMs) => !scrapes.has(atMs)).length > OWN_TIMES * timesMs.length;
}

/** Another label set of the same name and target: where its samples are to this one's. */
function otherSet(row: RawSeries, other: RawSeries, { fromMs, toMs, intervalMs }: BareGap): SeriesScene['others'] {
  const same = (name: string) => row.labels[name] === other.labels[name];
  if (row === other || !['__name__', 'job', 'instance'].every(same)) return [];
  const names = [...new Set([...Object.keys(row.labels), ...Object.keys(other.labels)])].filter((name) => !same(name));
  if (names.length !== 1) return [];
  const differs = names.map((name) => `${name}="${other.labels[name] ?? ''}"`).join(',');
  const inside = other.timesMs.filter((atMs) => atMs > fromMs && atMs < toMs).length;
  const own = Float64Array.from(row.timesMs);
  const along = other.timesMs.filter((atMs) => own.some((mine) => Math.abs(mine - atMs) < intervalMs / 2)).length;
  return [{ differs, inside, along }];
}

/** Half an interval after the first scrape that it was missing in: without a marker the sample before would still be found. */
async function markerAfter(
  row: RawSeries,
  { fromMs, toMs, intervalMs }: BareGap,
  source: GapSource,
  signal: AbortSignal,
): Promise<Evidence | undefined> {
  const atMs = Math.min(fromMs + 1.5 * intervalMs, (fromMs + toMs) / 2 + intervalMs / 2);
  if (atMs - fromMs >= LOOKBACK_MS) return undefined;
  const answer = await source.at(exactSelector(row.labels), atMs, signal);
  if (!answer.ok || answer.value.partial !== undefined || answer.value.rows.length > 0) return undefined;
  const says = `empty ${Math.round((atMs - fromMs) / 100) / 10} s after its last sample, well inside the lookback of 5 min`;
  return { request: answer.value.answer.request, atMs: answer.value.answer.atMs, says };
}

function exactSelector(labels: Readonly<Record<string, string>>): string {
  const matchers = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `{${matchers.join(',')}}`;
}
