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

/** The whole canvas in the room there is: centred, never over 125 %. */
export function fitViewport(room: Size, canvas: Canvas): Viewport {
  const zoom = Math.max(ZOOM.min, Math.min(room.width / canvas.width, room.height / canvas.height, ZOOM.fitMax));
  return {
    zoom,
    x: (room.width - canvas.width * zoom) / 2 - canvas.x * zoom,
    y: Math.max(0, (room.height - canvas.height * zoom) / 2) - canvas.y * zoom,
  };
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
