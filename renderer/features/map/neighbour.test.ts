import { describe, expect, it } from 'vitest';
import { buildMap } from '../../store/mapModel';
import { type Arrow, neighbour } from './neighbour';
import { fitViewport, isCutOff, zoomAround, zoomLevel } from './zoomLevel';

const { cards, hops } = buildMap(undefined);
const boxes = new Map(cards.map(({ card }) => [card.id, card]));

describe('arrow keys go along the flow', () => {
  it.each<[string, Arrow, string | undefined]>([
    ['containers', 'ArrowRight', 'kubelet'],
    ['kubelet', 'ArrowRight', 'metrics-server'],
    ['metrics-server', 'ArrowLeft', 'kubelet'],
    ['prometheus', 'ArrowRight', 'prometheus-adapter'],
    ['kubelet', 'ArrowDown', 'cadvisor'],
    ['cadvisor', 'ArrowUp', 'kubelet'],
    ['kube-state-metrics', 'ArrowDown', undefined],
    ['hpa', 'ArrowRight', undefined],
    ['containers', 'ArrowLeft', undefined],
    ['nobody', 'ArrowLeft', undefined],
  ])('from %s by %s to %s', (from, arrow, to) => expect(neighbour(from, arrow, boxes, hops)).toBe(to));
});

describe('zoom', () => {
  it.each([
    [1, 'full'],
    [0.85, 'full'],
    [0.84, 'middle'],
    [0.5, 'middle'],
    [0.49, 'small'],
  ])('%d shows %s', (zoom, level) => expect(zoomLevel(zoom)).toBe(level));

  it('fits the canvas, centred and never over 125 %', () => {
    const canvas = { x: 0, y: 0, width: 1216, height: 672 };
    expect(fitViewport({ width: 1216, height: 672 }, canvas)).toEqual({ zoom: 1, x: 0, y: 0 });
    expect(fitViewport({ width: 4000, height: 4000 }, canvas)).toEqual({ zoom: 1.25, x: 1240, y: 1580 });
  });

  it.each([
    [608, 292],
    [1216, 400],
    [640, 640],
    [1216, 900],
  ])('in %d by %d px leaves no card under the names of columns, nor under legend and tools', (width, height) => {
    const { x, y, zoom } = fitViewport({ width, height }, { x: 0, y: -20, width: 1216, height: 692 });
    expect(y + 20 * zoom).toBeGreaterThanOrEqual(31.9);
    expect(y + (672 - 40) * zoom).toBeLessThanOrEqual(height - 39.9);
    expect(x).toBeGreaterThanOrEqual(0);
  });

  it.each([
    [1216, 621, 'under a banner of two lines'],
    [1216, 672, 'as it opens'],
    [856, 605, 'beside the inspector'],
  ])('in %d by %d px cuts nothing off, so that no small map covers a card: %s', (width, height) => {
    const canvas = { x: 0, y: 0, width: 1216, height: 672 };
    const fitted = fitViewport({ width, height }, canvas);
    expect(isCutOff(fitted, { width, height }, canvas)).toBe(false);
    expect(isCutOff({ ...fitted, y: fitted.y - height / 2 }, { width, height }, canvas)).toBe(true);
    expect(isCutOff({ ...fitted, x: fitted.x + width / 2 }, { width, height }, canvas)).toBe(true);
  });

  it('keeps the middle where it is', () => {
    expect(zoomAround({ x: 0, y: 0, zoom: 1 }, 2, { width: 100, height: 100 })).toEqual({ zoom: 2, x: -50, y: -50 });
    expect(zoomAround({ x: 0, y: 0, zoom: 2 }, 2, { width: 100, height: 100 }).zoom).toBe(2);
  });
});
