import { failed, ok, type Result } from '../../../shared/model/result';
import type { AskTrouble } from '../charts/askTrouble';
import { partialOf } from '../charts/partialAnswer';

/** Samples of one series as they came, in order of time. */
export interface RawSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly timesMs: readonly number[];
  readonly values: readonly number[];
}

export interface RawRead {
  readonly rows: readonly RawSeries[];
  /** Set where the server said that a part could not be reached. */
  readonly partial?: AskTrouble;
}

/** A matrix or vector of /api/v1/query; times minus `offsetMs`. The error is a sentence. */
export function readRaw(body: Uint8Array, offsetMs: number): Result<readonly RawSeries[], string> {
  const read = readRawAnswer(body, offsetMs);
  return read.ok ? ok(read.value.rows) : read;
}

/** The same, and whether it is all. */
export function readRawAnswer(body: Uint8Array, offsetMs: number): Result<RawRead, string> {
  const value = parsedJson(body);
  if (!isRecord(value)) return failed('the answer is not JSON');
  if (value['status'] !== 'success') return failed(typeof value['error'] === 'string' ? value['error'] : 'the answer does not say success');
  const data = value['data'];
  if (!isRecord(data) || !Array.isArray(data['result']) || (data['resultType'] !== 'matrix' && data['resultType'] !== 'vector'))
    return failed('the answer holds no series');
  const rows = data['result'].flatMap((row: unknown) => (isRecord(row) ? [seriesOf(row, offsetMs)] : []));
  const partial = partialOf(value);
  return ok({ rows, ...(partial && { partial }) });
}

function seriesOf(row: Readonly<Record<string, unknown>>, offsetMs: number): RawSeries {
  const pairs: readonly unknown[] = Array.isArray(row['values']) ? row['values'] : [row['value']];
  const timesMs: number[] = [];
  const values: number[] = [];
  for (const pair of pairs) {
    if (!Array.isArray(pair)) continue;
    const [seconds, text] = pair as readonly unknown[];
    const atMs = Math.round(Number(seconds) * 1_000) - offsetMs;
    if (!Number.isFinite(atMs)) continue;
    timesMs.push(atMs);
    values.push(numberOf(text));
  }
  const metric = row['metric'];
  const labels = isRecord(metric) ? Object.fromEntries(Object.entries(metric).map(([name, each]) => [name, String(each)])) : {};
  return { labels, timesMs, values };
}

function numberOf(text: unknown): number {
  if (text === '+Inf') return Number.POSITIVE_INFINITY;
  return text === '-Inf' ? Number.NEGATIVE_INFINITY : Number(text);
}

function parsedJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
