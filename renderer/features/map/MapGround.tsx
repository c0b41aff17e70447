import type { CSSProperties } from 'react';
import { useStore } from 'reactflow';
import { texts } from '../../texts/catalogue';

/** Where the two pipelines part: the lane line of the design, in px of the canvas. */
const LANE_Y = 206;
/** Middles of the columns. */
const COLUMN_X = [80, 324, 588, 852, 1116] as const;

/** Over the view by so many px the lane's edge is gone, and the lane (map.css) still reaches the foot. */
const OUT_OF_SIGHT = 8;

/** Behind the cards: the monitoring lane from y 206 down, the lanes' names. */
export function MapGround() {
  const [x, y, zoom] = useStore((state) => state.transform);
  const words = texts.map;
  return (
    <div className="hs-ground" aria-hidden="true">
      <div className="hs-lane" style={{ transform: `translateY(${Math.round(Math.max(-OUT_OF_SIGHT, y + LANE_Y * zoom))}px)` }} />
      <div className="hs-lane-name" style={moved(x + 18 * zoom, y + 46 * zoom)}>
        <b>{words.core}</b>
        {zoom >= 0.85 ? <span>{words.coreFor}</span> : null}
      </div>
      <div className="hs-lane-name hs-mon" style={moved(x + 18 * zoom, y + 254 * zoom)}>
        <b>{words.monitoring}</b>
      </div>
    </div>
  );
}

/** Whole px: what stands between two is drawn blurred. */
function moved(x: number, y: number): CSSProperties {
  return { transform: `translate(${Math.round(x)}px, ${Math.round(y)}px)` };
}

/** Over the cards, so that they stay readable while panning. */
export function ColumnNames() {
  const [x, , zoom] = useStore((state) => state.transform);
  return (
    <div className="hs-columns" aria-hidden="true">
      {COLUMN_X.map((at, index) => (
        <span key={at} style={{ transform: `translateX(${Math.round(x + at * zoom)}px) translateX(-50%)` }}>
          {texts.map.columns[index]}
        </span>
      ))}
    </div>
  );
}
