import { setMaxListeners } from 'node:events';
import type { Clock } from '../clock';
import { Backoff, blameOf, retryAfterMs } from './backoff';
import { troubleOf } from './failures';
import { LoadMeter } from './loadMeter';
import type { ClusterIdentity, ClusterPort, PortFailure, PortLoad, PortRequest, PortResult, PortStream } from './port';
import { assertReadOnly } from './readOnly';
import { RequestQueue, type Waiter } from './requestQueue';
import { describeRequest, hostOf } from './routes';
import { TokenBucket } from './tokenBucket';

export interface Limits {
  /** Requests a second on average, and how many may go at once after a rest. */
  readonly requestsPerSecond: number;
  readonly burst: number;
  readonly bytesPerSecond: number;
  /** Requests under way, over all and to one listener (a kubelet, a service, the apiserver itself). Streams are not counted. */
  readonly concurrency: number;
  readonly concurrencyPerHost: number;
  /** Background requests start up to this much later, so that they do not come in waves. */
  readonly jitterMs: number;
  /** How often an answer 429, or 503 with Retry-After, is waited out before it is handed on. */
  readonly retries: number;
}

/** For clusters of any size: 10 requests/s is the budget in steady state; the burst lets a small cluster come up at once. */
export const DEFAULT_LIMITS: Limits = {
  requestsPerSecond: 10,
  burst: 60,
  bytesPerSecond: 16 << 20,
  concurrency: 24,
  concurrencyPerHost: 8,
  jitterMs: 100,
  retries: 2,
};

/** A budget of so many requests a second on average; the burst grows with it, six seconds' worth. */
export function budgetOf(requestsPerSecond: number): Pick<Limits, 'requestsPerSecond' | 'burst'> {
  const { burst, requestsPerSecond: usual } = DEFAULT_LIMITS;
  return { requestsPerSecond, burst: Math.max(1, Math.round((burst / usual) * requestsPerSecond)) };
}

/** A port whose budget can be changed while it is in use. */
export interface LimitedPort extends ClusterPort {
  /** Requests a second on average, from now on: also for those that wait. */
  setBudget(requestsPerSecond: number): void;
  /** Background requests wait until so many milliseconds have passed, or a hold of none ends it; those under way go on. */
  hold(ms: number): void;
}

export interface LimitedOptions {
  readonly limits?: Partial<Limits>;
  /** For jitter; seeded in tests. */
  readonly random?: () => number;
}

/**
 * A port that keeps to a budget: what is on the screen goes first, hosts that failed are left alone
 * for a while (each longer than the last, as long as Retry-After says), and a queued request that is
 * aborted costs nothing.
 */
export function limited(port: ClusterPort, clock: Clock, options: LimitedOptions = {}): LimitedPort {
  return new Limited(port, clock, { ...DEFAULT_LIMITS, ...options.limits }, options.random ?? Math.random);
}

/** What all routes but `direct` share: the connection to the apiserver. */
const CONNECTION = 'connection';

class Limited implements LimitedPort {
  readonly #queue: RequestQueue;
  readonly #requests: TokenBucket;
  readonly #bytes: TokenBucket;
  readonly #backoffs = new Map<string, Backoff>();
  readonly #running = new Map<string, number>();
  readonly #meter: LoadMeter;
  #total = 0;
  #heldUntilMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly port: ClusterPort,
    private readonly clock: Clock,
    private limits: Limits,
    private readonly random: () => number,
  ) {
    const nowMs = clock.monotonic();
    this.#requests = new TokenBucket(limits.requestsPerSecond, limits.burst, nowMs);
    this.#bytes = new TokenBucket(limits.bytesPerSecond, limits.bytesPerSecond * 2, nowMs);
    this.#meter = new LoadMeter(clock);
    this.#queue = new RequestQueue(
      clock,
      (now) => this.#waitAllMs(now),
      (waiter, now) => this.#waitMs(waiter, now),
      (waiter) => this.#count(waiter.host, 1),
    );
  }

  get cluster(): ClusterIdentity {
    return this.port.cluster;
  }

  async send(request: PortRequest, signal: AbortSignal): Promise<PortResult> {
    assertReadOnly(request);
    const arrivedMs = this.clock.monotonic();
    for (let round = 0; ; round++) {
      const turn = await this.#turn(request, signal);
      const queue = this.clock.monotonic() - arrivedMs;
      if (turn === 'aborted') return this.#aborted(request, queue);
      const result = await this.#one(request, signal);
      if (round >= this.limits.retries || !asksToWait(result) || signal.aborted) return withQueue(result, queue);
    }
  }

  async stream(request: PortRequest, signal: AbortSignal): Promise<PortStream | PortFailure> {
    assertReadOnly(request);
    const arrivedMs = this.clock.monotonic();
    const turn = await this.#turn(request, signal);
    if (turn === 'aborted') return this.#aborted(request, this.clock.monotonic() - arrivedMs);
    const sentMs = this.clock.monotonic();
    this.#meter.began();
    const opened = await this.port.stream(request, signal);
    this.#meter.ended();
    this.#count(hostOf(request.route), -1);
    if (opened.kind === 'failure') this.#learn(request, opened, sentMs);
    else if (opened.status < 300) this.#backoff(hostOf(request.route)).succeeded();
    this.#queue.pump();
    return opened.kind === 'stream' ? { ...opened, chunks: this.#metered(opened.chunks) } : opened;
  }

  load(): PortLoad {
    return this.#meter.load(this.#queue.length, this.limits.requestsPerSecond);
  }

  setBudget(requestsPerSecond: number): void {
    this.limits = { ...this.limits, ...budgetOf(requestsPerSecond) };
    this.#requests.change(this.limits.requestsPerSecond, this.limits.burst, this.clock.monotonic());
    this.#queue.pump();
  }

  hold(ms: number): void {
    this.#heldUntilMs = this.clock.monotonic() + ms;
    this.#queue.pump();
  }

  close(): void {
    this.port.close();
  }

  #turn(request: PortRequest, signal: AbortSignal): Promise<'go' | 'aborted'> {
    // One signal stands for a whole session: hundreds of requests listen to it.
    setMaxListeners(0, signal);
    const screen = request.priority === 'screen';
    const notBeforeMs = this.clock.monotonic() + (screen ? 0 : this.random() * this.limits.jitterMs);
    return this.#queue.wait({ host: hostOf(request.route), screen, ahead: request.priority === 'list', notBeforeMs }, signal);
  }

  async #one(request: PortRequest, signal: AbortSignal): Promise<PortResult> {
    const sentMs = this.clock.monotonic();
    this.#meter.began();
    try {
      const result = await this.port.send(request, signal);
      const bytes = result.kind === 'answer' ? result.wireBytes : 0;
      this.#meter.received(bytes);
      this.#bytes.take(bytes, this.clock.monotonic());
      this.#learn(request, result, sentMs);
      return result;
    } finally {
      this.#meter.ended();
      this.#count(hostOf(request.route), -1);
      this.#queue.pump();
    }
  }

  #waitAllMs(nowMs: number): number {
    if (this.#total >= this.limits.concurrency) return Number.POSITIVE_INFINITY;
    return Math.max(this.#requests.waitMs(1, nowMs), this.#bytes.waitMs(0, nowMs));
  }

  /** How long this one must wait: the hold, concurrency and backoff of its listener and of the connection to it. */
  #waitMs(waiter: Waiter, nowMs: number): number {
    if ((this.#running.get(waiter.host) ?? 0) >= this.limits.concurrencyPerHost) return Number.POSITIVE_INFINITY;
    const backoffs = waiter.host.startsWith('direct/') ? [waiter.host] : [waiter.host, CONNECTION];
    const heldMs = waiter.screen ? 0 : this.#heldUntilMs - nowMs;
    return Math.max(heldMs, ...backoffs.map((host) => this.#backoffs.get(host)?.waitMs(nowMs, waiter.screen) ?? 0));
  }

  /** Called when a request goes (+1: it takes its token) and when it ended (-1). */
  #count(host: string, change: 1 | -1): void {
    if (change === 1) this.#requests.take(1, this.clock.monotonic());
    this.#total += change;
    const running = (this.#running.get(host) ?? 0) + change;
    if (running === 0) this.#running.delete(host);
    else this.#running.set(host, running);
  }

  #learn(request: PortRequest, result: PortResult, sentMs: number): void {
    const host = hostOf(request.route);
    const nowMs = this.clock.monotonic();
    const blame = blameOf(result);
    if (blame === 'nobody') {
      if (result.kind === 'answer') this.#succeeded(host);
      return;
    }
    const direct = request.route.via === 'direct';
    const backoff = this.#backoff(blame === 'connection' && !direct ? CONNECTION : host);
    const ordered = result.kind === 'answer' ? retryAfterMs(result.headers['retry-after'], this.clock.now()) : undefined;
    if (ordered === undefined) backoff.failed(sentMs, nowMs);
    else backoff.ordered(ordered, nowMs);
  }

  #succeeded(host: string): void {
    this.#backoffs.get(host)?.succeeded();
    if (!host.startsWith('direct/')) this.#backoffs.get(CONNECTION)?.succeeded();
  }

  #backoff(host: string): Backoff {
    const known = this.#backoffs.get(host) ?? new Backoff(this.random);
    this.#backoffs.set(host, known);
    return known;
  }

  async *#metered(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.#meter.received(chunk.length);
      this.#bytes.take(chunk.length, this.clock.monotonic());
      yield chunk;
    }
  }

  #aborted(request: PortRequest, queue: number): PortFailure {
    const whom = { name: 'the cluster', host: '', tls: true, settings: '' };
    const trouble = troubleOf('aborted', 'queue', whom, '');
    return {
      kind: 'failure',
      request: describeRequest(request),
      route: request.route,
      ...trouble,
      atMs: this.clock.now(),
      timings: { queue, total: queue },
    };
  }
}

/** 429 always; 503 only where the server says when to come back (an API without endpoints answers 503 for hours). */
function asksToWait(result: PortResult): boolean {
  if (result.kind !== 'answer') return false;
  return result.status === 429 || (result.status === 503 && result.headers['retry-after'] !== undefined);
}

function withQueue(result: PortResult, queue: number): PortResult {
  return { ...result, timings: { ...result.timings, queue, total: result.timings.total + queue } };
}
