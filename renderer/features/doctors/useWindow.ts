import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Up to so many all rows are drawn. */
const MOST_DRAWN = 200;
/** Guessed height of a row, px, until some were measured. */
const USUAL_ROW = 30;
/** Drawn above and below what is in sight. */
const MARGIN = 30;

interface Sight {
  readonly from: number;
  readonly to: number;
}

/**
 * Which rows of a long table are in sight of what scrolls around it, and how much room those before and after take. Rows may
 * be of different heights: the room is that of their average.
 */
export function useWindow(count: number, scroller: RefObject<HTMLElement | null>) {
  const body = useRef<HTMLTableSectionElement>(null);
  const height = useRef(USUAL_ROW);
  const [sight, setSight] = useState<Sight>({ from: 0, to: MOST_DRAWN });
  const isLong = count > MOST_DRAWN;
  useLayoutEffect(() => {
    const rows = body.current?.querySelectorAll<HTMLElement>('tr[data-row]');
    const [first, last] = [rows?.[0], rows?.[rows.length - 1]];
    if (!isLong || rows === undefined || first === undefined || last === undefined) return;
    const measured = (last.offsetTop + last.offsetHeight - first.offsetTop) / rows.length;
    if (measured > 0) height.current = measured;
  });
  useEffect(() => {
    const box = scroller.current;
    if (!isLong || box === null) return;
    const look = () => {
      const top = (body.current?.getBoundingClientRect().top ?? 0) - box.getBoundingClientRect().top;
      const first = Math.max(0, Math.floor(-top / height.current) - MARGIN);
      const next = { from: first, to: first + Math.ceil(box.clientHeight / height.current) + 2 * MARGIN };
      setSight((now) => (Math.abs(now.from - next.from) < MARGIN / 2 && now.to >= next.to - MARGIN / 2 ? now : next));
    };
    look();
    box.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    return () => {
      box.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
    };
  }, [isLong, scroller]);
  if (!isLong) return { body, from: 0, to: count, before: 0, after: 0 };
  const from = Math.min(sight.from, Math.max(0, count - 1));
  const to = Math.min(count, sight.to);
  return { body, from, to, before: from * height.current, after: (count - to) * height.current };
}
