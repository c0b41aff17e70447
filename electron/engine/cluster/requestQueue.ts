import type { Clock } from '../clock';

export interface Waiter {
  readonly host: string;
  readonly screen: boolean;
  /** Goes before the others in the background: the next page of a list, of which there is one at a time. */
  readonly ahead?: boolean;
  /** Not before this, on the monotonic clock: jitter. */
  readonly notBeforeMs: number;
}

interface Entry extends Waiter {
  readonly go: (ran: 'go' | 'aborted') => void;
}

/**
 * Requests that wait for their turn: those for the screen first, then pages of lists, else in the order of arrival.
 * Waits are milliseconds; 0: now; Infinity: until something else ends.
 */
export class RequestQueue {
  readonly #screen: Entry[] = [];
  readonly #background: Entry[] = [];
  #sleeping: AbortController | undefined;

  constructor(
    private readonly clock: Clock,
    /** How long everyone has to wait. */
    private readonly waitAllMs: (nowMs: number) => number,
    /** How long this one has to wait, where not everyone must. */
    private readonly waitMs: (waiter: Waiter, nowMs: number) => number,
    private readonly onGo: (waiter: Waiter) => void,
  ) {}

  get length(): number {
    return this.#screen.length + this.#background.length;
  }

  /** Resolves when it is this one's turn, or at once when the signal aborts. */
  wait(waiter: Waiter, signal: AbortSignal): Promise<'go' | 'aborted'> {
    if (signal.aborted) return Promise.resolve('aborted');
    return new Promise((resolve) => {
      const line = waiter.screen ? this.#screen : this.#background;
      const onAbort = (): void => {
        line.splice(line.indexOf(entry), 1);
        resolve('aborted');
      };
      const entry: Entry = {
        ...waiter,
        go: (ran) => {
          signal.removeEventListener('abort', onAbort);
          resolve(ran);
        },
      };
      signal.addEventListener('abort', onAbort, { once: true });
      const place = waiter.ahead ? line.findIndex(({ ahead }) => !ahead) : -1;
      line.splice(place === -1 ? line.length : place, 0, entry);
      this.pump();
    });
  }

  /** Lets go whoever may; called when something ended, and by its own timer. */
  pump(): void {
    this.#sleeping?.abort();
    this.#sleeping = undefined;
    const soonest = Math.min(this.#drain(this.#screen), this.#drain(this.#background));
    if (soonest === Number.POSITIVE_INFINITY) return;
    const alarm = new AbortController();
    this.#sleeping = alarm;
    void this.clock.sleep(Math.max(1, Math.ceil(soonest)), alarm.signal).then(() => {
      if (!alarm.signal.aborted) this.pump();
    });
  }

  /** Milliseconds until the next one of this line may go. Hosts that must wait are passed by. */
  #drain(line: Entry[]): number {
    const nowMs = this.clock.monotonic();
    const held = new Map<string, number>();
    let soonest = Number.POSITIVE_INFINITY;
    for (let at = 0; at < line.length; ) {
      const all = this.waitAllMs(nowMs);
      if (all > 0) return Math.min(soonest, all);
      const entry = line[at];
      if (entry === undefined) break;
      const ms = entry.notBeforeMs > nowMs ? entry.notBeforeMs - nowMs : (held.get(entry.host) ?? this.waitMs(entry, nowMs));
      if (ms > 0) {
        if (entry.notBeforeMs <= nowMs) held.set(entry.host, ms);
        soonest = Math.min(soonest, ms);
        at += 1;
        continue;
      }
      line.splice(at, 1);
      this.onGo(entry);
      entry.go('go');
    }
    return soonest;
  }
}
