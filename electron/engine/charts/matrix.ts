import type { SeriesPoint } from '../../../shared/analysis/series/point';
import { failed, ok, type Result } from '../../../shared/model/result';
import type { AskTrouble } from './askTrouble';
import { partialOf } from './partialAnswer';

/** The axis that was asked for, by the server's clock. */
export interface Grid {
  readonly startMs: number;
  readonly stepMs: number;
  readonly count: number;
  /** Server clock minus local clock: points come back in local time. */
  readonly offsetMs: number;
}

export interface MatrixLine {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly SeriesPoint[];
  /** Points that were +Inf or -Inf. */
  readonly infinite: number;
}

export interface Matrix {
  readonly lines: readonly MatrixLine[];
  /** Set where the server said that a part could not be reached. */
  readonly partial?: AskTrouble;
}

/** An answer of /api/v1/query_range as lines on the grid that was asked for; a step without a sample is a gap. The error is a sentence. */
export function readMatrix(body: Uint8Array, grid: Grid): Result<Matrix, string> {
  const value = parsedJson(body);
  if (!isRecord(value)) return failed('the answer is not JSON');
  if (value['status'] !== 'success') return failed(typeof value['error'] === 'string' ? value['error'] : 'the answer does not say success');
  const data = value['data'];
  if (!isRecord(data) || data['resultType'] !== 'matrix' || !Array.isArray(data['result'])) return failed('the answer is no matrix');
  const partial = partialOf(value);
  return ok({ lines: data['result'].flatMap((row: unknown) => lineOf(row, grid) ?? []), ...(partial && { partial }) });
}

function parsedJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

function lineOf(row: unknown, grid: Grid): MatrixLine | undefined {
  if (!isRecord(row) || !Array.isArray(row['values'])) return undefined;
  const onGrid: (number | undefined)[] = Array.from({ length: grid.count });
  let infinite = 0;
  for (const pair of row['values']) {
    const [seconds, text] = Array.isArray(pair) ? (pair as readonly unknown[]) : [];
    const index = Math.round((Number(seconds) * 1_000 - grid.startMs) / grid.stepMs);
    const value = numberOf(text);
    if (Number.isFinite(value)) onGrid[index] = value;
    else if (!Number.isNaN(value)) infinite += 1;
  }
  const labels = isRecord(row['metric']) ? textsOf(row['metric']) : {};
  return { labels, points: pointsOf(onGrid, grid), infinite };
}

/** Prometheus writes numbers as Go does: "NaN", "+Inf", "-Inf", "1e+308". */
function numberOf(text: unknown): number {
  if (text === '+Inf') return Number.POSITIVE_INFINITY;
  return text === '-Inf' ? Number.NEGATIVE_INFINITY : typeof text === 'string' && text !== '' ? Number(text) : Number.NaN;
}

/** Steps before the first and after the last value are left out; of a hole its two ends stay. */
function pointsOf(onGrid: readonly (number | undefined)[], { startMs, stepMs, offsetMs }: Grid): readonly SeriesPoint[] {
  const points: SeriesPoint[] = [];
  let last = -1;
  onGrid.forEach((value, index) => {
    if (value === undefined) return;
    const at = (step: number) => startMs + step * stepMs - offsetMs;
    if (last >= 0 && index - last > 1) points.push({ atMs: at(last + 1), value: null });
    if (last >= 0 && index - last > 2) points.push({ atMs: at(index - 1), value: null });
    points.push({ atMs: at(index), value });
    last = index;
  });
  return points;
}

function textsOf(record: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, String(value)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
