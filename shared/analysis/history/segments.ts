import type { TrackSegment } from '../../contract/engine';
import { flowRank, type TrackNow } from './trackState';

/** One pipeline over time, oldest first; between two segments may be a gap, in which the app itself was not looking. */
export type Track = readonly TrackSegment[];

/** More changes than this in one hour are flapping: the oldest go. */
const SEGMENTS_KEPT = 600;

/**
 * The track with what is so now.
 * @param contiguous false after a gap of the app itself: the last segment ends where it was last seen
 */
export function extendTrack(track: Track, now: TrackNow, atMs: number, contiguous: boolean): Track {
  const last = track[track.length - 1];
  if (last === undefined || !contiguous) return [...track, { fromMs: atMs, toMs: atMs, ...now }].slice(-SEGMENTS_KEPT);
  const before = track.slice(0, -1);
  if (last.state === now.state) return [...before, { ...upstream(last, now), fromMs: last.fromMs, toMs: Math.max(last.toMs, atMs) }];
  return [...before, { ...last, toMs: atMs }, { fromMs: atMs, toMs: atMs, ...now }].slice(-SEGMENTS_KEPT);
}

/** While something breaks and while it mends other hops are broken for a while: the one nearest to the source names the segment. */
function upstream(last: TrackNow, now: TrackNow): TrackNow {
  const named = flowRank(now.subject) <= flowRank(last.subject) ? now : last;
  return { state: now.state, subject: named.subject, because: named.because };
}

/** What of the track is not older than `fromMs`. */
export function clipTrack(track: Track, fromMs: number): Track {
  if ((track[0]?.fromMs ?? fromMs) >= fromMs) return track;
  return track.filter(({ toMs }) => toMs > fromMs).map((each) => (each.fromMs < fromMs ? { ...each, fromMs } : each));
}

/** The same track for a clock that was set by `byMs`. */
export function redateTrack(track: Track, byMs: number): Track {
  return track.map((each) => ({ ...each, fromMs: each.fromMs + byMs, toMs: each.toMs + byMs }));
}

/** What was so at this time; undefined in a gap. At a boundary the later one counts. */
export function segmentAt(track: Track, atMs: number): TrackSegment | undefined {
  for (let i = track.length - 1; i >= 0; i--) {
    const each = track[i];
    if (each && each.fromMs <= atMs) return each.toMs >= atMs ? each : undefined;
  }
  return undefined;
}
