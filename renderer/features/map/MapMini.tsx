import { memo, type PointerEvent, useCallback, useRef } from 'react';
import { type ReactFlowState, useReactFlow, useStore } from 'reactflow';
import type { MapCard } from '../../store/mapModel';
import { keepZoom } from '../../store/mapStore';
import { texts } from '../../texts/catalogue';
import { type Box, miniature } from './miniature';
import { useFollowView } from './useFollowView';
import { isCutOff } from './zoomLevel';

interface MapMiniProps {
  readonly cards: readonly MapCard[];
  readonly canvas: Box;
}

/** Px of the screen, borders left out (panels.css). */
const SIZE = { width: 158, height: 94 } as const;

/** The whole map, small, as long as a part of it is outside the view. */
export const MapMini = memo(function MapMini({ cards, canvas }: MapMiniProps) {
  const outside = useStore(
    ({ transform: [x, y, zoom], width, height }) => width > 0 && isCutOff({ x, y, zoom }, { width, height }, canvas),
  );
  return outside ? <Miniature cards={cards} canvas={canvas} /> : null;
});

/**
 * The cards are drawn once and the frame of what is in view is moved over them. React Flow's own draws cards and frame anew with each
 * frame of a pan, which was a quarter of the work there (docs/decisions/0004-own-minimap.md).
 */
function Miniature({ cards, canvas }: MapMiniProps) {
  const frame = useRef<HTMLDivElement>(null);
  const room = useStore(sizeOf, equalSize);
  const small = miniature(canvas, SIZE);
  const { scale, left, top } = small;
  const place = useCallback(
    ([x, y, zoom]: ReactFlowState['transform']) => {
      const { style } = frame.current ?? {};
      if (style === undefined) return;
      style.transform = `translate(${left + (-x / zoom) * scale}px, ${top + (-y / zoom) * scale}px)`;
      style.width = `${(room.width / zoom) * scale}px`;
      style.height = `${(room.height / zoom) * scale}px`;
    },
    [scale, left, top, room],
  );
  useFollowView(place);
  const drag = useDrag(small, room);
  return (
    <div className="hs-mini nopan nowheel" role="img" aria-label={texts.map.minimap} {...drag}>
      <Cards cards={cards} transform={`translate(${left} ${top}) scale(${scale})`} />
      <div ref={frame} className="hs-mini-view" />
    </div>
  );
}

/** What is pressed or dragged to comes into the middle of the view. */
function useDrag({ scale, left, top }: ReturnType<typeof miniature>, room: { readonly width: number; readonly height: number }) {
  const flow = useReactFlow();
  const goTo = ({ currentTarget, clientX, clientY }: PointerEvent) => {
    const box = currentTarget.getBoundingClientRect();
    const { zoom } = flow.getViewport();
    const [x, y] = [(clientX - box.left - left) / scale, (clientY - box.top - top) / scale];
    void flow.setViewport({ zoom, x: room.width / 2 - x * zoom, y: room.height / 2 - y * zoom });
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      goTo(event);
    },
    onPointerMove: (event: PointerEvent) => {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) goTo(event);
    },
    onPointerUp: () => keepZoom(flow.getViewport()),
  };
}

const Cards = memo(function Cards({ cards, transform }: { readonly cards: readonly MapCard[]; readonly transform: string }) {
  return (
    <svg aria-hidden="true">
      <g transform={transform}>
        {cards.map((card) => {
          const { id, x, y, w, h } = card.card;
          return <rect key={id} x={x} y={y} width={w} height={h} rx={6} fill={colourOf(card)} />;
        })}
      </g>
    </svg>
  );
});

const COLOURS: Readonly<Record<string, string>> = {
  degraded: 'var(--hs-degraded-solid)',
  broken: 'var(--hs-broken-solid)',
  denied: 'var(--hs-denied)',
  stale: 'var(--hs-stale)',
};

function colourOf({ state, card }: MapCard): string {
  return COLOURS[state] ?? (card.pipeline === 'core' ? 'var(--hs-core-edge)' : 'var(--hs-mon-edge)');
}

interface Size {
  readonly width: number;
  readonly height: number;
}
const sizeOf = ({ width, height }: ReactFlowState): Size => ({ width, height });
const equalSize = (a: Size, b: Size) => a.width === b.width && a.height === b.height;
