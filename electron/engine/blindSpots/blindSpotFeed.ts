import type { BlindSpotsIntent } from '../../../shared/contract/blindSpots';
import type { FromEngine } from '../../../shared/contract/engine';
import type { Clock } from '../clock';
import type { BlindSpotWatch } from './blindSpotWatch';

/** A scrape comes each 15 s or less often; what happens to pods is drawn with the next. */
const PERIOD_MS = 5_000;

type Shown = NonNullable<BlindSpotsIntent['shown']>;

export interface BlindSpotFeedParts {
  readonly blindSpots?: BlindSpotWatch;
  readonly clock: Clock;
}

/** Sends the blind spots to a window while their screen is open; nobody is asked for them otherwise. */
export class BlindSpotFeed {
  #shown: Shown | undefined;
  #round = new AbortController();
  #sent = '';
  #heldMs: number | undefined;

  constructor(
    private readonly parts: BlindSpotFeedParts,
    private readonly send: (message: FromEngine) => void,
  ) {}

  receive({ shown }: BlindSpotsIntent): void {
    this.#round.abort();
    this.#round = new AbortController();
    this.#shown = shown ?? undefined;
    this.#sent = '';
    const { blindSpots } = this.parts;
    if (this.#shown !== undefined && blindSpots !== undefined) void this.#run(blindSpots, this.#shown, this.#round.signal);
  }

  /** The window shows a moment that is gone, or (undefined) now. */
  holdAt(atMs: number | undefined): void {
    if (atMs === this.#heldMs) return;
    this.#heldMs = atMs;
    if (this.#shown !== undefined) this.receive({ type: 'blind-spots', shown: this.#shown });
  }

  close(): void {
    this.#round.abort();
    this.#shown = undefined;
  }

  async #run(blindSpots: BlindSpotWatch, shown: Shown, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      // What is known is shown at once, what has to be asked for after it.
      if (blindSpots.hasAsked) await this.#sendAll(blindSpots, shown, signal);
      await blindSpots.refresh(signal);
      await this.#sendAll(blindSpots, shown, signal);
      await this.parts.clock.sleep(PERIOD_MS, signal);
    }
  }

  async #sendAll(blindSpots: BlindSpotWatch, { search, uid }: Shown, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const page = blindSpots.page(search, this.#heldMs);
    const now = JSON.stringify(page);
    if (now === this.#sent) return;
    this.#sent = now;
    this.send({ type: 'blind-spots', page });
    if (uid === null) return;
    const picture = await blindSpots.picture(uid, signal, this.#heldMs);
    if (picture !== undefined && !signal.aborted) this.send({ type: 'blind-picture', picture });
  }
}
