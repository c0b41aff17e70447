import type { Endpoint } from '../../../shared/model/component';
import { failed, ok, type Result } from '../../../shared/model/result';
import { type AskTrouble, askApi, askRange, notPrometheus, QUERY_TIMEOUT_SECONDS } from '../charts/askRange';
import type { MatrixLine } from '../charts/matrix';
import type { ClusterPort, PortAnswer } from '../cluster/port';
import { type RawRead, readRawAnswer } from './rawSeries';

/** A Prometheus (or what answers like one) that gaps are read from. Times go in and come out by the local clock. */
export interface GapSource {
  readonly name: string;
  /** Samples as they are kept, with their own times: an instant query with a range selector in it, `rangeMs` up to `toMs`. */
  readonly raw: (selector: string, span: RawSpan, signal: AbortSignal) => Promise<Result<RawAnswer, AskTrouble>>;
  /** A vector at one time; a row has one sample. */
  readonly at: (query: string, atMs: number, signal: AbortSignal) => Promise<Result<RawAnswer, AskTrouble>>;
  readonly range: (query: string, grid: RangeGrid, signal: AbortSignal) => Promise<Result<readonly MatrixLine[], AskTrouble>>;
  readonly api: (path: string, signal: AbortSignal) => Promise<Result<PortAnswer, AskTrouble>>;
}

export interface RawSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

interface RangeGrid extends RawSpan {
  readonly stepMs: number;
}

export interface RawAnswer extends Pick<RawRead, 'rows'>, Partial<Pick<RawRead, 'warnings'>> {
  readonly answer: PortAnswer;
}

/** By the way in that the prober uses. `offsetMs`: server clock minus local clock. */
export function gapSource(port: Pick<ClusterPort, 'send'>, endpoint: Endpoint, name: string, offsetMs: number): GapSource {
  const instant = async (query: string, atMs: number, signal: AbortSignal): Promise<Result<RawAnswer, AskTrouble>> => {
    const parameters = new URLSearchParams({
      query,
      time: String((atMs + offsetMs) / 1_000),
      timeout: `${QUERY_TIMEOUT_SECONDS}s`,
    });
    const answer = await askApi(port, endpoint, `/api/v1/query?${parameters.toString()}`, signal);
    if (!answer.ok) return answer;
    const read = readRawAnswer(answer.value.body, offsetMs);
    return read.ok ? ok({ ...read.value, answer: answer.value }) : failed(notPrometheus(read.error));
  };
  return {
    name,
    at: instant,
    raw: (selector, span, signal) => instant(`${selector}[${rangeText(span)}]`, span.toMs, signal),
    range: (query, { fromMs, toMs, stepMs }, signal) =>
      askRange(
        port,
        endpoint,
        query,
        { startMs: fromMs + offsetMs, stepMs, count: Math.max(1, Math.floor((toMs - fromMs) / stepMs) + 1), offsetMs },
        signal,
      ),
    api: (path, signal) => askApi(port, endpoint, path, signal),
  };
}

/** Prometheus 2 takes whole milliseconds at the finest. */
export function rangeText({ fromMs, toMs }: RawSpan): string {
  return `${Math.max(1, Math.ceil(toMs - fromMs))}ms`;
}
