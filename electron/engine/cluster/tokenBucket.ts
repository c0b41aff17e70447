/** Tokens that refill at a steady rate. Time is given, never read. */
export class TokenBucket {
  #tokens: number;
  #atMs: number;

  /** `burst` tokens at first and at most; `perSecond` come back each second. */
  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
    nowMs: number,
  ) {
    this.#tokens = burst;
    this.#atMs = nowMs;
  }

  /** May leave the bucket in debt: what an answer costs is known only when it is there. */
  take(tokens: number, nowMs: number): void {
    this.#refill(nowMs);
    this.#tokens -= tokens;
  }

  /** Milliseconds until there are `tokens`; 0 when there are. */
  waitMs(tokens: number, nowMs: number): number {
    this.#refill(nowMs);
    return this.#tokens >= tokens ? 0 : ((tokens - this.#tokens) / this.perSecond) * 1000;
  }

  #refill(nowMs: number): void {
    this.#tokens = Math.min(this.burst, this.#tokens + ((nowMs - this.#atMs) / 1000) * this.perSecond);
    this.#atMs = nowMs;
  }
}
