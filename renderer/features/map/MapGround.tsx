import { useCallback, useRef } from 'react';
import type { ReactFlowState } from 'reactflow';
import { texts } from '../../texts/catalogue';
import { useFollowView } from './useFollowView';

type Transform = ReactFlowState['transform'];

/** Where the two pipelines part: the lane line of the design, in px of the canvas. */
const LANE_Y = 206;
/** Over the view by so many px the lane's edge is gone, and the lane (map.css) still reaches the foot. */
const OUT_OF_SIGHT = 8;
/** Names of the lanes. */
const NAMES = { x: 18, core: 46, monitoring: 254 } as const;
/** Middles of the columns. */
const COLUMN_X = [80, 324, 588, 852, 1116] as const;

/** Behind the cards: the monitoring lane from y 206 down, the lanes' names. */
export function MapGround() {
  const lane = useRef<HTMLDivElement>(null);
  const edge = useRef<HTMLDivElement>(null);
  const core = useRef<HTMLDivElement>(null);
  const monitoring = useRef<HTMLDivElement>(null);
  const place = useCallback(([x, y, zoom]: Transform) => {
    const laneY = Math.max(-OUT_OF_SIGHT, y + LANE_Y * zoom);
    move(lane.current, 0, laneY);
    move(edge.current, 0, laneY);
    move(core.current, x + NAMES.x * zoom, y + NAMES.core * zoom);
    move(monitoring.current, x + NAMES.x * zoom, y + NAMES.monitoring * zoom);
  }, []);
  useFollowView(place);
  const words = texts.map;
  return (
    <div className="hs-ground" aria-hidden="true">
      <div ref={lane} className="hs-lane" />
      <div ref={edge} className="hs-lane-edge" />
      <div ref={core} className="hs-lane-name">
        <b>{words.core}</b>
        <span>{words.coreFor}</span>
      </div>
      <div ref={monitoring} className="hs-lane-name hs-mon">
        <b>{words.monitoring}</b>
      </div>
    </div>
  );
}

/** Over the cards, so that they stay readable while panning. They stand apart as the zoom says, and move together. */
export function ColumnNames() {
  const names = useRef<HTMLDivElement>(null);
  const zoomed = useRef(Number.NaN);
  const place = useCallback(([x, , zoom]: Transform) => {
    move(names.current, x, 0);
    if (zoom === zoomed.current) return;
    zoomed.current = zoom;
    for (const [index, at] of COLUMN_X.entries()) {
      const name = names.current?.children.item(index);
      if (name instanceof HTMLElement) name.style.left = `${Math.round(at * zoom)}px`;
    }
  }, []);
  useFollowView(place);
  return (
    <div className="hs-columns" aria-hidden="true">
      <div ref={names} className="hs-columns-moved">
        {COLUMN_X.map((at, index) => (
          <span key={at}>{texts.map.columns[index]}</span>
        ))}
      </div>
    </div>
  );
}

/** By whole px: what stands between two is drawn blurred. */
function move(element: HTMLElement | null, x: number, y: number): void {
  if (element !== null) element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}
