import type { TrackSegment } from '../../contract/engine';
import type { Pipeline } from '../../model/component';
import type { Track } from './segments';

/** A change of state of one pipeline. */
export interface Turn extends Pick<TrackSegment, 'subject' | 'because'> {
  readonly atMs: number;
  readonly pipeline: Pipeline;
  readonly from: TrackSegment['state'];
  readonly to: TrackSegment['state'];
}

/** Every change of state of both pipelines, newest first. That the first look follows on none is no change. */
export function turnsOf(tracks: Readonly<Record<Pipeline, Track>>): readonly Turn[] {
  const turns = [...turnsIn('core', tracks.core), ...turnsIn('monitoring', tracks.monitoring)];
  return turns.sort((a, b) => b.atMs - a.atMs);
}

function turnsIn(pipeline: Pipeline, all: Track): readonly Turn[] {
  const track = all.filter((_, index) => !isFirstLook(all, index));
  return track.flatMap((segment, index) => {
    const before = track[index - 1];
    if (before === undefined || before.state === segment.state) return [];
    const { subject, because, fromMs } = segment;
    return [{ atMs: fromMs, pipeline, from: before.state, to: segment.state, subject, because }];
  });
}

/** Not seen yet when looking began (a session, a machine that woke), and then seen. */
function isFirstLook(track: Track, index: number): boolean {
  const [before, own, next] = [track[index - 1], track[index], track[index + 1]];
  if (own?.state !== 'unseen' || next === undefined) return false;
  return before === undefined || before.toMs < own.fromMs;
}
