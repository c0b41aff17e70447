import type { Track } from '../../../shared/analysis/history/segments';
import type { TrackSegment } from '../../../shared/contract/engine';
import { type Axis, shareAt } from './axis';

/** Height of a mark and where it stands around the middle of its track. */
const HEIGHTS: Readonly<Record<TrackSegment['state'], number>> = { ok: 2, degraded: 6, broken: 6, unseen: 6, absent: 2 };
/** An outage of one look is seen on an axis of an hour as well. */
const LEAST_PX = 3;

interface TrackMarksProps {
  readonly track: Track;
  readonly axis: Axis;
  /** Middle of the track, px from the top. */
  readonly y: number;
  readonly width: number;
}

/** One pipeline: a line where it was well, blocks where not, hatch where nothing was seen; a gap of the app stays empty. */
export function TrackMarks({ track, axis, y, width }: TrackMarksProps) {
  return track
    .filter(({ toMs }) => toMs >= axis.fromMs)
    .map(({ state, fromMs, toMs }) => {
      const from = shareAt(axis, fromMs) * width;
      const wide = Math.max(state === 'ok' ? 1 : LEAST_PX, shareAt(axis, toMs) * width - from);
      const height = HEIGHTS[state];
      return (
        <rect
          key={fromMs}
          className={`hs-strip-${state}`}
          data-state={state}
          x={Math.max(0, Math.min(from, width - wide))}
          y={y - height / 2}
          width={wide}
          height={height}
          rx={height > 2 ? 1 : 0}
        />
      );
    });
}
