import type { FailureCode, PortAnswer, PortResult } from './port';

const FIRST_MS = 500;
/** A cluster that is back should be seen to be back soon. */
const LONGEST_MS = 15_000;
/** A server may ask for hours; we ask again after this at the latest. */
const LONGEST_RETRY_AFTER_MS = 60_000;

/** How long one host is left alone after it failed. */
export class Backoff {
  #failures = 0;
  #untilMs = 0;
  /** The server itself said when: holds for everyone, also for what the screen wants. */
  #ordered = false;

  constructor(private readonly random: () => number) {}

  /** Milliseconds to wait from now; who asks for the screen waits only when the server ordered it. */
  waitMs(nowMs: number, screen: boolean): number {
    return screen && !this.#ordered ? 0 : Math.max(0, this.#untilMs - nowMs);
  }

  succeeded(): void {
    this.#failures = 0;
    this.#untilMs = 0;
    this.#ordered = false;
  }

  /** Doubles with each failure, plus or minus a quarter. Failures of requests that were sent before the last one count once. */
  failed(sentMs: number, nowMs: number): void {
    if (sentMs < this.#untilMs) return;
    const ms = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#failures) * (0.75 + this.random() / 2);
    this.#failures += 1;
    this.#untilMs = nowMs + ms;
    this.#ordered = false;
  }

  ordered(ms: number, nowMs: number): void {
    this.#untilMs = Math.max(this.#untilMs, nowMs + Math.min(ms, LONGEST_RETRY_AFTER_MS));
    this.#ordered = true;
  }
}

/** What Retry-After asks for, in milliseconds: seconds or a date (RFC 9110, 10.2.3). */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}

/** Failures after which asking again at once is of no use. Ours (too large, aborted, configuration) are not among them. */
const OF_THE_HOST: ReadonlySet<FailureCode> = new Set([
  'resolve',
  'refused',
  'reset',
  'timeout',
  'unknown-ca',
  'wrong-host',
  'certificate-expired',
  'tls',
  'truncated',
  'proxy',
]);

/** Whose fault a result is: the connection's (shared by all routes through the apiserver), the listener's behind it, or nobody's. */
export function blameOf(result: PortResult): 'connection' | 'listener' | 'nobody' {
  if (result.kind === 'answer') return overloaded(result) ? 'listener' : 'nobody';
  if (!OF_THE_HOST.has(result.code)) return 'nobody';
  return result.phase === 'first-byte' || result.phase === 'body' ? 'listener' : 'connection';
}

/** Whether the way to the API server itself was not there: of what stands behind it such an answer says nothing. */
export function isCutOff(result: PortResult): boolean {
  if (result.kind === 'answer' || result.route.via === 'direct') return false;
  return blameOf(result) === 'connection' || result.code === 'reset';
}

/** A single API of the apiserver that answers 503 (an aggregated one without endpoints) says nothing of its other APIs. */
function overloaded({ status, headers, route }: PortAnswer): boolean {
  if (status === 429 || (status === 503 && headers['retry-after'] !== undefined)) return true;
  return route.via !== 'apiserver' && [502, 503, 504].includes(status);
}
