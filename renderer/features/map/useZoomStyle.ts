import { type RefObject, useEffect } from 'react';
import { useStoreApi } from 'reactflow';
import { zoomLevel } from './zoomLevel';

/** Without a change for so long the map stands still. */
const REST_MS = 160;

/**
 * Puts the scale and its level on the map's element, so that style sheets follow it and nothing is drawn again by React.
 * Every text's size hangs on the scale: while it goes on changing, the sizes wait until it rests or comes to another level.
 * While the view moves the element is `hs-moving`.
 */
export function useZoomStyle(frame: RefObject<HTMLDivElement | null>): void {
  const store = useStoreApi();
  useEffect(() => {
    let [x, y, zoom] = store.getState().transform;
    let styled = Number.NaN;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const apply = () => {
      const element = frame.current;
      if (element === null || zoom === styled) return;
      styled = zoom;
      element.style.setProperty('--zoom', String(zoom));
      for (const level of ['full', 'middle', 'small'] as const) element.classList.toggle(`hs-zoom-${level}`, zoomLevel(zoom) === level);
    };
    const settle = () => {
      rest = undefined;
      apply();
      frame.current?.classList.remove('hs-moving');
    };
    apply();
    const stop = store.subscribe(({ transform }) => {
      if (transform[0] === x && transform[1] === y && transform[2] === zoom) return;
      const moving = rest !== undefined;
      [x, y, zoom] = transform;
      // A single step (a button, a key, a fit) is applied at once.
      if (!moving || zoomLevel(zoom) !== zoomLevel(styled)) apply();
      if (!moving) frame.current?.classList.add('hs-moving');
      clearTimeout(rest);
      rest = setTimeout(settle, REST_MS);
    });
    return () => {
      clearTimeout(rest);
      stop();
    };
  }, [frame, store]);
}
