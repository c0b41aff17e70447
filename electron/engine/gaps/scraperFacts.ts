import type { ScraperLoad, ScraperScene } from '../../../shared/analysis/gaps/scene';
import type { Evidence } from '../../../shared/model/observation';
import { parseDuration } from '../../../shared/relabel/duration';
import type { RawSeries } from './rawSeries';
import type { GapSource, RawSpan } from './source';

/** What the scraper tells of itself over the stretch, out of its own samples. */
export interface ScraperFacts {
  readonly name: string;
  readonly series: readonly RawSeries[];
  readonly evidence: readonly Evidence[];
  /** Starts that were read elsewhere (its own /metrics). */
  readonly startsMs: readonly number[];
  readonly offsetMs: number;
  readonly remoteBehindSeconds?: number;
}

const NAMES =
  'process_start_time_seconds|prometheus_tsdb_data_replay_duration_seconds|prometheus_target_interval_length_seconds_(sum|count)|prometheus_target_scrapes_sample_.+_total|go_gc_duration_seconds_sum|process_cpu_seconds_total|go_sched_gomaxprocs_threads';
const CONTAINER_NAMES = 'container_cpu_cfs_(throttled_)?periods_total';
const BEHIND =
  'max(prometheus_remote_storage_highest_timestamp_in_seconds - ignoring (remote_name, url) group_right () prometheus_remote_storage_queue_highest_sent_timestamp_seconds)';

export interface ScraperAsk {
  readonly span: RawSpan;
  readonly offsetMs: number;
  /** Of its /metrics, as the prober read them. */
  readonly startedMs: number | undefined;
  /** Keeps what others scrape: Thanos, Mimir, VictoriaMetrics. */
  readonly remote: boolean;
  /** What it runs in, where one pod is known. */
  readonly pod?: { readonly namespace: string; readonly name: string };
}

/** Two queries to a Prometheus that scrapes itself, a third for its container; one that does not leaves only what its /metrics said. */
export async function askScraper(
  source: GapSource,
  { span, offsetMs, startedMs, remote, pod }: ScraperAsk,
  signal: AbortSignal,
): Promise<ScraperFacts> {
  const startsMs = startedMs === undefined ? [] : [startedMs - offsetMs];
  const own = await source.at('prometheus_build_info', span.toMs, signal);
  const self = own.ok ? selfOf(own.value.rows) : undefined;
  const base = { name: source.name, startsMs, offsetMs };
  const behind = remote ? await source.at(BEHIND, span.toMs, signal) : undefined;
  const remoteBehindSeconds = behind?.ok === true ? behind.value.rows[0]?.values[0] : undefined;
  const more = remoteBehindSeconds === undefined ? {} : { remoteBehindSeconds };
  if (self === undefined) return { ...base, ...more, series: [], evidence: [] };
  const selector = `{__name__=~${JSON.stringify(NAMES)},job=${JSON.stringify(self['job'] ?? '')},instance=${JSON.stringify(self['instance'] ?? '')}}`;
  const raw = await source.raw(selector, span, signal);
  if (!raw.ok) return { ...base, ...more, series: [], evidence: [] };
  const { answer } = raw.value;
  const rows = [...raw.value.rows, ...(await containerRows(source, span, pod, signal))];
  const says = `what ${source.name} says of itself: starts, intervals between scrapes, samples refused`;
  return { ...base, ...more, series: rows, evidence: [{ request: answer.request, atMs: answer.atMs, says }] };
}

/** Its container as cAdvisor tells of it, where somebody scrapes that: counters of its CPU limit. */
async function containerRows(source: GapSource, span: RawSpan, pod: ScraperAsk['pod'], signal: AbortSignal): Promise<readonly RawSeries[]> {
  if (pod === undefined) return [];
  const of = `namespace=${JSON.stringify(pod.namespace)},pod=${JSON.stringify(pod.name)},container=~"prometheus|vmagent|vmsingle"`;
  const raw = await source.raw(`{__name__=~${JSON.stringify(CONTAINER_NAMES)},${of}}`, span, signal);
  return raw.ok ? raw.value.rows : [];
}

/** Of several (a Prometheus that scrapes others of its kind) the one that it calls localhost, else the first. */
function selfOf(rows: readonly RawSeries[]): Readonly<Record<string, string>> | undefined {
  return (rows.find(({ labels }) => /^(localhost|127\.)/.test(labels['instance'] ?? '')) ?? rows[0])?.labels;
}

/** Of one gap: the starts, and what its counters did from the last scrape before to the first after. */
export function scraperScene(
  facts: ScraperFacts,
  gap: { readonly fromMs: number; readonly toMs: number; readonly intervalMs: number },
): ScraperScene {
  const named = (name: string) => facts.series.filter(({ labels }) => labels['__name__'] === name);
  const starts = named('process_start_time_seconds').flatMap(({ values }) =>
    values.map((value) => Math.round(value * 1_000) - facts.offsetMs),
  );
  const length = (end: string) =>
    named(`prometheus_target_interval_length_seconds_${end}`)
      .filter(({ labels }) => isInterval(labels['interval'] ?? '', gap.intervalMs))
      .map((series) => increaseUntilAll(series, gap))[0];
  const [seconds, count] = [length('sum'), length('count')];
  const replay = named('prometheus_tsdb_data_replay_duration_seconds')
    .map(({ timesMs, values }) => values[timesMs.findIndex((atMs) => atMs >= gap.toMs)])
    .find((value) => value !== undefined);
  const rejected = facts.series.flatMap((series) => {
    const reason = /^prometheus_target_scrapes_(sample_.+)_total$/.exec(series.labels['__name__'] ?? '')?.[1];
    return reason === undefined ? [] : [[reason, increaseOver(series, gap) ?? 0] as const];
  });
  const load = scraperLoad(named, gap);
  return {
    name: facts.name,
    startsMs: [...new Set([...starts, ...facts.startsMs])].sort((a, b) => a - b),
    evidence: facts.evidence,
    ...(seconds === undefined || count === undefined ? {} : { lengths: { seconds, count } }),
    ...(replay === undefined ? {} : { replaySeconds: replay }),
    ...(load === undefined ? {} : { load }),
    ...(rejected.length === 0 ? {} : { rejected: Object.fromEntries(rejected) }),
    ...(facts.remoteBehindSeconds === undefined ? {} : { remoteBehindSeconds: facts.remoteBehindSeconds }),
  };
}

/** The label has Go's form, "1m0s" and not "1m"; an interval that was learnt from samples is near it, not equal. */
function isInterval(label: string, intervalMs: number): boolean {
  const interval = parseDuration(label);
  return interval.ok && Math.abs(interval.value - intervalMs) < 0.01 * intervalMs;
}

/** Undefined where nothing of it is known. */
function scraperLoad(
  named: (name: string) => readonly RawSeries[],
  gap: { readonly fromMs: number; readonly toMs: number },
): ScraperLoad | undefined {
  const rise = (name: string) => named(name).map((series) => increaseOver(series, gap))[0];
  const [gcSeconds, cpuSeconds] = [rise('go_gc_duration_seconds_sum'), rise('process_cpu_seconds_total')];
  const [count, of] = [rise('container_cpu_cfs_throttled_periods_total'), rise('container_cpu_cfs_periods_total')];
  const [threads] = named('go_sched_gomaxprocs_threads');
  const cpus = threads?.values[threads.values.length - 1];
  const load: ScraperLoad = {
    ...(gcSeconds === undefined ? {} : { gcSeconds }),
    ...(cpuSeconds === undefined ? {} : { cpuSeconds }),
    ...(cpus === undefined ? {} : { cpus }),
    ...(count === undefined || of === undefined ? {} : { throttled: { count, of } }),
  };
  return Object.keys(load).length === 0 ? undefined : load;
}

/**
 * Until each target has been scraped once more: in the first scrape after the gap few of them have counted how long it was. Undefined
 * until then.
 */
function increaseUntilAll(
  series: RawSeries,
  { fromMs, toMs, intervalMs }: { readonly fromMs: number; readonly toMs: number; readonly intervalMs: number },
): number | undefined {
  const untilMs = toMs + intervalMs;
  const { timesMs } = series;
  return (timesMs[timesMs.length - 1] ?? 0) < untilMs ? undefined : increaseOver(series, { fromMs, toMs: untilMs });
}

/** Undefined where a side is missing, or the counter began anew. */
function increaseOver(
  { timesMs, values }: RawSeries,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): number | undefined {
  let before: number | undefined;
  for (const [i, atMs] of timesMs.entries()) if (atMs <= fromMs) before = values[i];
  const after = values[timesMs.findIndex((atMs) => atMs >= toMs)] ?? values[values.length - 1];
  return before === undefined || after === undefined || after < before ? undefined : after - before;
}
