import type { Endpoint } from '../../../shared/model/component';
import { failed, ok, type Result } from '../../../shared/model/result';
import { askApi, notPrometheus, QUERY_TIMEOUT_SECONDS } from '../charts/askRange';
import type { AskTrouble } from '../charts/askTrouble';
import type { ClusterPort, PortAnswer } from '../cluster/port';
import { type RawRead, readRawAnswer } from './rawSeries';

/** A Prometheus (or what answers like one) that gaps are read from. Times go in and come out by the local clock. */
export interface GapSource {
  readonly name: string;
  /** Samples as they are kept, with their own times: an instant query with a range selector in it, `rangeMs` up to `toMs`. */
  readonly raw: (selector: string, span: RawSpan, signal: AbortSignal) => Promise<Result<RawAnswer, AskTrouble>>;
  /** A vector at one time; a row has one sample. */
  readonly at: (query: string, atMs: number, signal: AbortSignal) => Promise<Result<RawAnswer, AskTrouble>>;
  readonly api: (path: string, signal: AbortSignal) => Promise<Result<PortAnswer, AskTrouble>>;
}

export interface RawSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface RawAnswer extends RawRead {
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
    api: (path, signal) => askApi(port, endpoint, path, signal),
  };
}

/** A source, and whether any of its answers through this was partial: what is made of several says so once. */
export function heeding(source: GapSource): { readonly source: GapSource; readonly partial: () => AskTrouble | undefined } {
  let partial: AskTrouble | undefined;
  const heed = (answer: Result<RawAnswer, AskTrouble>) => {
    if (answer.ok) partial ??= answer.value.partial;
    return answer;
  };
  return {
    source: {
      ...source,
      raw: async (selector, span, signal) => heed(await source.raw(selector, span, signal)),
      at: async (query, atMs, signal) => heed(await source.at(query, atMs, signal)),
    },
    partial: () => partial,
  };
}

/** Prometheus 2 takes whole milliseconds at the finest. */
export function rangeText({ fromMs, toMs }: RawSpan): string {
  return `${Math.max(1, Math.ceil(toMs - fromMs))}ms`;
}
