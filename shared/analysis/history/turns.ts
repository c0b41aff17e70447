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

function turnsIn(pipeline: Pipeline, track: Track): readonly Turn[] {
  return track.flatMap((segment, index) => {
    const before = track[index - 1];
    if (before === undefined || before.state === segment.state) return [];
    if (index === 1 && before.state === 'unseen') return [];
    const { subject, because, fromMs } = segment;
    return [{ atMs: fromMs, pipeline, from: before.state, to: segment.state, subject, because }];
  });
}
