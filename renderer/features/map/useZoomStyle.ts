import { type RefObject, useEffect, useMemo } from 'react';
import type { ReactFlowState } from 'reactflow';
import { beginMotion, endMotion } from '../../store/motion';
import { useFollowView } from './useFollowView';
import { type ZoomLevel, zoomLevel } from './zoomLevel';

/** Without a change for so long the map stands still. */
const REST_MS = 160;
const LEVELS: readonly ZoomLevel[] = ['full', 'middle', 'small'];

/** Puts the scale and its level on the map's element, so that style sheets follow it and nothing is drawn again by React. */
export function useZoomStyle(frame: RefObject<HTMLDivElement | null>): void {
  const style = useMemo(() => new ZoomStyle(frame), [frame]);
  useFollowView(style.follow);
  useEffect(() => () => style.end(), [style]);
}

/**
 * Every text's size hangs on the scale, and what a card shows on its level: while the scale goes on changing both wait until it rests; a
 * single step (a button, a key, a fit) is applied at once. While the view moves the element is `hs-moving`.
 */
export class ZoomStyle {
  private zoom = Number.NaN;
  private styled = Number.NaN;
  private movedMs = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly frame: RefObject<HTMLDivElement | null>) {}

  readonly follow = ([, , zoom]: ReactFlowState['transform']): void => {
    const begins = Number.isNaN(this.zoom);
    this.zoom = zoom;
    this.movedMs = performance.now();
    if (this.timer === undefined) this.apply();
    if (this.timer !== undefined || begins) return;
    this.frame.current?.classList.add('hs-moving');
    beginMotion('view');
    this.timer = setTimeout(this.rest, REST_MS);
  };

  end(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    endMotion('view');
  }

  /** One timer runs on instead of a new one with each frame. */
  private readonly rest = (): void => {
    const leftMs = this.movedMs + REST_MS - performance.now();
    if (leftMs > 1) {
      this.timer = setTimeout(this.rest, leftMs);
      return;
    }
    this.timer = undefined;
    this.apply();
    this.frame.current?.classList.remove('hs-moving');
    endMotion('view');
  };

  private apply(): void {
    const element = this.frame.current;
    if (element === null || this.zoom === this.styled) return;
    this.styled = this.zoom;
    element.style.setProperty('--zoom', String(this.zoom));
    for (const level of LEVELS) element.classList.toggle(`hs-zoom-${level}`, zoomLevel(this.zoom) === level);
  }
}
