import { type RefObject, useCallback, useEffect, useMemo } from 'react';
import { useReactFlow } from 'reactflow';
import { keepZoom, useMapMemory } from '../../store/mapStore';
import { fitViewport, isInView, ZOOM, zoomAround } from './zoomLevel';

interface Canvas {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Fits the canvas on open and on resize until the user pans or zooms, which is remembered; `fit` starts over. */
export function useFit(frame: RefObject<HTMLDivElement | null>, canvas: Canvas) {
  const flow = useReactFlow();
  const kept = useMapMemory((memory) => memory.zoom);

  const room = useCallback(() => {
    const { clientWidth: width = 0, clientHeight: height = 0 } = frame.current ?? {};
    return { width, height };
  }, [frame]);
  const place = useCallback(() => {
    const size = room();
    if (size.width > 0 && size.height > 0) void flow.setViewport(fitViewport(size, canvas));
  }, [flow, room, canvas]);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    if (kept !== undefined && isInView(kept, room(), canvas)) {
      void flow.setViewport(kept);
      return;
    }
    place();
    const observer = new ResizeObserver(place);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, place, kept, flow, room, canvas]);

  return useMemo(() => {
    const zoomBy = (factor: number) => keepZoom(zoomAround(flow.getViewport(), factor, room()));
    return {
      fit: () => {
        keepZoom(undefined);
        place();
      },
      zoomIn: () => zoomBy(ZOOM.step),
      zoomOut: () => zoomBy(1 / ZOOM.step),
    };
  }, [flow, room, place]);
}
