import { chanceSeen, type Pace } from './chance';
import { lengthMs, type PodLife, type PodState } from './podLife';
import { isChange, reasonOf } from './reasons';
import { type Scrapes, type Seen, seenBy } from './seen';

export interface Tally {
  readonly changes: number;
  /** No scrape fell into them. */
  readonly unseen: number;
  /** A scrape was due or made, and nothing was kept. */
  readonly missed: number;
}

export interface BlindSummary extends Tally {
  /** Changes of which nobody knows whether they were seen: before the watch, or before the first scrape that is known. */
  readonly unknown: number;
  /** The most unseen first. */
  readonly byReason: (Tally & { readonly reason: string })[];
  /** What part of these changes is seen when somebody scrapes so often; by chance, but for the interval of now. */
  readonly intervals: { readonly seconds: number; readonly share: number; readonly now: boolean }[];
}

export interface JudgedState {
  readonly life: PodLife;
  readonly state: PodState;
  readonly seen: Seen;
}

/** Every change that began at `fromMs` or after it, with whether a scrape saw it. */
export function judgeStates(lives: Iterable<PodLife>, scrapes: Scrapes, fromMs: number): JudgedState[] {
  const judged: JudgedState[] = [];
  for (const life of lives)
    for (const state of life.states)
      if (state.fromMs >= fromMs && isChange(state)) judged.push({ life, state, seen: seenBy(state, scrapes, life.watchedFromMs) });
  return judged;
}

const INTERVALS = [5, 15, 30, 60];
/** Counted in place: an hour of a big cluster is tens of thousands of changes, every few seconds. */
class Counted implements Tally {
  changes = 0;
  unseen = 0;
  missed = 0;

  add({ verdict }: Seen): void {
    this.changes += 1;
    if (verdict === 'could-not-be-seen') this.unseen += 1;
    else if (verdict === 'was-missed') this.missed += 1;
  }
}

/** What monitoring could not see of the changes of state. What is not known, or still to come, is no part of the share. */
export function summarise(judged: readonly JudgedState[], scrapes: Scrapes): BlindSummary {
  const byReason = new Map<string, Counted>();
  const counted = judged.filter(({ seen }) => isJudged(seen));
  const all = new Counted();
  for (const { life, state, seen } of counted) {
    const reason = reasonOf(state, life.owner);
    const own = byReason.get(reason) ?? new Counted();
    if (own.changes === 0) byReason.set(reason, own);
    own.add(seen);
    all.add(seen);
  }
  return {
    ...all,
    unknown: judged.filter(({ seen }) => seen.verdict === 'not-known').length,
    byReason: [...byReason].map(([reason, tally]) => ({ reason, ...tally })).sort(mostUnseen),
    intervals: counted.length === 0 ? [] : intervalsOf(counted, all, scrapes),
  };
}

export function isJudged({ verdict }: Seen): boolean {
  return verdict === 'seen' || verdict === 'could-not-be-seen' || verdict === 'was-missed';
}

function mostUnseen(a: Tally & { readonly reason: string }, b: Tally & { readonly reason: string }): number {
  return b.unseen + b.missed - a.unseen - a.missed || b.changes - a.changes || a.reason.localeCompare(b.reason);
}

function intervalsOf(counted: readonly JudgedState[], { changes, unseen, missed }: Tally, scrapes: Scrapes): BlindSummary['intervals'] {
  const current = Math.round(scrapes.intervalMs / 1_000);
  const asked = [...new Set([...INTERVALS, current])].filter((seconds) => seconds > 0).sort((a, b) => a - b);
  const lengths = lengthsOf(counted, scrapes.toMs);
  return asked.map((seconds) =>
    seconds === current
      ? { seconds, share: (changes - unseen - missed) / changes, now: true }
      : { seconds, share: expected(lengths, { intervalMs: seconds * 1_000, jitterMs: scrapes.jitterMs }), now: false },
  );
}

/** How long each was shown: 0 where no version showed it. One that goes on has no end: it will be seen by those who come before. */
function lengthsOf(counted: readonly JudgedState[], nowMs: number): Float64Array {
  return Float64Array.from(counted, ({ state: { shown, toMs } }) => {
    if (shown === undefined) return 0;
    return toMs === undefined ? Number.POSITIVE_INFINITY : lengthMs(shown, nowMs);
  });
}

function expected(lengths: Float64Array, pace: Pace): number {
  let sum = 0;
  for (const ms of lengths) sum += chanceSeen(ms, pace);
  return sum / lengths.length;
}
