import { chanceSeen, type Pace } from './chance';
import { lengthMs, type PodState, type Stretch } from './podLife';
import { SIGNALS } from './signals';

/** The scrapes of kube-state-metrics as somebody kept them. */
export interface Scrapes extends Pace {
  /** Of before this, and of after `toMs`, nothing is known. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Ascending; `ok` false: tried and failed (`up` 0). */
  readonly ticks: readonly { readonly atMs: number; readonly ok: boolean }[];
}

/** A sample of one series of the pod that says that a state holds. */
export interface KeptValue {
  readonly signal: PodState['signal'];
  readonly container?: string;
  readonly value: string;
  readonly atMs: number;
}

export type Seen =
  | { readonly verdict: 'seen'; readonly atMs: number }
  /** No scrape fell into it. `chance`: that one does, at this pace. */
  | { readonly verdict: 'could-not-be-seen'; readonly because: 'between-scrapes' | 'never-shown' | 'no-metric'; readonly chance: number }
  /** A scrape was due or was made, and none kept it. */
  | { readonly verdict: 'was-missed'; readonly because: 'scrape-failed' | 'no-scrape' | 'not-kept'; readonly chance: number }
  /** It goes on, and the next scrape is to come. */
  | { readonly verdict: 'not-yet' }
  /** Of before anything is known, or nobody watched how long the API showed it. */
  | { readonly verdict: 'not-known' };

/**
 * The clocks of the kubelet, of Prometheus and of who watches, and kube-state-metrics' own watch, are that far apart at most; a
 * status holds whole seconds, and comes a second later. A sample so close to a state's edge may still belong to it, a scrape
 * so close need not have found it.
 */
export const EDGE_MS = 1_500;

/** The scraper stood still when nothing came for so many intervals. */
const LATE_INTERVALS = 1.5;

/** Whether a scrape could see a state, by the times of the scrapes alone: what a scrape finds, it keeps. */
export function seenBy(state: PodState, scrapes: Scrapes, watchedFromMs: number): Seen {
  const known = shownOf(state, watchedFromMs);
  if (!('shown' in known)) return known;
  const { fromMs, toMs } = known.shown;
  const ends = toMs !== undefined && toMs <= scrapes.toMs;
  const unsureMs = state.proof === 'watch' ? 0 : EDGE_MS;
  const ticks = between(scrapes.ticks, fromMs, ends ? toMs + unsureMs : scrapes.toMs + 1);
  const good = ticks.find(({ ok, atMs }) => ok && atMs >= fromMs + unsureMs && (!ends || atMs < toMs));
  if (good) return { verdict: 'seen', atMs: good.atMs };
  if (fromMs < scrapes.fromMs || (unsureMs > 0 && ticks.some(({ ok }) => ok))) return { verdict: 'not-known' };
  const ms = lengthMs(known.shown, scrapes.toMs);
  const late = ms > LATE_INTERVALS * scrapes.intervalMs;
  if (!ends && !late && ticks.length === 0) return { verdict: 'not-yet' };
  const chance = chanceSeen(ms, scrapes);
  if (ticks.length > 0) return { verdict: 'was-missed', because: 'scrape-failed', chance };
  return late
    ? { verdict: 'was-missed', because: 'no-scrape', chance }
    : { verdict: 'could-not-be-seen', because: 'between-scrapes', chance };
}

/** The same by what was kept of the pod: a sample that says so is the proof. */
export function seenIn(state: PodState, kept: readonly KeptValue[], scrapes: Scrapes, watchedFromMs: number): Seen {
  const { fromMs, toMs } = state.shown ?? state;
  // Who watches may have heard of it later than kube-state-metrics did: a sample from its begin on is of it.
  const firstMs = Math.min(state.fromMs, fromMs) - EDGE_MS;
  const lastMs = Math.max(state.toMs ?? scrapes.toMs, toMs ?? scrapes.toMs) + EDGE_MS;
  const sample = kept.find((each) => says(each, state) && each.atMs >= firstMs && each.atMs < lastMs);
  if (sample) return { verdict: 'seen', atMs: sample.atMs };
  const seen = seenBy(state, scrapes, watchedFromMs);
  // Of an unsure edge the samples know more than the times: none says it.
  if (seen.verdict !== 'seen' && !(seen.verdict === 'not-known' && fromMs >= scrapes.fromMs && state.shown !== undefined)) return seen;
  const chance = chanceSeen(lengthMs({ fromMs, toMs }, scrapes.toMs), scrapes);
  const inside = between(scrapes.ticks, fromMs + EDGE_MS, (toMs ?? scrapes.toMs) - EDGE_MS).some(({ ok }) => ok);
  if (inside) return { verdict: 'was-missed', because: 'not-kept', chance };
  return state.toMs === undefined ? { verdict: 'not-yet' } : { verdict: 'could-not-be-seen', because: 'between-scrapes', chance };
}

function says(kept: KeptValue, state: PodState): boolean {
  return kept.signal === state.signal && kept.value === state.value && (kept.container ?? state.container) === state.container;
}

function shownOf(
  state: PodState,
  watchedFromMs: number,
): { readonly shown: Stretch } | Extract<Seen, { verdict: 'could-not-be-seen' | 'not-known' }> {
  if (SIGNALS[state.signal].family === undefined) return { verdict: 'could-not-be-seen', because: 'no-metric', chance: 0 };
  if (state.shown !== undefined) return { shown: state.shown };
  return state.fromMs >= watchedFromMs ? { verdict: 'could-not-be-seen', because: 'never-shown', chance: 0 } : { verdict: 'not-known' };
}

/** The ticks from `fromMs` to before `toMs`; they ascend, there may be thousands. */
function between(ticks: Scrapes['ticks'], fromMs: number, toMs: number): Scrapes['ticks'] {
  let low = 0;
  let high = ticks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ticks[middle]?.atMs ?? 0) >= fromMs) high = middle;
    else low = middle + 1;
  }
  let end = low;
  while ((ticks[end]?.atMs ?? Number.POSITIVE_INFINITY) < toMs) end += 1;
  return ticks.slice(low, end);
}
