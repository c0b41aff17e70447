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
const NOTHING: Tally = { changes: 0, unseen: 0, missed: 0 };

/** What monitoring could not see of the changes of state. What is not known, or still to come, is no part of the share. */
export function summarise(judged: readonly JudgedState[], scrapes: Scrapes): BlindSummary {
  const byReason = new Map<string, Tally>();
  const counted = judged.filter(({ seen }) => isJudged(seen));
  for (const { life, state, seen } of counted) {
    const reason = reasonOf(state, life.owner);
    byReason.set(reason, added(byReason.get(reason) ?? NOTHING, seen));
  }
  const all = counted.reduce((sum, { seen }) => added(sum, seen), NOTHING);
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

function added({ changes, unseen, missed }: Tally, { verdict }: Seen): Tally {
  return {
    changes: changes + 1,
    unseen: unseen + Number(verdict === 'could-not-be-seen'),
    missed: missed + Number(verdict === 'was-missed'),
  };
}

function mostUnseen(a: Tally & { readonly reason: string }, b: Tally & { readonly reason: string }): number {
  return b.unseen + b.missed - a.unseen - a.missed || b.changes - a.changes || a.reason.localeCompare(b.reason);
}

function intervalsOf(counted: readonly JudgedState[], { changes, unseen, missed }: Tally, scrapes: Scrapes): BlindSummary['intervals'] {
  const current = Math.round(scrapes.intervalMs / 1_000);
  const asked = [...new Set([...INTERVALS, current])].filter((seconds) => seconds > 0).sort((a, b) => a - b);
  return asked.map((seconds) =>
    seconds === current
      ? { seconds, share: (changes - unseen - missed) / changes, now: true }
      : { seconds, share: expected(counted, { intervalMs: seconds * 1_000, jitterMs: scrapes.jitterMs }, scrapes.toMs), now: false },
  );
}

/** A state that goes on counts as long as it is now: it will be seen by those who come before its end. */
function expected(counted: readonly JudgedState[], pace: Pace, nowMs: number): number {
  const chances = counted.map(({ state: { shown, toMs } }) => {
    if (shown === undefined) return 0;
    return toMs === undefined ? 1 : chanceSeen(lengthMs(shown, nowMs), pace);
  });
  return chances.reduce((sum, chance) => sum + chance, 0) / counted.length;
}
