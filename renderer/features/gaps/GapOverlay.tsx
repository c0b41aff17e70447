import type { GapFrame } from '../../../shared/contract/gaps';
import { useTimeCursor } from '../../store/timeCursor';
import { clockText, lengthText } from './gapTimes';
import { type LaneScale, xOf } from './laneMarks';
import { stopWords } from './stopWords';

const LEAST_PX = 4;
/** A label needs about this much room beside its column. */
const LABEL_PX = 260;

interface GapOverlayProps {
  readonly frame: GapFrame;
  readonly scale: LaneScale;
  readonly brush: { readonly fromX: number; readonly toX: number } | undefined;
}

/** Through all rows: times in which nothing was scraped, the time before anything is kept, the cursor and the brush. */
export function GapOverlay({ frame, scale, brush }: GapOverlayProps) {
  const cursorMs = useTimeCursor((cursor) => cursor.atMs);
  const { stops } = frame;
  // A history that was lost is a stop of its own, up to what is kept now.
  const beganMs = stops.find(({ lost }) => lost)?.fromMs ?? frame.beganMs;
  return (
    <div className="hs-gap-overlay" aria-hidden="true" style={{ width: scale.width }}>
      {beganMs === undefined || beganMs <= frame.fromMs ? null : (
        <div className="hs-gap-before" style={{ left: 0, width: xOf(scale, beganMs) }} />
      )}
      {stops.map((stop) => {
        const { id, fromMs, toMs } = stop;
        const x = Math.max(0, xOf(scale, fromMs));
        const width = Math.max(LEAST_PX, Math.min(scale.width, xOf(scale, toMs)) - x);
        const side = x + width + LABEL_PX > scale.width ? { right: scale.width - x + 4 } : { left: x + width + 4 };
        return (
          <div key={id}>
            <div className="hs-gap-stop" data-testid="gap-stop" style={{ left: x, width }} />
            <p className="hs-gap-stop-words hs-micro" style={side}>
              <b>{stopWords(stop)}</b> {clockText(fromMs)}, {lengthText(toMs - fromMs)}
            </p>
          </div>
        );
      })}
      {cursorMs === undefined || cursorMs < scale.fromMs || cursorMs > scale.toMs ? null : (
        <div className="hs-gap-cursor" style={{ left: xOf(scale, cursorMs) }} />
      )}
      {brush === undefined ? null : <div className="hs-gap-brush" style={{ left: brush.fromX, width: brush.toX - brush.fromX }} />}
    </div>
  );
}
