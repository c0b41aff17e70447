import { texts } from '../../texts/catalogue';
import { axisText } from './gapTimes';
import { type LaneScale, timeAtX } from './laneMarks';

/** Where on the axis a time stands, and on which side of its place. */
export const AXIS_SHARES = [0, 0.25, 0.5, 0.75, 1].map((share) => ({
  share,
  anchor: share === 0 ? ('start' as const) : share === 1 ? ('end' as const) : ('middle' as const),
}));
const t = texts.gaps.heads;

/** Names of the columns and the axis of time. */
export function GapAxis({ scale }: { readonly scale: LaneScale }) {
  return (
    <div className="hs-gap-head hs-small hs-t2" aria-hidden="true">
      <span>{t.target}</span>
      <span className="hs-gap-number">{t.lost}</span>
      <span className="hs-gap-number">{t.longest}</span>
      <svg className="hs-gap-axis" width={scale.width} height="28" aria-hidden="true">
        {AXIS_SHARES.map(({ share, anchor }) => (
          <text key={share} x={share * scale.width} y="18" textAnchor={anchor}>
            {axisText(timeAtX(scale, share * scale.width), scale.toMs - scale.fromMs)}
          </text>
        ))}
      </svg>
    </div>
  );
}
