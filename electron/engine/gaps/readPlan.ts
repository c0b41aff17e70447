import { ok, type Result } from '../../../shared/model/result';
import type { AskTrouble } from '../charts/askTrouble';
import { matcher } from '../charts/scope';
import { REPORT_NAMES, targetKey } from './scrapeStore';
import { type GapSource, type RawSpan, rangeText } from './source';

/** Samples read one by one for one picture: 26 targets over an hour are 31,000, and 250,000 are 6 MiB of JSON. */
export const MOST_SAMPLES = 250_000;
/** Samples of one query. */
const QUERY_SAMPLES = 60_000;
/** Instances named in one query. */
const QUERY_INSTANCES = 50;
const NAMES = `__name__=~${JSON.stringify(REPORT_NAMES.join('|'))}`;

/** What of the report series is to be read, and of which targets only counts are known. */
export interface ReadPlan {
  /** Selectors of raw samples, one a query. */
  readonly selectors: readonly string[];
  /** Set where there are too many to read all: what each target has in the stretch. */
  readonly counts?: readonly TargetCount[];
}

export interface TargetCount {
  readonly key: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Scrapes recorded, and those that went well. */
  readonly scrapes: number;
  readonly well: number;
}

/**
 * Everything where that is little. Else two numbers a target (count_over_time and sum_over_time of up), and one by one only
 * those in sight and those that lost most, as far as MOST_SAMPLES go.
 */
export async function planRead(
  source: GapSource,
  span: RawSpan,
  inSight: readonly string[],
  signal: AbortSignal,
): Promise<Result<ReadPlan, AskTrouble>> {
  const byJob = await source.at(`sum by (job) (count_over_time(up[${rangeText(span)}]))`, span.toMs, signal);
  if (!byJob.ok) return byJob;
  const jobs = byJob.value.rows.map(({ labels, values }) => ({
    job: labels['job'] ?? '',
    samples: (values[0] ?? 0) * REPORT_NAMES.length,
  }));
  const total = jobs.reduce((sum, { samples }) => sum + samples, 0);
  if (total <= MOST_SAMPLES) return ok({ selectors: jobSelectors(jobs) });
  return planCounted(source, span, inSight, signal);
}

/** Small jobs share a query. */
function jobSelectors(jobs: readonly { readonly job: string; readonly samples: number }[]): readonly string[] {
  const packs: { jobs: string[]; samples: number }[] = [];
  for (const { job, samples } of jobs) {
    const last = packs[packs.length - 1];
    if (last !== undefined && last.samples + samples <= QUERY_SAMPLES) {
      last.jobs.push(job);
      last.samples += samples;
    } else packs.push({ jobs: [job], samples });
  }
  return packs.map((pack) => `{${NAMES},${oneOf('job', pack.jobs)}}`);
}

async function planCounted(
  source: GapSource,
  span: RawSpan,
  inSight: readonly string[],
  signal: AbortSignal,
): Promise<Result<ReadPlan, AskTrouble>> {
  const range = rangeText(span);
  const scrapes = await source.at(`count_over_time(up[${range}])`, span.toMs, signal);
  if (!scrapes.ok) return scrapes;
  const well = await source.at(`sum_over_time(up[${range}])`, span.toMs, signal);
  if (!well.ok) return well;
  const wellOf = new Map(well.value.rows.map(({ labels, values }) => [targetKey(labels), values[0] ?? 0]));
  const counts = scrapes.value.rows.map(({ labels, values }) => {
    const key = targetKey(labels);
    return { key, labels, scrapes: values[0] ?? 0, well: wellOf.get(key) ?? 0 };
  });
  return ok({ counts, selectors: instanceSelectors(worstFirst(counts, new Set(inSight))) });
}

/** Those in sight, then those with the most failed scrapes and the fewest scrapes, within what may be read. */
function worstFirst(counts: readonly TargetCount[], inSight: ReadonlySet<string>): readonly TargetCount[] {
  const most = counts.reduce((max, { scrapes }) => Math.max(max, scrapes), 1);
  const lost = ({ well }: TargetCount) => most - well;
  const ordered = [...counts].sort((a, b) => Number(inSight.has(b.key)) - Number(inSight.has(a.key)) || lost(b) - lost(a));
  const taken: TargetCount[] = [];
  let samples = 0;
  for (const target of ordered) {
    samples += target.scrapes * REPORT_NAMES.length;
    if (samples > MOST_SAMPLES) break;
    taken.push(target);
  }
  return taken;
}

function instanceSelectors(targets: readonly TargetCount[]): readonly string[] {
  const byJob = new Map<string, TargetCount[]>();
  for (const target of targets) {
    const job = target.labels['job'] ?? '';
    const some = byJob.get(job);
    if (some === undefined) byJob.set(job, [target]);
    else some.push(target);
  }
  const selectors: string[] = [];
  for (const [job, some] of byJob) {
    let pack: string[] = [];
    let samples = 0;
    const flush = () => {
      if (pack.length > 0) selectors.push(`{${NAMES},${matcher('job', '=', job)},${oneOf('instance', pack)}}`);
      pack = [];
      samples = 0;
    };
    for (const { labels, scrapes } of some) {
      const more = scrapes * REPORT_NAMES.length;
      if (pack.length >= QUERY_INSTANCES || (pack.length > 0 && samples + more > QUERY_SAMPLES)) flush();
      pack.push(labels['instance'] ?? '');
      samples += more;
    }
    flush();
  }
  return selectors;
}

function oneOf(label: string, values: readonly string[]): string {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return matcher(label, '=', only);
  return matcher(label, '=~', values.map((value) => value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'));
}
