import { useStore } from 'reactflow';

/** Where the two pipelines part: the lane line of the design, in px of the canvas. */
const LANE_Y = 206;
const COLUMNS = [
  ['Sources', 80],
  ['Node and cluster agents', 324],
  ['Collectors', 588],
  ['APIs', 852],
  ['Consumers', 1116],
] as const;

/** Behind the cards: the monitoring lane from y 206 down, the lanes' names, the columns' names on top. */
export function MapGround() {
  const [x, y, zoom] = useStore((state) => state.transform);
  return (
    <div className="hs-ground" aria-hidden="true">
      <div className="hs-lane" style={{ top: y + LANE_Y * zoom }} />
      <div className="hs-lane-name" style={{ left: x + 18 * zoom, top: y + 40 * zoom }}>
        <b>Core metrics pipeline</b>
        {zoom >= 0.85 ? <span>kubectl top and autoscaling</span> : null}
      </div>
      <div className="hs-lane-name hs-mon" style={{ left: x + 18 * zoom, top: y + 254 * zoom }}>
        <b>Monitoring pipeline</b>
      </div>
    </div>
  );
}

/** Over the cards, so that they stay readable while panning. */
export function ColumnNames() {
  const [x, , zoom] = useStore((state) => state.transform);
  return (
    <div className="hs-columns" aria-hidden="true">
      {COLUMNS.map(([name, at]) => (
        <span key={name} style={{ left: x + at * zoom }}>
          {name}
        </span>
      ))}
    </div>
  );
}
