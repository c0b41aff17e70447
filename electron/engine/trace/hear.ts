import type { Heard } from '../../../shared/analysis/trace/scene';
import type { TraceProof } from '../../../shared/contract/trace';
import type { Discovered } from '../../../shared/model/component';
import { ok, type Result } from '../../../shared/model/result';
import type { PortAnswer, PortRequest } from '../cluster/port';
import { errorText } from '../session/statusText';
import { asPrinted, type PrintedAnswer } from '../store/printed';
import type { TraceParts } from './traceParts';

/** What a parser makes of an answer of 200: the value, that there is none of it (`absent`), or what is wrong with it. */
export type Parsed<T> = Result<T, { readonly state: 'absent' | 'failed'; readonly because: string }>;

/** One request of the trace; its answer is kept, so that the hop can show it. */
export async function hear<T>(
  { session, port }: TraceParts,
  request: PortRequest,
  owner: Discovered | undefined,
  parse: (answer: PrintedAnswer) => Parsed<T>,
  signal: AbortSignal,
): Promise<Heard<T>> {
  const result = await port.send({ ...request, priority: 'screen' }, signal);
  if (result.kind === 'failure') return { state: 'failed', because: result.message, proof: { request: result.request } };
  const answer = asPrinted(result);
  const answerId = session.answers.keep(answer, request.accept);
  const proof: TraceProof = {
    request: result.request,
    answerId,
    ...(owner === undefined ? {} : { owner: { card: owner.card, member: owner.id } }),
  };
  if (result.status !== 200) return { state: stateOf(result.status), because: `${result.status}: ${errorText(result)}`, proof };
  const parsed = parse(answer);
  if (!parsed.ok) return { ...parsed.error, proof };
  return { state: 'heard', value: parsed.value, atMs: result.atMs, tookMs: tookMs(result), proof };
}

/** Without waiting for its turn, which is ours. */
export function tookMs({ timings }: Pick<PortAnswer, 'timings'>): number {
  return Math.max(0, timings.total - (timings.queue ?? 0));
}

function stateOf(status: number): 'denied' | 'absent' | 'failed' {
  if (status === 401 || status === 403) return 'denied';
  return status === 404 ? 'absent' : 'failed';
}

/** The same with another value, where there is one. */
export function mapHeard<T, U>(heard: Heard<T>, map: (value: T) => Parsed<U>): Heard<U> {
  if (heard.state !== 'heard') return heard;
  const mapped = map(heard.value);
  return mapped.ok ? { ...heard, value: mapped.value } : { ...mapped.error, proof: heard.proof };
}

export function parsedOk<T>(value: T): Parsed<T> {
  return ok(value);
}

export function nothingOf(because: string): Parsed<never> {
  return { ok: false, error: { state: 'absent', because } };
}

export function unreadable(because: string): Parsed<never> {
  return { ok: false, error: { state: 'failed', because } };
}
