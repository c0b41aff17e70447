// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { showScreen, useChoices } from '../store/choiceStore';
import { listWhenNarrow } from './narrow';

let narrow = false;
let changed: (() => void) | undefined;
let end: () => void;
const turn = (to: boolean) => {
  narrow = to;
  changed?.();
};
const screen = () => useChoices.getState().screen;

beforeEach(() => {
  narrow = false;
  vi.stubGlobal('matchMedia', () => ({
    get matches() {
      return narrow;
    },
    addEventListener: (_: string, listener: () => void) => {
      changed = listener;
    },
    removeEventListener: () => {
      changed = undefined;
    },
  }));
  showScreen('map');
});
afterEach(() => {
  end();
  vi.unstubAllGlobals();
});

it('a narrow window shows the list, and the map again once it is wide', () => {
  end = listWhenNarrow();
  expect(screen()).toBe('map');
  turn(true);
  expect(screen()).toBe('list');
  turn(false);
  expect(screen()).toBe('map');
});

it('a window that is narrow only while it opens has its map', () => {
  narrow = true;
  end = listWhenNarrow();
  expect(screen()).toBe('list');
  turn(false);
  expect(screen()).toBe('map');
});

it('who goes back to the map in a narrow window stays there, and is not sent about afterwards', () => {
  end = listWhenNarrow();
  turn(true);
  showScreen('map');
  expect(screen()).toBe('map');
  showScreen('list');
  turn(false);
  expect(screen()).toBe('list');
});

it('a list that was chosen stays', () => {
  showScreen('list');
  end = listWhenNarrow();
  turn(true);
  turn(false);
  expect(screen()).toBe('list');
});
