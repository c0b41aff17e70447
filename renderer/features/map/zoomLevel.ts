import type { Viewport } from 'reactflow';

/** How much a card shows: the smaller, the less (text never goes under 11 px on the screen). */
export type ZoomLevel = 'full' | 'middle' | 'small';

export const ZOOM = { min: 0.25, max: 2, fitMax: 1.25, step: 1.2 } as const;

interface Size {
  readonly width: number;
  readonly height: number;
}
interface Canvas extends Size {
  readonly x: number;
  readonly y: number;
}

export function zoomLevel(zoom: number): ZoomLevel {
  if (zoom >= 0.85) return 'full';
  return zoom >= 0.5 ? 'middle' : 'small';
}

/** Empty edges of the canvas above the cards and below their lowest hop; they shrink with it. */
const EDGE = { top: 40, bottom: 40 } as const;
/** What lies over the map and does not shrink: the columns' names, and legend and tools (map.css). */
const OVER = { top: 32, bottom: 40 } as const;

/** The whole canvas in the room there is: centred, never over 125 %, and no card under what lies over the map. */
export function fitViewport(room: Size, canvas: Canvas): Viewport {
  const free = room.height - OVER.top - OVER.bottom;
  const drawn = canvas.height - EDGE.top - EDGE.bottom;
  const fitting = Math.min(room.width / canvas.width, room.height / canvas.height, free / drawn, ZOOM.fitMax);
  const zoom = Math.max(ZOOM.min, fitting);
  const centred = Math.max(0, (room.height - canvas.height * zoom) / 2);
  const highest = OVER.top - EDGE.top * zoom;
  const lowest = room.height - OVER.bottom - (canvas.height - EDGE.bottom) * zoom;
  return {
    zoom,
    x: (room.width - canvas.width * zoom) / 2 - canvas.x * zoom,
    y: Math.max(highest, Math.min(lowest, centred)) - canvas.y * zoom,
  };
}

/** A px of rounding is not "outside". */
const SLACK = 2;

/** Whether a card or its hop is outside the view; the empty edges of the canvas may be. */
export function isCutOff({ x, y, zoom }: Viewport, room: Size, canvas: Canvas): boolean {
  const [left, top] = [x + canvas.x * zoom, y + (canvas.y + EDGE.top) * zoom];
  const right = left + canvas.width * zoom;
  const bottom = y + (canvas.y + canvas.height - EDGE.bottom) * zoom;
  return left < -SLACK || top < -SLACK || right > room.width + SLACK || bottom > room.height + SLACK;
}

/** Zooms round the middle of the room. */
export function zoomAround(viewport: Viewport, factor: number, room: Size): Viewport {
  const zoom = Math.min(ZOOM.max, Math.max(ZOOM.min, viewport.zoom * factor));
  const scale = zoom / viewport.zoom;
  const [cx, cy] = [room.width / 2, room.height / 2];
  return { zoom, x: cx - (cx - viewport.x) * scale, y: cy - (cy - viewport.y) * scale };
}

/** Whether any of the canvas is to be seen: a view remembered from another window may be far off. */
export function isInView({ x, y, zoom }: Viewport, room: Size, canvas: Canvas): boolean {
  const [left, top] = [x + canvas.x * zoom, y + canvas.y * zoom];
  return left < room.width && top < room.height && left + canvas.width * zoom > 0 && top + canvas.height * zoom > 0;
}
