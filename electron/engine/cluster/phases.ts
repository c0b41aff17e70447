import type { Clock } from '../clock';
import { startDeadline } from './deadline';
import type { PhaseTimeouts, PhaseTimings } from './port';

export type Phase = 'connect' | 'tls' | 'first-byte' | 'body';

const TIMEOUT_OF = { connect: 'connect', tls: 'tls', 'first-byte': 'firstByte', body: 'body' } as const;

/** Where one request stands: measures each phase and calls `onTimeout` when the current one lasts too long. */
export class PhaseWatch {
  #phase: Phase = 'connect';
  #since: number;
  #cancel: () => void = () => {};
  #over = false;
  readonly #spent: { connect?: number; tls?: number; firstByte?: number; body?: number } = {};

  constructor(
    private readonly clock: Clock,
    private readonly timeouts: PhaseTimeouts,
    private readonly onTimeout: (phase: Phase, ms: number) => void,
  ) {
    this.#since = clock.monotonic();
    this.#arm();
  }

  get phase(): Phase {
    return this.#phase;
  }

  /** Begins the next phase. `reused`: the connection was there already, so nothing is written down for the phase that ends. */
  enter(phase: Phase, options: { readonly reused?: boolean } = {}): void {
    if (this.#over) return;
    const now = this.clock.monotonic();
    if (!options.reused) this.#spent[TIMEOUT_OF[this.#phase]] = now - this.#since;
    this.#since = now;
    this.#phase = phase;
    this.#arm();
  }

  /** No timeout from now on (a stream that goes on as long as it likes). */
  disarm(): void {
    this.#cancel();
  }

  /** Ends the last phase and returns milliseconds spent; safe to call twice. */
  finish(): Omit<PhaseTimings, 'total'> {
    if (!this.#over) this.#spent[TIMEOUT_OF[this.#phase]] = this.clock.monotonic() - this.#since;
    this.#over = true;
    this.#cancel();
    return { ...this.#spent };
  }

  #arm(): void {
    this.#cancel();
    const phase = this.#phase;
    const ms = this.timeouts[TIMEOUT_OF[phase]];
    this.#cancel = startDeadline(this.clock, ms, () => {
      if (!this.#over) this.onTimeout(phase, ms);
    });
  }
}
