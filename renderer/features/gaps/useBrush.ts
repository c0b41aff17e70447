import { type PointerEvent, type RefObject, useRef, useState } from 'react';
import { zoomGaps } from '../../store/gapStore';
import { pointAtTime } from '../../store/timeCursor';
import { type LaneScale, timeAtX } from './laneMarks';

/** A drag shorter than this is a click. */
const LEAST_PX = 5;

interface Brush {
  readonly fromX: number;
  readonly toX: number;
}

/** The pointer over the lanes: the shared cursor, and a drag that zooms. `left`: where lanes begin in the element. */
export function useBrush(
  element: RefObject<HTMLElement | null>,
  scale: LaneScale,
  left: number,
  onClick: (x: number, target: EventTarget) => void,
) {
  const [brush, setBrush] = useState<Brush | undefined>(undefined);
  const start = useRef<number | undefined>(undefined);
  const xIn = (event: PointerEvent): number => event.clientX - (element.current?.getBoundingClientRect().left ?? 0) - left;
  const onPointerDown = (event: PointerEvent) => {
    const x = xIn(event);
    start.current = event.button === 0 && x >= 0 && x <= scale.width ? x : undefined;
  };
  const onPointerMove = (event: PointerEvent) => {
    const x = xIn(event);
    pointAtTime(x >= 0 && x <= scale.width ? timeAtX(scale, x) : undefined);
    const from = start.current;
    if (from === undefined) return;
    setBrush(
      Math.abs(x - from) < LEAST_PX ? undefined : { fromX: Math.max(0, Math.min(from, x)), toX: Math.min(scale.width, Math.max(from, x)) },
    );
  };
  const onPointerUp = (event: PointerEvent) => {
    // The right button asks for the menu.
    if (event.button !== 0) return;
    const from = start.current;
    start.current = undefined;
    if (brush !== undefined) zoomGaps(Math.round(timeAtX(scale, brush.fromX)), Math.round(timeAtX(scale, brush.toX)));
    else onClick(from === undefined ? -1 : xIn(event), event.target);
    setBrush(undefined);
  };
  const onPointerLeave = () => {
    pointAtTime(undefined);
    start.current = undefined;
    setBrush(undefined);
  };
  return { brush, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerLeave } };
}
