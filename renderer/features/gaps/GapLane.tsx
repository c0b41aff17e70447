import { useEffect, useMemo, useRef } from 'react';
import type { GapRow } from '../../../shared/contract/gaps';
import { texts } from '../../texts/catalogue';
import { drawLane, LANE_HEIGHT } from './laneDrawing';
import { type LaneScale, laneBlocks } from './laneMarks';
import { useLaneColours } from './useLaneColours';

/** Wide enough for any face: words are left out rather than drawn over each other. */
const CHARACTER_PX = 6.6;

/** One target over time, on a canvas; rows say it in words. */
export function GapLane({ row, scale, selected }: { readonly row: GapRow; readonly scale: LaneScale; readonly selected: boolean }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useLaneColours();
  const blocks = useMemo(
    () =>
      laneBlocks(
        row.gaps,
        scale,
        (cause) => texts.gaps.causes[cause],
        (text) => text.length * CHARACTER_PX,
      ),
    [row.gaps, scale],
  );
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || context === null || context === undefined) return;
    const ratio = window.devicePixelRatio || 1;
    element.width = Math.round(scale.width * ratio);
    element.height = LANE_HEIGHT * ratio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawLane(context, row, blocks, scale, selected ? { ...colours, ground: groundOf(element, colours.ground) } : colours);
  }, [row, blocks, scale, colours, selected]);
  return (
    <span className="hs-gap-lane" aria-hidden="true">
      <canvas ref={canvas} style={{ width: scale.width, height: LANE_HEIGHT }} />
    </span>
  );
}

function groundOf(element: HTMLElement, usual: string): string {
  const ground = element.closest('[role="option"]');
  return ground === null ? usual : getComputedStyle(ground).backgroundColor || usual;
}
