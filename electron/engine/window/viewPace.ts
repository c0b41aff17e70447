import type { Clock } from '../clock';

/** Views are sent at most this often while somebody waits for one; in between the last change waits. */
const BRISK_MS = 250;
/** And this often else: ages on the screen go by seconds, and the window parses, compares and draws each view. */
const STEADY_MS = 1_000;

/** Of a cluster of thousands of nodes a view takes a noticeable part of a second to make: at most such a part of all time. */
const COSTS_BETWEEN = 4;

/** When a view is made and sent: at most one a second, four while somebody waits, always one after the last change, none while held. */
export class ViewPace {
  private sentMs = Number.NEGATIVE_INFINITY;
  private costMs = 0;
  private heldUntilMs = Number.NEGATIVE_INFINITY;
  private briskUntilMs = Number.NEGATIVE_INFINITY;
  private waiting = false;
  private woken = new AbortController();

  constructor(
    private readonly clock: Clock,
    private readonly send: () => void,
  ) {}

  /** Something changed. */
  changed(): void {
    if (this.waiting) return;
    if (this.waitMs() <= 0) this.now();
    else void this.later();
  }

  /** One that cannot wait. */
  now(): void {
    this.sentMs = this.clock.monotonic();
    this.send();
    this.costMs = this.clock.monotonic() - this.sentMs;
  }

  /** Of what changes from now on nothing is made before so many milliseconds have passed, or a hold of none ends it. */
  hold(ms: number): void {
    this.heldUntilMs = this.clock.monotonic() + ms;
    this.woken.abort();
  }

  /** Somebody waits for what changes within so many milliseconds from now. */
  brisk(ms: number): void {
    const nowMs = this.clock.monotonic();
    const wasBrisk = nowMs < this.briskUntilMs;
    this.briskUntilMs = nowMs + ms;
    if (!wasBrisk) this.woken.abort();
  }

  private async later(): Promise<void> {
    this.waiting = true;
    for (let wait = this.waitMs(); wait > 0; wait = this.waitMs()) {
      this.woken = new AbortController();
      await this.clock.sleep(wait, this.woken.signal);
    }
    this.waiting = false;
    this.now();
  }

  private waitMs(): number {
    const nowMs = this.clock.monotonic();
    const periodMs = Math.max(nowMs < this.briskUntilMs ? BRISK_MS : STEADY_MS, COSTS_BETWEEN * this.costMs);
    return Math.max(this.sentMs + periodMs, this.heldUntilMs) - nowMs;
  }
}
