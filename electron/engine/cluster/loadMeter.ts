import type { Clock } from '../clock';
import type { PortLoad } from './port';

/** Rates are averages over this many seconds: long enough to be read, short enough to be of now. */
const WINDOW_SECONDS = 10;

/** Counts requests and bytes for `ClusterPort.load()`. */
export class LoadMeter {
  readonly #requests = new Array<number>(WINDOW_SECONDS).fill(0);
  readonly #bytes = new Array<number>(WINDOW_SECONDS).fill(0);
  readonly #startedMs: number;
  #second = 0;
  #totalRequests = 0;
  #totalBytes = 0;
  #inFlight = 0;

  constructor(private readonly clock: Clock) {
    this.#startedMs = clock.monotonic();
  }

  began(): void {
    this.#turn();
    this.#totalRequests += 1;
    this.#inFlight += 1;
    this.#add(this.#requests, 1);
  }

  ended(): void {
    this.#inFlight -= 1;
  }

  received(bytes: number): void {
    this.#turn();
    this.#totalBytes += bytes;
    this.#add(this.#bytes, bytes);
  }

  load(waiting = 0, requestsPerSecondLimit?: number): PortLoad {
    this.#turn();
    const seconds = Math.min(WINDOW_SECONDS, Math.max(1, (this.clock.monotonic() - this.#startedMs) / 1000));
    return {
      requestsPerSecond: sum(this.#requests) / seconds,
      requestsPerSecondLimit,
      bytesPerSecond: sum(this.#bytes) / seconds,
      inFlight: this.#inFlight,
      waiting,
      totalRequests: this.#totalRequests,
      totalBytes: this.#totalBytes,
    };
  }

  #add(buckets: number[], amount: number): void {
    const at = this.#second % WINDOW_SECONDS;
    buckets[at] = (buckets[at] ?? 0) + amount;
  }

  /** Empties the buckets of the seconds that went by. */
  #turn(): void {
    const second = Math.floor((this.clock.monotonic() - this.#startedMs) / 1000);
    for (let gone = 0; this.#second < second && gone < WINDOW_SECONDS; gone++) {
      this.#second += 1;
      this.#requests[this.#second % WINDOW_SECONDS] = 0;
      this.#bytes[this.#second % WINDOW_SECONDS] = 0;
    }
    this.#second = second;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
