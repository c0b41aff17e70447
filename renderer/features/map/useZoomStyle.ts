import { type RefObject, useEffect } from 'react';
import { useStoreApi } from 'reactflow';
import { zoomLevel } from './zoomLevel';

/** Puts the scale and its level on the map's element, so that style sheets follow it and nothing is drawn again by React. */
export function useZoomStyle(frame: RefObject<HTMLDivElement | null>): void {
  const store = useStoreApi();
  useEffect(() => {
    let last = Number.NaN;
    const apply = (zoom: number) => {
      const element = frame.current;
      if (element === null || zoom === last) return;
      last = zoom;
      element.style.setProperty('--zoom', String(zoom));
      for (const level of ['full', 'middle', 'small'] as const) element.classList.toggle(`hs-zoom-${level}`, zoomLevel(zoom) === level);
    };
    apply(store.getState().transform[2]);
    return store.subscribe(({ transform }) => apply(transform[2]));
  }, [frame, store]);
}
