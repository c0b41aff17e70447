import type { Breaks, BrokenPlace } from '../../shared/contract/breaks';

/** Between two notifications: who was told comes and looks, or does not want to be told more often. */
const QUIET_MS = 60_000;

export interface NotifierParts {
  /** By the settings. */
  isOn(): boolean;
  /** The window has the user's attention: what is on it need not be said again. */
  isWatched(): boolean;
  now(): number;
  later(ms: number, run: () => void): void;
  /** One notification for all of them; it takes the place of the one before. */
  show(places: readonly BrokenPlace[]): void;
  /** The user is back: the notification has done its work. */
  withdraw(): void;
}

export interface BreakNotifier {
  receive(breaks: Omit<Breaks, 'type'>): void;
  /** The window came to the front: what breaks from now on is news again. */
  watched(): void;
}

/**
 * Says where data stopped while nobody looks: the places of one look together, at most one notification a minute, and each once until the window was
 * looked at. What carries data again before it was said is not said; nor is a place where data stops now that only followed from another before.
 */
export function notifyOfBreaks(parts: NotifierParts): BreakNotifier {
  let session: string | undefined;
  let known: ReadonlySet<string> = new Set();
  let waiting: readonly BrokenPlace[] = [];
  const told = new Set<string>();
  let lastMs = Number.NEGATIVE_INFINITY;
  let timed = false;

  function receive({ session: of, places, broken }: Omit<Breaks, 'type'>): void {
    const before = known;
    known = new Set(broken);
    if (of !== session) {
      session = of;
      waiting = [];
      told.clear();
      return;
    }
    const news = places.filter((place) => !before.has(idOf(place)) && !told.has(idOf(place)));
    waiting = [...waiting.filter((place) => known.has(idOf(place)) && !news.some((each) => idOf(each) === idOf(place))), ...news];
    sayOrWait();
  }

  function sayOrWait(): void {
    if (!parts.isOn() || parts.isWatched()) waiting = [];
    if (waiting.length === 0 || timed) return;
    const quietMs = lastMs + QUIET_MS - parts.now();
    if (quietMs > 0) {
      timed = true;
      parts.later(quietMs, () => {
        timed = false;
        sayOrWait();
      });
      return;
    }
    lastMs = parts.now();
    for (const place of waiting) told.add(idOf(place));
    parts.show(waiting);
    waiting = [];
  }

  return {
    receive,
    watched() {
      waiting = [];
      told.clear();
      lastMs = Number.NEGATIVE_INFINITY;
      parts.withdraw();
    },
  };
}

function idOf({ at }: BrokenPlace): string {
  return at.kind === 'card' ? at.card : `${at.from}>${at.to}`;
}
