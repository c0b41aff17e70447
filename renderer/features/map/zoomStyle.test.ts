// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ZoomStyle } from './useZoomStyle';

let map: HTMLDivElement;
let style: ZoomStyle;
const zoomTo = (zoom: number) => style.follow([0, 0, zoom]);
const styled = () => map.style.getPropertyValue('--zoom');
const moves = () => map.classList.contains('hs-moving');

beforeEach(() => {
  vi.useFakeTimers();
  map = document.createElement('div');
  style = new ZoomStyle({ current: map });
  zoomTo(1);
});
afterEach(() => {
  style.end();
  vi.useRealTimers();
});

describe('the scale that style sheets follow', () => {
  it('is there from the beginning, without a movement', () => {
    expect(styled()).toBe('1');
    expect(map.classList.contains('hs-zoom-full')).toBe(true);
    expect(moves()).toBe(false);
  });

  it('takes a single step at once', () => {
    zoomTo(1.2);
    expect(styled()).toBe('1.2');
    expect(moves()).toBe(true);
  });

  it('waits while the zoom goes on, and is exact once it rests', () => {
    for (const zoom of [1.1, 1.2, 1.3]) {
      zoomTo(zoom);
      vi.advanceTimersByTime(100);
    }
    expect(styled()).toBe('1.1');
    expect(moves()).toBe(true);
    vi.advanceTimersByTime(100);
    expect(styled()).toBe('1.3');
    expect(moves()).toBe(false);
  });

  it.each([
    [0.84, 'hs-zoom-middle'],
    [0.49, 'hs-zoom-small'],
  ])('comes to another level once it rests: %d', (zoom, level) => {
    zoomTo(0.95);
    zoomTo(zoom);
    expect(map.classList.contains('hs-zoom-full')).toBe(true);
    vi.advanceTimersByTime(200);
    expect(map.classList.contains(level)).toBe(true);
    expect(map.classList.contains('hs-zoom-full')).toBe(false);
    expect(styled()).toBe(String(zoom));
  });

  it('a pan is a movement that leaves it as it is', () => {
    style.follow([40, 0, 1]);
    expect(moves()).toBe(true);
    vi.advanceTimersByTime(200);
    expect(moves()).toBe(false);
    expect(styled()).toBe('1');
  });

  it('nothing follows once it has ended', () => {
    zoomTo(1.1);
    zoomTo(1.2);
    style.end();
    vi.advanceTimersByTime(1_000);
    expect(styled()).toBe('1.1');
  });
});
