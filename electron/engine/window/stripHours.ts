import { clipTrack, type Track } from '../../../shared/analysis/history/segments';
import type { Strip } from '../../../shared/contract/engine';
import type { Pipeline } from '../../../shared/model/component';
import type { MomentStore } from '../store/moments';
import type { Past } from '../store/past';
import type { StripTracks } from './strip';

const HOUR_MS = 60 * 60_000;

export interface StripParts {
  readonly store: Pick<MomentStore, 'times' | 'firstMs' | 'lastMs'>;
  readonly tracks: Pick<StripTracks, 'strip'>;
  readonly past: Past | undefined;
}

/** Which hour the time strip shows: the one up to now, or one that is kept of before. */
export class StripHours {
  /** The end of the hour shown; undefined: now. */
  private untilMs: number | undefined;

  constructor(private readonly parts: StripParts) {}

  /** One hour back or on, past those of which nothing is kept; where there is none nothing changes. */
  turn(to: 'earlier' | 'later', nowMs: number): void {
    this.untilMs = to === 'earlier' ? (this.earlierMs(nowMs) ?? this.untilMs) : this.laterMs(nowMs);
  }

  toNow(): void {
    this.untilMs = undefined;
  }

  strip(nowMs: number, beganMs: number): Strip {
    const { past, store, tracks } = this.parts;
    const now = tracks.strip(nowMs, beganMs, store.times());
    if (past === undefined) return now;
    const toMs = this.untilMs ?? nowMs;
    const fromMs = toMs - HOUR_MS;
    const track = (pipeline: Pipeline) => joined(past.track(pipeline), this.untilMs === undefined ? now[pipeline] : [], fromMs, toMs);
    return {
      nowMs: toMs,
      beganMs,
      core: track('core'),
      monitoring: track('monitoring'),
      moments: this.times().filter((atMs) => atMs >= fromMs && atMs <= toMs),
      sessions: past.sessions().flatMap((each) => (each.endedMs >= fromMs && each.beganMs <= toMs ? [each.beganMs] : [])),
      earlier: this.earlierMs(nowMs) !== undefined,
      ...(this.untilMs === undefined ? {} : { past: true }),
    };
  }

  /** What memory keeps, and before it the file. */
  private times(): number[] {
    const { past, store } = this.parts;
    const own = store.times();
    const firstMs = own[0] ?? Number.POSITIVE_INFINITY;
    return [...(past?.times() ?? []).filter((atMs) => atMs < firstMs), ...own];
  }

  private earlierMs(nowMs: number): number | undefined {
    const fromMs = (this.untilMs ?? nowMs) - HOUR_MS;
    return this.times()
      .filter((atMs) => atMs < fromMs)
      .pop();
  }

  /** The last moment of the next hour of which something is kept; undefined: the hour up to now holds it. */
  private laterMs(nowMs: number): number | undefined {
    const untilMs = this.untilMs ?? nowMs;
    const times = this.times();
    const next = times.find((atMs) => atMs > untilMs);
    if (next === undefined || next >= nowMs - HOUR_MS) return undefined;
    return times.filter((atMs) => atMs < next + HOUR_MS).pop();
  }
}

/** What is kept up to where memory begins, then what memory holds, cut to the hour. */
function joined(kept: Track, own: Track, fromMs: number, toMs: number): Strip['core'] {
  const ownMs = own[0]?.fromMs ?? Number.POSITIVE_INFINITY;
  const before = kept
    .filter((each) => each.fromMs < ownMs && each.fromMs <= toMs)
    .map((each) => ({ ...each, toMs: Math.min(each.toMs, ownMs, toMs) }));
  return [...clipTrack([...before, ...own], fromMs)];
}
