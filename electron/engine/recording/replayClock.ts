import type { Clock } from '../clock';

/** How many turns of the event loop nothing may happen in before time goes on. */
const QUIET_TURNS = 20;

interface Sleeper {
  readonly atMs: number;
  readonly order: number;
  readonly wake: () => void;
}

/**
 * The time of a recording: it stands still while anything is being done, and then jumps to the next moment that somebody waits for. Everything in the
 * engine waits at its clock, so that hours pass as quickly as they can be computed, and the same recording passes the same way each time.
 */
export class ReplayClock implements Clock {
  private atMs: number;
  private order = 0;
  private readonly sleepers = new Set<Sleeper>();
  private working = 0;

  constructor(private readonly fromMs: number) {
    this.atMs = fromMs;
  }

  now(): number {
    return this.atMs;
  }

  monotonic(): number {
    return this.atMs - this.fromMs;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = (): void => {
        this.sleepers.delete(sleeper);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper = { atMs: this.atMs + Math.max(0, ms), order: this.order++, wake };
      this.sleepers.add(sleeper);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }

  /** Time stands still until this is done: something outside the clock, such as reading a file. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.working += 1;
    try {
      return await work;
    } finally {
      this.working -= 1;
    }
  }

  /** Lets time pass until it is `untilMs`, or `isOver` says so; `isOver` is asked each time nothing is being done. */
  async run(untilMs: number, isOver: () => boolean = () => false): Promise<void> {
    for (;;) {
      await this.quiet();
      if (isOver()) return;
      const next = this.next();
      if (next === undefined || next.atMs > untilMs) {
        // Without an end it is waited for what is done outside the clock.
        if (untilMs === Number.POSITIVE_INFINITY) continue;
        this.atMs = Math.max(this.atMs, untilMs);
        return;
      }
      this.atMs = Math.max(this.atMs, next.atMs);
      next.wake();
    }
  }

  private async quiet(): Promise<void> {
    for (let turn = 0; turn < QUIET_TURNS; turn++) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.working > 0) turn = 0;
    }
  }

  private next(): Sleeper | undefined {
    let first: Sleeper | undefined;
    for (const sleeper of this.sleepers) {
      // Nobody waits for the end of time.
      if (sleeper.atMs === Number.POSITIVE_INFINITY) continue;
      if (first === undefined || sleeper.atMs < first.atMs || (sleeper.atMs === first.atMs && sleeper.order < first.order)) first = sleeper;
    }
    return first;
  }
}
