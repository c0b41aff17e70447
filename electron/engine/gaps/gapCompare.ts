import { sourceDifference } from '../../../shared/analysis/gaps/sourceDifference';
import { withGaps } from '../../../shared/analysis/series/gaps';
import type { SeriesPoint } from '../../../shared/analysis/series/point';
import type { GapCompare } from '../../../shared/contract/gapCompare';
import type { Result } from '../../../shared/model/result';
import type { AskTrouble } from '../charts/askTrouble';
import { matcher } from '../charts/scope';
import type { SampleStore } from '../store/samples/sampleStore';
import type { GapSession } from './gapSession';
import { type OwnSeries, type OwnTarget, ownTarget } from './ownSeries';
import type { RawSeries } from './rawSeries';
import { sameSeries } from './sameSeries';
import type { GapSource, RawAnswer, RawSpan } from './source';
import type { KnownTarget } from './targets';

type Labels = Readonly<Record<string, string>>;

export interface CompareAsk {
  /** Of the gap. */
  readonly id: string;
  readonly gap: RawSpan;
  /** No scrape of the target came through in all the time that is looked at. */
  readonly allLost?: boolean;
  readonly known: KnownTarget;
  /** Id of the series to compare. */
  readonly wanted: string | undefined;
  /** Of the series that the gap is in, where it is one's. */
  readonly labels?: Labels;
}

export interface CompareParts {
  readonly session: Pick<GapSession, 'discovered' | 'clockOffsetMs'>;
  readonly samples: SampleStore;
  readonly source: GapSource;
  readonly nowMs: number;
}

/** Shown on each side of a gap, at least. */
export const SIDE_MS = 150_000;

/** One series of a gap's target as it was read directly, and as the source kept it. */
export async function compareSources(ask: CompareAsk, parts: CompareParts, signal: AbortSignal): Promise<GapCompare> {
  const { id, gap, known } = ask;
  const side = Math.max(SIDE_MS, (gap.toMs - gap.fromMs) / 2);
  const span = { fromMs: gap.fromMs - side, toMs: Math.min(parts.nowMs, gap.toMs + side) };
  const own = ownTarget(parts.samples, parts.session.discovered, known, span, parts.session.clockOffsetMs);
  const chosen = own && chooseSeries(own, ask);
  if (own === undefined || chosen === undefined) return { state: 'none', id, says: own === undefined ? NOT_READ : NOT_THEN };
  const answer = await parts.source.raw(selectorOf(chosen, known), span, signal);
  return both(ask, span, own, chosen, parts.source.name, answer);
}

const NOT_READ = 'Hopscope does not read this target itself: there is nothing to lay beside what was kept';
const NOT_THEN = 'Hopscope did not read this target around that time: gaps from now on can be compared';

function chooseSeries({ series }: OwnTarget, { wanted, labels }: CompareAsk): OwnSeries | undefined {
  const asked = series.find(({ id }) => id === wanted);
  const ofGap =
    labels === undefined
      ? undefined
      : series.find((each) => sameSeries(each.labels, [{ labels }]) && each.labels['__name__'] === labels['__name__']);
  return asked ?? ofGap ?? series[0];
}

/** By name and target only: relabelling may have changed every other label. */
function selectorOf({ labels }: OwnSeries, { labels: target }: KnownTarget): string {
  const matchers = ['job', 'instance', 'metrics_path'].flatMap((name) => {
    const value = target[name];
    return value === undefined ? [] : [matcher(name, '=', value)];
  });
  return `${labels['__name__'] ?? ''}{${matchers.join(',')}}`;
}

function both(
  { id, gap, known, allLost }: CompareAsk,
  span: RawSpan,
  { readsMs, series }: OwnTarget,
  chosen: OwnSeries,
  keptName: string,
  answer: Result<RawAnswer, AskTrouble>,
): GapCompare {
  const same = answer.ok ? sameSeries(chosen.labels, answer.value.rows) : undefined;
  const kept = same ?? { timesMs: [], values: [] };
  return {
    state: 'both',
    id,
    ...span,
    gap: { fromMs: gap.fromMs, toMs: gap.toMs },
    target: known.target.name,
    directName: known.target.isKubelet ? 'kubelet' : (known.card ?? known.job),
    keptName,
    choices: series.map((each) => ({ id: each.id, words: seriesWords(each.labels) })),
    series: chosen.id,
    unit: unitOf(chosen.labels['__name__'] ?? ''),
    direct: pointsOf(chosen, undefined),
    kept: pointsOf(kept, gap),
    difference: sourceDifference({ direct: chosen, kept, readsMs, gap }),
    ...troubleOf(answer, same !== undefined, allLost),
  };
}

function troubleOf(answer: Result<RawAnswer, AskTrouble>, isFound: boolean, allLost = false): { readonly trouble?: string } {
  const trouble = answer.ok ? answer.value.partial : answer.error;
  if (trouble !== undefined) return { trouble: `${trouble.says}. ${trouble.remedy}` };
  return !answer.ok || isFound ? {} : { trouble: notFound(answer.value, allLost) };
}

function notFound(answer: RawAnswer, allLost: boolean): string {
  if (answer.rows.length === 0 && allLost)
    return 'It kept no sample of this target: no scrape came through in all the time that is looked at.';
  return answer.rows.length === 0
    ? 'It kept no sample of this name and target in this time: it may drop it (metric_relabel_configs).'
    : `It kept ${answer.rows.length} series of this name, and their labels do not tell which one this is.`;
}

/** A line, broken where nothing came; and in the gap, however short that is. */
function pointsOf({ timesMs, values }: Pick<RawSeries | OwnSeries, 'timesMs' | 'values'>, gap: RawSpan | undefined): SeriesPoint[] {
  const points = Array.from(timesMs, (atMs, i): SeriesPoint => ({ atMs, value: finite(values[i]) }));
  const before = points.filter(({ atMs }) => gap !== undefined && atMs <= gap.fromMs);
  const cut =
    gap === undefined || before.length === 0 ? points : [...before, { atMs: gap.fromMs + 1, value: null }, ...points.slice(before.length)];
  return [...withGaps(cut)];
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/** "container_memory_working_set_bytes of web (web-7c9f-x2k4)". */
function seriesWords({ __name__: name = '', container, pod, ...others }: Labels): string {
  if (container !== undefined && container !== '') return `${name} of ${container}${pod === undefined ? '' : ` (${pod})`}`;
  if (pod !== undefined && pod !== '') return `${name} of ${pod}`;
  const rest = Object.entries(others).map(([label, value]) => `${label}="${value}"`);
  return rest.length === 0 ? name : `${name}{${rest.join(',')}}`;
}

function unitOf(name: string): string {
  if (/_bytes(_total)?$/.test(name)) return 'bytes';
  if (/_seconds(_total)?$/.test(name)) return 'seconds';
  return /_ratio$/.test(name) ? 'ratio' : '';
}
