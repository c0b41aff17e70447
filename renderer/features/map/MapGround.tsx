import { useStore } from 'reactflow';
import { texts } from '../../texts/catalogue';

/** Where the two pipelines part: the lane line of the design, in px of the canvas. */
const LANE_Y = 206;
/** Middles of the columns. */
const COLUMN_X = [80, 324, 588, 852, 1116] as const;

/** Behind the cards: the monitoring lane from y 206 down, the lanes' names. */
export function MapGround() {
  const [x, y, zoom] = useStore((state) => state.transform);
  const words = texts.map;
  return (
    <div className="hs-ground" aria-hidden="true">
      <div className="hs-lane" style={{ top: y + LANE_Y * zoom }} />
      <div className="hs-lane-name" style={{ left: x + 18 * zoom, top: y + 46 * zoom }}>
        <b>{words.core}</b>
        {zoom >= 0.85 ? <span>{words.coreFor}</span> : null}
      </div>
      <div className="hs-lane-name hs-mon" style={{ left: x + 18 * zoom, top: y + 254 * zoom }}>
        <b>{words.monitoring}</b>
      </div>
    </div>
  );
}

/** Over the cards, so that they stay readable while panning. */
export function ColumnNames() {
  const [x, , zoom] = useStore((state) => state.transform);
  return (
    <div className="hs-columns" aria-hidden="true">
      {COLUMN_X.map((at, index) => (
        <span key={at} style={{ left: x + at * zoom }}>
          {texts.map.columns[index]}
        </span>
      ))}
    </div>
  );
}
