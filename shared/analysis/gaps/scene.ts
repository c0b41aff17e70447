import type { Evidence } from '../../model/observation';

/** Why samples are missing, as far as something proves it. `producer-slower` is no gap: nothing was there to be scraped. */
export const PROVEN_CAUSES = [
  'producer-slower',
  'remote-behind',
  'scraper-restarted',
  'clock-jumped',
  'scraper-starved',
  'pod-replaced',
  'node-not-ready',
  'kubelet-restarted',
  'target-restarted',
  'limit-exceeded',
  'scrape-too-slow',
  'target-down',
  'discovery-lost',
  'series-flap',
  'rejected',
  'series-vanished',
  'unknown',
] as const;
export type ProvenCause = (typeof PROVEN_CAUSES)[number];

/** One scrape as its report series tell of it. */
export interface Scrape {
  readonly atMs: number;
  readonly up: 0 | 1;
  /** scrape_duration_seconds. */
  readonly seconds?: number;
  /** scrape_samples_scraped. */
  readonly scraped?: number;
  /** scrape_samples_post_metric_relabeling. */
  readonly kept?: number;
}

export interface GapTarget {
  readonly job: string;
  readonly instance: string;
  /** What it is called on the screen: the node or pod behind it, else the instance. */
  readonly name: string;
  readonly url?: string;
  readonly node?: string;
  readonly pod?: { readonly namespace: string; readonly name: string };
  readonly isKubelet: boolean;
  readonly timeoutMs?: number;
}

/** What the scraper's process, and its container, did from the last scrape before the gap to the first after; each where it is known. */
export interface ScraperLoad {
  /** It stood still for garbage collection: go_gc_duration_seconds_sum. */
  readonly gcSeconds?: number;
  /** process_cpu_seconds_total. */
  readonly cpuSeconds?: number;
  /** How many it may use: go_sched_gomaxprocs_threads. */
  readonly cpus?: number;
  /** Time slices of the CPU in which its container was at its limit, of how many. */
  readonly throttled?: { readonly count: number; readonly of: number };
}

/** What is known of who scrapes. Sums and counts are of prometheus_target_interval_length_seconds, before and after the gap. */
export interface ScraperScene {
  readonly name: string;
  /** Times at which its process started, ascending. */
  readonly startsMs: readonly number[];
  readonly replaySeconds?: number;
  readonly lengths?: { readonly seconds: number; readonly count: number };
  readonly load?: ScraperLoad;
  /** Increase over the gap, by the end of the counter's name: "sample_out_of_order". */
  readonly rejected?: Readonly<Record<string, number>>;
  /** The source keeps samples that somebody else scrapes and sends: how far sending is behind. */
  readonly remoteBehindSeconds?: number;
  readonly evidence: readonly Evidence[];
}

/** A node and its Ready condition. */
interface NodeScene {
  readonly name: string;
  readonly ready: string;
  readonly sinceMs?: number;
  readonly reason?: string;
  /** Times at which its kubelet renewed its lease, ascending: those that were seen. */
  readonly renewalsMs?: readonly number[];
}

/** What the API says of the node and the pod behind the target. */
export interface ClusterScene {
  readonly node?: NodeScene;
  readonly events: readonly { readonly reason: string; readonly atMs: number; readonly message: string; readonly of: string }[];
  /** Set where the target names a pod: `gone` when no such pod is there. */
  readonly pod?: { readonly name: string; readonly gone: boolean; readonly createdMs?: number; readonly successors: readonly Successor[] };
  readonly askedMs: number;
}

interface Successor {
  readonly name: string;
  readonly createdMs: number;
}

/** What is known of one series beside its target's scrapes. */
export interface SeriesScene {
  readonly selector: string;
  readonly explicitTimestamps: boolean;
  /** The longest healthy distance of the producer's own timestamps. */
  readonly producerPeriodMs?: number;
  /** Other label sets of the same name and target, by the labels that differ: their samples in the gap, and beside samples of this one. */
  readonly others: readonly { readonly differs: string; readonly inside: number; readonly along: number }[];
  /** An instant query inside the lookback gave nothing although the last sample was that near: a stale marker stands there. */
  readonly marker?: Evidence;
}

/** One gap with everything known about the time it lies in. */
export interface GapScene {
  readonly fromMs: number;
  readonly toMs: number;
  readonly openBefore: boolean;
  readonly openAfter: boolean;
  readonly intervalMs: number;
  /** scrapes: none was recorded. answers: recorded as failed. samples: scraped well, and (most of) its series are not there. */
  readonly gone: 'scrapes' | 'answers' | 'samples';
  readonly missed: number;
  readonly failed: readonly Scrape[];
  readonly before?: Scrape;
  readonly after?: Scrape;
  readonly target: GapTarget;
  readonly errors: readonly { readonly text: string; readonly evidence: Evidence }[];
  /** Other targets of the same scraper, and how many of them it scraped in the gap. */
  readonly others: { readonly total: number; readonly scraped: number };
  /** Scrapes in the gap of other targets at the same address: a kubelet has several paths. */
  readonly beside?: readonly Scrape[];
  /** Times at which the target's process (of a kubelet's path: the kubelet) started, as it says itself. */
  readonly targetStartsMs: readonly number[];
  readonly scraper: ScraperScene;
  readonly cluster: ClusterScene;
  readonly series?: SeriesScene;
  /** Where the samples were read. */
  readonly request: string;
  readonly askedMs: number;
}

export interface Proof {
  /** One sentence. */
  readonly because: string;
  readonly evidence: readonly Evidence[];
  /** What closes it, imperative. */
  readonly remedy?: string;
}

export interface CauseRule {
  readonly cause: ProvenCause;
  /** Undefined where nothing proves it. */
  readonly prove: (scene: GapScene) => Proof | undefined;
}

/** A proof out of the samples that the gap was found in. */
export function fromSamples(scene: GapScene, says: string): Evidence {
  return { request: scene.request, atMs: scene.askedMs, says };
}

/** Whether nothing else was scraped either: the scraper stood still, not the target. */
export function allStopped({ gone, others }: GapScene): boolean {
  return gone === 'scrapes' && others.scraped === 0;
}

/** A start is told by the clock of its machine, a scrape by that of the scraper: they agree to about this. */
const CLOCKS_MS = 2_000;

/** The first of the times that lies in the gap: a process starts before its first scrape. */
export function startIn({ fromMs, toMs }: GapScene, startsMs: readonly number[]): number | undefined {
  return startsMs.find((atMs) => atMs > fromMs && atMs <= toMs + CLOCKS_MS);
}
