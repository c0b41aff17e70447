import { setMaxListeners } from 'node:events';
import type { ClusterIdentity, ClusterPort, PortFailure, PortLoad, PortRequest, PortResult, PortStream } from '../cluster/port';
import { PortStreamError } from '../cluster/port';
import { assertReadOnly } from '../cluster/readOnly';
import { describeRequest } from '../cluster/routes';
import type { AnswerEntry, Entry, FailureEntry, StreamEntry } from './entries';
import type { Recording } from './reader';
import type { ReplayClock } from './replayClock';

/** A request is made again at nearly the same time: an answer that came so much later than asked for now is waited for. */
const SOON_MS = 7_000;
/** Where nothing came before, the first one is waited for so long: a replay is quicker than what it replays. */
const FIRST_MS = 60_000;

const LOST = 'the bytes of this answer are lost: the recording is damaged';
const RECORD_ANEW = 'Record anew, or look at another moment of it.';

type Sent = AnswerEntry | FailureEntry;
type Piece = Extract<Entry, { readonly kind: 'chunk' | 'end' }>;

/** A port that answers as the recorded one did, at the moment that its clock shows. Asks nobody. */
export function replayPort(recording: Recording, clock: ReplayClock): ClusterPort {
  return new ReplayPort(recording, clock, 'at its time');
}

/** The same for somebody who waits before a time that stands still: the last answer that had come by then, at once. */
export function promptReplayPort(recording: Recording, clock: ReplayClock): ClusterPort {
  return new ReplayPort(recording, clock, 'at once');
}

class ReplayPort implements ClusterPort {
  private readonly sent = new Map<string, Sent[]>();
  private readonly streams = new Map<string, (StreamEntry | FailureEntry)[]>();
  private readonly pieces = new Map<number, Piece[]>();
  private requests = 0;
  private bytes = 0;

  constructor(
    private readonly recording: Recording,
    private readonly clock: ReplayClock,
    private readonly answers: 'at its time' | 'at once',
  ) {
    for (const entry of recording.entries) {
      if (entry.kind === 'answer' || entry.kind === 'failure') put(this.sent, keyOf(entry.asked), entry);
      if (entry.kind === 'stream' || entry.kind === 'failure') put(this.streams, keyOf(entry.asked), entry);
      if (entry.kind === 'chunk' || entry.kind === 'end') put(this.pieces, entry.stream, entry);
    }
  }

  get cluster(): ClusterIdentity {
    const { context, server, warnings } = this.recording.head;
    return { context, server, warnings };
  }

  async send(request: PortRequest, signal: AbortSignal): Promise<PortResult> {
    assertReadOnly(request);
    const found = this.at(this.sent.get(keyOf(request)) ?? [], request);
    if (found === undefined) return this.notRecorded(request);
    await this.until(found.atMs + found.tookMs, signal);
    if (signal.aborted) return this.aborted(request);
    this.requests += 1;
    if (found.kind === 'failure') return failureOf(found, request);
    const body = await this.bodyOf(found);
    if (body === undefined) return this.failure(request, 'truncated', LOST, RECORD_ANEW);
    this.bytes += body.length;
    const { request: words, status, headers, wireBytes, timings, peer, serverDateMs } = found;
    return {
      kind: 'answer',
      request: words,
      route: request.route,
      status,
      headers,
      body,
      wireBytes,
      atMs: this.answers === 'at once' ? Math.min(this.clock.now(), found.atMs + found.tookMs) : found.atMs + found.tookMs,
      timings,
      ...(peer && { peer }),
      ...(serverDateMs === undefined ? {} : { serverDateMs }),
    };
  }

  async stream(request: PortRequest, signal: AbortSignal): Promise<PortStream | PortFailure> {
    assertReadOnly(request);
    const found = this.at(this.streams.get(keyOf(request)) ?? [], request);
    if (found === undefined) return this.notRecorded(request);
    await this.until(found.atMs + found.tookMs, signal);
    if (signal.aborted) return this.aborted(request);
    this.requests += 1;
    if (found.kind === 'failure') return failureOf(found, request);
    return {
      kind: 'stream',
      request: found.request,
      status: found.status,
      headers: found.headers,
      chunks: this.chunks(found.stream, signal),
    };
  }

  load(): PortLoad {
    return { requestsPerSecond: 0, bytesPerSecond: 0, inFlight: 0, waiting: 0, totalRequests: this.requests, totalBytes: this.bytes };
  }

  close(): void {
    void this.recording.close();
  }

  /** The one that was asked nearest to now: one that comes soon, else the last before, else the first. */
  private at<T extends { readonly atMs: number }>(asked: readonly T[], request: PortRequest): T | undefined {
    const nowMs = this.clock.now();
    const time = timeIn(request.path);
    if (time !== undefined) return nearest(asked, nowMs);
    const before = asked.filter(({ atMs }) => atMs <= nowMs).pop();
    const after = asked.find(({ atMs }) => atMs > nowMs);
    if (after === undefined || (before !== undefined && this.answers === 'at once')) return before;
    const most = before === undefined ? FIRST_MS : Math.min(SOON_MS, nowMs - before.atMs);
    return after.atMs - nowMs <= most ? after : before;
  }

  /** What follows at the recorded times; a stream that had not ended then stays open. */
  private async *chunks(stream: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    for (const piece of this.pieces.get(stream) ?? []) {
      await this.until(piece.atMs, signal);
      if (signal.aborted) throw new PortStreamError('aborted', 'the stream was given up', 'Nothing is to be done.');
      if (piece.kind === 'chunk') {
        const body = await this.bodyOf(piece);
        if (body === undefined) throw new PortStreamError('truncated', LOST, RECORD_ANEW);
        yield body;
      } else if (piece.trouble === undefined) return;
      else throw new PortStreamError(piece.trouble.code, piece.trouble.message, piece.trouble.remedy);
    }
    await this.until(Number.POSITIVE_INFINITY, signal);
    throw new PortStreamError('aborted', 'the stream was given up', 'Nothing is to be done.');
  }

  private until(atMs: number, signal: AbortSignal): Promise<void> {
    // Hundreds of requests wait under the session's one signal.
    setMaxListeners(0, signal);
    const ms = this.answers === 'at once' && atMs < Number.POSITIVE_INFINITY ? 0 : atMs - this.clock.now();
    return ms <= 0 ? Promise.resolve() : this.clock.sleep(ms, signal);
  }

  private bodyOf(entry: Parameters<Recording['bodyOf']>[0]): ReturnType<Recording['bodyOf']> {
    return this.clock.during(this.recording.bodyOf(entry));
  }

  private aborted(request: PortRequest): PortFailure {
    return this.failure(request, 'aborted', 'given up', 'Nothing is to be done.');
  }

  private notRecorded(request: PortRequest): PortFailure {
    const { fromMs } = this.recording;
    const since = new Date(fromMs).toISOString().slice(11, 19);
    return this.failure(
      request,
      'refused',
      `the recording (from ${since} UTC) has no answer to this at that time`,
      'Go to a later moment, or record again while this is looked at.',
    );
  }

  private failure(request: PortRequest, code: PortFailure['code'], message: string, remedy: string): PortFailure {
    const { route } = request;
    return {
      kind: 'failure',
      request: describeRequest(request),
      route,
      phase: 'connect',
      code,
      message,
      remedy,
      atMs: this.clock.now(),
      timings: { total: 0 },
    };
  }
}

function put<K, T>(map: Map<K, T[]>, key: K, entry: T): void {
  const entries = map.get(key);
  if (entries === undefined) map.set(key, [entry]);
  else entries.push(entry);
}

/** Times differ from run to run, and so does how far a watch has come: the same is asked all the same. */
const PASSING = /([?&])(time|start|end|resourceVersion)=[^&]*/g;

function keyOf({ method = 'GET', route, path, accept, body }: Pick<PortRequest, 'method' | 'route' | 'path' | 'accept' | 'body'>): string {
  return JSON.stringify([method, Object.entries(route).sort(), path.replace(PASSING, '$1$2='), accept ?? '', body ?? '']);
}

function timeIn(path: string): string | undefined {
  return /[?&](?:time|end)=([^&]*)/.exec(path)?.[1];
}

function nearest<T extends { readonly atMs: number }>(asked: readonly T[], nowMs: number): T | undefined {
  return asked.reduce<T | undefined>(
    (best, one) => (best === undefined || Math.abs(one.atMs - nowMs) < Math.abs(best.atMs - nowMs) ? one : best),
    undefined,
  );
}

function failureOf({ request, phase, code, message, remedy, atMs, tookMs, timings }: FailureEntry, { route }: PortRequest): PortFailure {
  return { kind: 'failure', request, route, phase, code, message, remedy, atMs: atMs + tookMs, timings };
}
