import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  focusPath,
  HISTORY_OPENED,
  isOpened,
  leavePath,
  moveCards,
  NO_FILTERS,
  recallMap,
  resetPositions,
  setFilters,
  toggleOpened,
  undoMove,
  useMapMemory,
} from './mapStore';

beforeEach(() => recallMap());
const positions = () => useMapMemory.getState().positions;

describe('cards moved by hand', () => {
  it('stay, and each move is taken back in turn', () => {
    moveCards({ kubelet: { x: 1, y: 2 } });
    moveCards({ prometheus: { x: 3, y: 4 } });
    expect(positions()).toEqual({ kubelet: { x: 1, y: 2 }, prometheus: { x: 3, y: 4 } });
    expect(undoMove()).toBe(true);
    expect(positions()).toEqual({ kubelet: { x: 1, y: 2 } });
    expect(undoMove()).toBe(true);
    expect(positions()).toEqual({});
    expect(undoMove()).toBe(false);
  });

  it('go back to their places together, and that is undone too', () => {
    moveCards({ kubelet: { x: 1, y: 2 } });
    resetPositions();
    expect(positions()).toEqual({});
    undoMove();
    expect(positions()).toEqual({ kubelet: { x: 1, y: 2 } });
  });

  it('of another cluster are not undone in this one', () => {
    moveCards({ kubelet: { x: 1, y: 2 } });
    recallMap({ positions: { hpa: { x: 9, y: 9 } }, filters: NO_FILTERS, opened: [] });
    expect(undoMove()).toBe(false);
    expect(positions()).toEqual({ hpa: { x: 9, y: 9 } });
  });
});

describe('what is open on the map', () => {
  it('is one group at a time, and history beside it', () => {
    toggleOpened(HISTORY_OPENED);
    toggleOpened('kubelet');
    toggleOpened('node-exporter');
    expect(useMapMemory.getState().opened).toEqual([HISTORY_OPENED, 'node-exporter']);
    toggleOpened('node-exporter');
    expect(isOpened('node-exporter')).toBe(false);
    expect(isOpened(HISTORY_OPENED)).toBe(true);
  });
});

it('who keeps the memory hears of every change, as plain data', () => {
  const heard = vi.fn();
  const stop = useMapMemory.subscribe(heard);
  setFilters({ ...NO_FILTERS, healths: ['broken'] });
  stop();
  const [memory] = heard.mock.calls[0] ?? [];
  expect(JSON.parse(JSON.stringify(memory))).toEqual({ positions: {}, filters: { ...NO_FILTERS, healths: ['broken'] }, opened: [] });
});

it('a path in focus is left once', () => {
  focusPath({ kind: 'card', card: 'kubelet' });
  expect([leavePath(), leavePath()]).toEqual([true, false]);
});
