import { type Proven, proveCause } from '../../../shared/analysis/gaps/causes/table';
import type { ClusterScene, GapScene, GapTarget, Scrape } from '../../../shared/analysis/gaps/scene';
import { type TargetGap, type TargetTicks, targetTicks } from '../../../shared/analysis/gaps/targetGaps';
import { middleStep } from '../../../shared/series/middle';
import type { GapMemory } from './gapMemory';
import { type ScraperFacts, scraperScene } from './scraperFacts';
import type { ScrapeStore } from './scrapeStore';
import { goneTarget, type KnownTarget } from './targets';
import { countUnscraped } from './unscraped';

export interface ScannedGap extends TargetGap, Proven {
  readonly id: string;
  readonly key: string;
  /** Nothing was scraped at that time: it belongs to the scraper, not to this target. */
  readonly ofAll: boolean;
}

export interface ScannedTarget {
  readonly known: KnownTarget;
  readonly ticks: TargetTicks;
  /** Of scrapes that went well. */
  readonly wellMs: readonly number[];
  readonly gaps: readonly ScannedGap[];
}

/** A time in which nothing was scraped at all. */
export interface ScraperStop {
  readonly fromMs: number;
  readonly toMs: number;
  readonly gap: ScannedGap;
  readonly targets: number;
}

export interface Scan {
  readonly fromMs: number;
  readonly toMs: number;
  /** Set where the source has nothing before. */
  readonly beganMs?: number;
  readonly targets: readonly ScannedTarget[];
  readonly stops: readonly ScraperStop[];
}

export interface ScanParts {
  readonly store: ScrapeStore;
  readonly listed: ReadonlyMap<string, KnownTarget>;
  readonly span: { readonly fromMs: number; readonly toMs: number };
  /** Only some of the targets were read one by one: one that is not in the store was scraped all the same. */
  readonly partial: boolean;
  readonly errors: Pick<GapMemory, 'errorsOf'>;
  readonly scraper: ScraperFacts;
  readonly cluster: (target: GapTarget) => ClusterScene;
  /** What brought the samples of a job, as sent. */
  readonly request: (job: string) => string;
  readonly askedMs: number;
}

/** A scrape that is due is written when it is done: the end of what is looked at lies this many intervals behind now. */
const SETTLE_INTERVALS = 1;
const USUAL_INTERVAL_MS = 15_000;

interface Ticked {
  readonly known: KnownTarget;
  readonly ticks: TargetTicks;
  /** Of scrapes that went well. */
  readonly wellMs: readonly number[];
}

/** Every target's gaps, each with its cause. What no scraper stood for is told apart from what one target lost. */
export function scanTargets(parts: ScanParts): Scan {
  const beganMs = firstSample(parts);
  const ticked = tickedTargets(parts, beganMs);
  const unscraped = countUnscraped(ticked.flatMap(({ ticks }) => ticks.gaps.filter(({ gone }) => gone === 'scrapes')));
  const around = { ...parts, all: ticked.length, unscraped, addresses: byAddress(parts) };
  const targets = ticked.map((each) => ({ ...each, gaps: provenGaps(each, around) }));
  const { fromMs, toMs } = parts.span;
  return {
    fromMs,
    toMs,
    ...(beganMs > fromMs + 2 * USUAL_INTERVAL_MS ? { beganMs } : {}),
    targets,
    stops: stopsOf(targets.flatMap(({ gaps }) => gaps)),
  };
}

function firstSample({ store, span }: ScanParts): number {
  const firsts = store.keys().flatMap((key) => store.scrapesOf(key)[0]?.atMs ?? []);
  return firsts.reduce((least, atMs) => Math.min(least, atMs), span.toMs);
}

function tickedTargets(parts: ScanParts, began: number): readonly Ticked[] {
  const { store, listed, span } = parts;
  const byJob = new Map([...listed.values()].map((known) => [known.job, known] as const));
  const startMs = began > span.fromMs + 2 * USUAL_INTERVAL_MS ? began : span.fromMs;
  const seen = store.keys();
  const kept = new Set(seen);
  const silent = seen.length === 0 || parts.partial ? [] : [...listed.keys()].filter((key) => !kept.has(key));
  return [...seen, ...silent].map((key) => {
    const labels = store.labelsOf(key) ?? listed.get(key)?.labels ?? {};
    const known = listed.get(key) ?? goneTarget(labels, byJob.get(labels['job'] ?? ''));
    const scrapes = store.scrapesOf(key);
    const timesMs = scrapes.map(({ atMs }) => atMs);
    const wellMs = scrapes.flatMap(({ atMs, up }) => (up === 1 ? [atMs] : []));
    const intervalMs = known.intervalMs ?? middleStep(timesMs) ?? USUAL_INTERVAL_MS;
    const settledMs = span.toMs - SETTLE_INTERVALS * Math.min(intervalMs, known.target.timeoutMs ?? intervalMs);
    const endMs = Math.max(settledMs, Math.min(span.toMs, timesMs[timesMs.length - 1] ?? settledMs));
    return { known, wellMs, ticks: targetTicks({ scrapes, intervalMs, startMs, endMs }) };
  });
}

/** What all targets together say of the gaps of one. */
interface Around extends ScanParts {
  readonly all: number;
  /** Of each gap without scrapes, how many targets had none in its time. */
  readonly unscraped: ReadonlyMap<TargetGap, number>;
  /** Keys of the targets at each address. */
  readonly addresses: ReadonlyMap<string, readonly string[]>;
}

function provenGaps({ known, ticks }: Ticked, around: Around): readonly ScannedGap[] {
  const { all, unscraped } = around;
  return ticks.gaps.flatMap((gap) => {
    const others = { total: all - 1, scraped: Math.max(0, all - (unscraped.get(gap) ?? 1)) };
    // Before its first scrape a target that others had beside them was none yet.
    if (gap.gone === 'scrapes' && gap.openBefore && others.scraped > 0) return [];
    const proven = proveCause(sceneOf(gap, known, others, around));
    const ofAll = gap.gone === 'scrapes' && others.scraped === 0 && others.total > 0;
    return [{ ...gap, ...proven, id: `${known.key}@${gap.openBefore ? 'start' : Math.round(gap.fromMs)}`, key: known.key, ofAll }];
  });
}

function sceneOf(gap: TargetGap, known: KnownTarget, others: GapScene['others'], parts: Around): GapScene {
  const { store, scraper, errors } = parts;
  return {
    ...gap,
    target: known.target,
    others,
    errors: errors.errorsOf(known.key, gap.fromMs, gap.openAfter ? Number.POSITIVE_INFINITY : gap.toMs),
    beside: gap.gone === 'answers' ? besideIn(gap, known, parts) : [],
    targetStartsMs: startsBehind(known, parts).flatMap((key) => store.startsOf(key, scraper.offsetMs)),
    scraper: scraperScene(scraper, gap),
    cluster: parts.cluster(known.target),
    request: parts.request(known.job),
    askedMs: parts.askedMs,
  };
}

/** A kubelet has several paths, and says only on one when it began: all targets of its listener. */
function startsBehind(known: KnownTarget, { addresses, store }: Around): readonly string[] {
  if (!known.target.isKubelet) return [known.key];
  return (addresses.get(addressOf(known)) ?? []).filter((key) => store.labelsOf(key) !== undefined);
}

function besideIn({ fromMs, toMs }: TargetGap, known: KnownTarget, { addresses, store }: Around): readonly Scrape[] {
  const others = (addresses.get(addressOf(known)) ?? []).filter((key) => key !== known.key);
  return others.flatMap((key) => store.scrapesOf(key).filter(({ atMs }) => atMs > fromMs && atMs < toMs));
}

/** Of kubelets only kubelets': `instance` may be a node's name. */
function addressOf({ target: { instance, isKubelet } }: KnownTarget): string {
  return `${isKubelet} ${instance}`;
}

function byAddress({ listed }: ScanParts): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, string[]>();
  for (const known of listed.values()) {
    const there = keys.get(addressOf(known));
    if (there === undefined) keys.set(addressOf(known), [known.key]);
    else there.push(known.key);
  }
  return keys;
}

/** Gaps of all targets that share a time are one stop: from the last scrape of any before to the first of any after, for the cause that most have. */
function stopsOf(gaps: readonly ScannedGap[]): readonly ScraperStop[] {
  const stops: { fromMs: number; toMs: number; gaps: ScannedGap[] }[] = [];
  for (const gap of gaps.filter(({ ofAll }) => ofAll).sort((a, b) => a.fromMs - b.fromMs)) {
    const last = stops[stops.length - 1];
    if (last === undefined || gap.fromMs >= last.toMs) stops.push({ fromMs: gap.fromMs, toMs: gap.toMs, gaps: [gap] });
    else {
      last.fromMs = Math.max(last.fromMs, gap.fromMs);
      last.toMs = Math.min(last.toMs, gap.toMs);
      last.gaps.push(gap);
    }
  }
  return stops.flatMap(({ fromMs, toMs, gaps: all }) => {
    const gap = usual(all);
    return gap === undefined ? [] : [{ fromMs, toMs, gap, targets: all.length }];
  });
}

/** The first of those whose cause most of them have: a pod may be replaced just then as well. */
function usual(gaps: readonly ScannedGap[]): ScannedGap | undefined {
  const counts = new Map<string, number>();
  for (const { cause } of gaps) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return gaps.find(({ cause }) => counts.get(cause) === most);
}
