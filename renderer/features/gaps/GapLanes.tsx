import { memo, useLayoutEffect, useRef } from 'react';
import { type GapItem, selectedIn } from './gapItems';
import { drawLane } from './laneDrawing';
import { type LaneScale, wordedBlocks } from './laneMarks';
import { canvasPen } from './lanePen';
import { type LaneColours, useLaneColours } from './useLaneColours';

/** So many items share a canvas: a canvas each is a layer each, and scrolling made and composed dozens of them for every frame. */
const BAND_ITEMS = 16;

interface GapLanesProps {
  readonly items: readonly GapItem[];
  /** Where each item begins, in px, and where the last one ends. */
  readonly tops: readonly number[];
  /** Indexes of the first and the last item in sight. */
  readonly first: number;
  readonly last: number;
  readonly scale: LaneScale;
  readonly open: string | undefined;
}

/** The lanes of the items in sight, over their rows; rows say them in words. */
export function GapLanes({ items, tops, first, last, scale, open }: GapLanesProps) {
  const colours = useLaneColours();
  const from = Math.floor(first / BAND_ITEMS) * BAND_ITEMS;
  const begins = Array.from({ length: Math.max(0, Math.ceil((last + 1 - from) / BAND_ITEMS)) }, (_, band) => from + band * BAND_ITEMS);
  return (
    <div aria-hidden="true">
      {begins.map((begin) => (
        <LaneBand key={begin} items={items} tops={tops} begin={begin} scale={scale} open={open} colours={colours} />
      ))}
    </div>
  );
}

interface LaneBandProps extends Omit<GapLanesProps, 'first' | 'last'> {
  readonly begin: number;
  readonly colours: LaneColours;
}

/** Drawn once as it comes near, and again when what it shows is another: scrolling itself draws nothing. */
const LaneBand = memo(function LaneBand({ items, tops, begin, scale, open, colours }: LaneBandProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const end = Math.min(items.length, begin + BAND_ITEMS);
  const top = tops[begin] ?? 0;
  const height = (tops[end] ?? top) - top;
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || context === null || context === undefined) return;
    const ratio = window.devicePixelRatio || 1;
    element.width = Math.round(scale.width * ratio);
    element.height = Math.round(height * ratio);
    for (let index = begin; index < end; index++) {
      const item = items[index];
      if (item === undefined || item.kind === 'group') continue;
      context.setTransform(ratio, 0, 0, ratio, 0, ((tops[index] ?? top) - top) * ratio);
      const row = item.kind === 'row' ? item.row : item.first;
      const ground = selectedIn(item, open) ? colours.selected : colours.ground;
      drawLane(canvasPen(context, colours.font), row, wordedBlocks(row.gaps, scale), scale, { ...colours, ground });
    }
  }, [items, tops, begin, end, top, height, scale, open, colours]);
  return <canvas ref={canvas} className="hs-gap-lane" style={{ top, width: scale.width, height }} />;
});
