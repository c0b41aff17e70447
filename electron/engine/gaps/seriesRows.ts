import type { GapDetail, GapFrame, GapRow } from '../../../shared/contract/gaps';
import { provenDetail } from './gapDetail';
import { MOST_TICKS, markOf } from './gapRows';
import type { Scan } from './scan';
import type { SeriesGap, SeriesLook } from './seriesGaps';

type Labels = Readonly<Record<string, string>>;

/** `name{label="value",...}` with the labels that tell it from the others found. */
function seriesName({ __name__: name = '', ...labels }: Labels, all: readonly SeriesLook[]): string {
  const shown = Object.entries(labels).filter(([label, value]) => all.some((other) => other.labels[label] !== value));
  return shown.length === 0 ? name : `${name}{${shown.map(([label, value]) => `${label}="${value}"`).join(',')}}`;
}

function keyOf({ labels }: SeriesLook): string {
  return `series ${JSON.stringify(labels)}`;
}

/** The series that a row is of. */
export function seriesOfKey(looks: readonly SeriesLook[], key: string): SeriesLook | undefined {
  return looks.find((look) => keyOf(look) === key);
}

function gapId(look: SeriesLook, gap: SeriesGap): string {
  return `${keyOf(look)}@${gap.openBefore ? 'start' : Math.round(gap.fromMs)}`;
}

/** The series asked for, as rows; worst first. */
export function seriesRows(looks: readonly SeriesLook[], { fromMs, toMs }: Pick<GapFrame, 'fromMs' | 'toMs'>): GapRow[] {
  const rows = looks.map((look): GapRow => {
    const gaps = look.gaps.filter(({ cause }) => cause !== 'producer-slower');
    const own = gaps.reduce((sum, { missed }) => sum + missed, 0);
    const ticks = look.timesMs.filter((atMs) => atMs >= fromMs && atMs <= toMs);
    return {
      key: keyOf(look),
      job: '',
      name: seriesName(look.labels, looks),
      instance: look.labels['instance'] ?? '',
      state: own > 0 ? 'degraded' : 'ok',
      intervalMs: look.intervalMs,
      expected: ticks.length + own,
      onTime: ticks.length,
      late: 0,
      lost: own,
      own,
      longestMs: gaps.reduce((most, gap) => Math.max(most, gap.toMs - gap.fromMs), 0),
      gaps: look.gaps.map((gap) => markOf({ ...gap, id: gapId(look, gap), ofAll: false }, toMs)),
      ...(ticks.length <= MOST_TICKS ? { ticks } : {}),
    };
  });
  return rows.sort((a, b) => b.own - a.own);
}

/** One of their gaps, opened. */
export function seriesDetail(looks: readonly SeriesLook[], id: string): GapDetail | undefined {
  for (const look of looks) {
    const gap = look.gaps.find((each) => gapId(look, each) === id);
    if (gap === undefined) continue;
    const [key, name] = [keyOf(look), seriesName(look.labels, looks)];
    return { id, key, name, job: look.labels['job'] ?? '', ...provenDetail(gap) };
  }
  return undefined;
}

/** The interval of the target that has these labels, else of most. */
export function intervalIn(scan: Scan, usualMs: number): (labels: Labels) => number {
  const byTarget = new Map(scan.targets.map(({ known, ticks }) => [`${known.job} ${known.target.instance}`, ticks.intervalMs] as const));
  return (labels) => byTarget.get(`${labels['job'] ?? ''} ${labels['instance'] ?? ''}`) ?? usualMs;
}
