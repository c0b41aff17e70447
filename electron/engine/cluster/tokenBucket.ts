/** Tokens that refill at a steady rate. Time is given, never read. */
export class TokenBucket {
  #tokens: number;
  #atMs: number;

  /** `burst` tokens at first and at most; `perSecond` come back each second. */
  constructor(
    private perSecond: number,
    private burst: number,
    nowMs: number,
  ) {
    this.#tokens = burst;
    this.#atMs = nowMs;
  }

  /** From now on at this rate; what is there stays, up to the new burst. */
  change(perSecond: number, burst: number, nowMs: number): void {
    this.#refill(nowMs);
    this.perSecond = perSecond;
    this.burst = burst;
    this.#tokens = Math.min(burst, this.#tokens);
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
