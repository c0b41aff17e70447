import { memo } from 'react';
import { MiniMap, useStore } from 'reactflow';
import { texts } from '../../texts/catalogue';
import type { CardNodeType } from './CardNode';

interface MapMiniProps {
  readonly canvas: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** A px of rounding is not "outside". */
const SLACK = 2;
/** Under the last row the canvas has room for legend and tools only. */
const FOOT = 60;

/** The whole map, small, as long as a part of it is outside the view. */
export const MapMini = memo(function MapMini({ canvas }: MapMiniProps) {
  const outside = useStore(({ transform: [x, y, zoom], width, height }) => {
    const [left, top] = [x + canvas.x * zoom, y + canvas.y * zoom];
    const [right, bottom] = [left + canvas.width * zoom, top + (canvas.height - FOOT) * zoom];
    return width > 0 && (left < -SLACK || top < -SLACK || right > width + SLACK || bottom > height + SLACK);
  });
  if (!outside) return null;
  return (
    <MiniMap<CardNodeType>
      className="hs-mini"
      pannable
      nodeColor={colourOf}
      nodeStrokeWidth={0}
      nodeBorderRadius={6}
      ariaLabel={texts.map.minimap}
      style={SIZE}
    />
  );
});

const SIZE = { width: 160, height: 96 } as const;

const COLOURS: Readonly<Record<string, string>> = {
  degraded: 'var(--hs-degraded-solid)',
  broken: 'var(--hs-broken-solid)',
  denied: 'var(--hs-denied)',
  stale: 'var(--hs-stale)',
};

function colourOf({ data }: CardNodeType): string {
  return COLOURS[data.card.state] ?? (data.card.card.pipeline === 'core' ? 'var(--hs-core-edge)' : 'var(--hs-mon-edge)');
}
