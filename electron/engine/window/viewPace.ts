import type { Clock } from '../clock';

/** Views are sent at most this often; in between the last change waits. */
const PERIOD_MS = 250;

/** When a view is made and sent: at most one in 250 ms, always one after the last change, none while held. */
export class ViewPace {
  private sentMs = Number.NEGATIVE_INFINITY;
  private heldUntilMs = Number.NEGATIVE_INFINITY;
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
  }

  /** Of what changes from now on nothing is made before so many milliseconds have passed, or a hold of none ends it. */
  hold(ms: number): void {
    this.heldUntilMs = this.clock.monotonic() + ms;
    this.woken.abort();
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
    return Math.max(this.sentMs + PERIOD_MS, this.heldUntilMs) - this.clock.monotonic();
  }
}
