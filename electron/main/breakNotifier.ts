import type { Breaks, BrokenPlace } from '../../shared/contract/breaks';

/** Between two notifications: who was told comes and looks, or does not want to be told more often. */
const QUIET_MS = 60_000;
/** What follows from a break is often seen before its beginning: looks at the components take turns. */
const SETTLE_MS = 10_000;

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
 * Says where data stopped while nobody looks: what comes within ten seconds together, at most one notification a minute, and each once until the window was
 * looked at. What carries data again before it was said is not said; nor is a place where data stops now that only followed from another before.
 */
export function notifyOfBreaks(parts: NotifierParts): BreakNotifier {
  let session: string | undefined;
  let places: readonly BrokenPlace[] = [];
  let broken: ReadonlySet<string> = new Set();
  /** Broken, and no news: from the beginning, seen, or told. */
  let old: ReadonlySet<string> = new Set();
  const told = new Set<string>();
  let lastMs = Number.NEGATIVE_INFINITY;
  let timed = false;

  const news = (): readonly BrokenPlace[] => places.filter((place) => !old.has(idOf(place)) && !told.has(idOf(place)));
  const isHeard = (): boolean => parts.isOn() && !parts.isWatched();

  function say(): void {
    timed = false;
    const fresh = news();
    if (isHeard() && fresh.length > 0) {
      lastMs = parts.now();
      for (const place of fresh) told.add(idOf(place));
      parts.show(fresh);
    }
    old = broken;
  }

  return {
    receive(now) {
      if (now.session !== session) told.clear();
      places = now.places;
      broken = new Set(now.broken);
      old = now.session === session && isHeard() ? new Set(now.broken.filter((id) => old.has(id))) : broken;
      session = now.session;
      if (timed || news().length === 0) return;
      timed = true;
      parts.later(Math.max(SETTLE_MS, lastMs + QUIET_MS - parts.now()), say);
    },
    watched() {
      old = broken;
      told.clear();
      lastMs = Number.NEGATIVE_INFINITY;
      parts.withdraw();
    },
  };
}

function idOf({ at }: BrokenPlace): string {
  return at.kind === 'card' ? at.card : `${at.from}>${at.to}`;
}
