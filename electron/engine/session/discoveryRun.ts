import type { Discovered } from '../../../shared/model/component';
import { EMPTY_INVENTORY, type Inventory } from '../../../shared/model/inventory';
import type { Clock } from '../clock';
import type { Looker } from '../probers/prober';

/** Discovery, run anew when objects changed; asks candidates what they are in between. */
export interface DiscoveryRun {
  readonly found: readonly Discovered[];
  readonly emptyInventory: Inventory;
  /** True when what was found changed at once; `later` is called when answers of candidates change it. */
  run(inventory: Inventory, look: Looker, signal: AbortSignal, later: () => void): boolean;
}

export interface DiscoveryParts<Answers> {
  readonly clock: Clock;
  readonly noAnswers: Answers;
  readonly discover: (inventory: Inventory, answers: Answers) => readonly Discovered[];
  /** Asks every candidate that has not been asked (or not lately); undefined when there was nothing to ask. */
  readonly identify: (found: readonly Discovered[], answers: Answers, look: Looker, signal: AbortSignal) => Promise<Answers | undefined>;
}

/** Between two runs; at 150,000 pods a run takes most of a second, and all of them together at most a tenth of a core. */
const QUIET_MS = 1_000;
const QUIET_TIMES_RUN = 10;

export function createDiscoveryRun<Answers>(parts: DiscoveryParts<Answers>): DiscoveryRun {
  let found: readonly Discovered[] = [];
  let answers = parts.noAnswers;
  let latest: Inventory = EMPTY_INVENTORY;
  let nextMs = Number.NEGATIVE_INFINITY;
  let asking = false;
  let waiting = false;

  function discoverNow(): boolean {
    const before = found;
    const beganMs = parts.clock.monotonic();
    found = parts.discover(latest, answers);
    const endedMs = parts.clock.monotonic();
    nextMs = endedMs + Math.max(QUIET_MS, QUIET_TIMES_RUN * (endedMs - beganMs));
    return before.length === 0 || !sameFound(before, found);
  }

  async function askCandidates(look: Looker, signal: AbortSignal, later: () => void): Promise<void> {
    if (asking) return;
    asking = true;
    const more = await parts.identify(found, answers, look, signal);
    asking = false;
    if (more === undefined || signal.aborted) return;
    answers = more;
    if (discoverNow()) later();
    void askCandidates(look, signal, later);
  }

  async function runLater(look: Looker, signal: AbortSignal, later: () => void): Promise<void> {
    if (waiting) return;
    waiting = true;
    await parts.clock.sleep(nextMs - parts.clock.monotonic(), signal);
    waiting = false;
    if (signal.aborted) return;
    if (discoverNow()) later();
    void askCandidates(look, signal, later);
  }

  return {
    get found() {
      return found;
    },
    emptyInventory: EMPTY_INVENTORY,
    run(inventory, look, signal, later) {
      latest = inventory;
      if (parts.clock.monotonic() < nextMs) {
        void runLater(look, signal, later);
        return false;
      }
      const changed = discoverNow();
      void askCandidates(look, signal, later);
      return changed;
    },
  };
}

function sameFound(a: readonly Discovered[], b: readonly Discovered[]): boolean {
  return a.length === b.length && JSON.stringify(a) === JSON.stringify(b);
}
