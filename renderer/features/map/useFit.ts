import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { useReactFlow } from 'reactflow';
import { fitViewport } from './zoomLevel';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Fits the canvas on open and on resize until the user pans or zooms; `fit` starts over. */
export function useFit(frame: RefObject<HTMLDivElement | null>, canvas: Size) {
  const flow = useReactFlow();
  const byHand = useRef(false);
  const { width, height } = canvas;

  const room = useCallback((): Size => {
    const { clientWidth = 0, clientHeight = 0 } = frame.current ?? {};
    return { width: clientWidth, height: clientHeight };
  }, [frame]);
  const place = useCallback(() => {
    const size = room();
    if (size.width > 0 && size.height > 0) void flow.setViewport(fitViewport(size, { width, height }));
  }, [flow, room, width, height]);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    if (!byHand.current) place();
    const observer = new ResizeObserver(() => {
      if (!byHand.current) place();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, place]);

  return {
    room,
    fitMap: () => {
      byHand.current = false;
      place();
    },
    moved: () => {
      byHand.current = true;
    },
  };
}
