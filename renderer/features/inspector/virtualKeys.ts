import type { Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useState } from 'react';

const PAGE = 10;

/**
 * One tab stop for a long list: arrows, Page keys, Home and End go from row to row; the row that has
 * the focus is scrolled to. Rows carry `data-row` with their index and the tabIndex given here.
 */
export function useRowKeys(count: number, rows: Virtualizer<HTMLDivElement, Element>) {
  const [active, setActive] = useState(0);
  const at = Math.min(active, Math.max(0, count - 1));
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const to = target(event.key, at, count);
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setActive(to);
    rows.scrollToIndex(to);
    const list = event.currentTarget;
    requestAnimationFrame(() => requestAnimationFrame(() => list.querySelector<HTMLElement>(`[data-row="${to}"]`)?.focus()));
  };
  const drawn = rows.getVirtualItems();
  const stop = drawn.some(({ index }) => index === at) ? at : drawn[0]?.index;
  return { onKeyDown, tabIndexOf: (index: number) => (index === stop ? 0 : -1), onFocus: setActive };
}

function target(key: string, at: number, count: number): number | undefined {
  const last = Math.max(0, count - 1);
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, at + 1);
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'PageDown':
      return Math.min(last, at + PAGE);
    case 'PageUp':
      return Math.max(0, at - PAGE);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
