import { expect, it, vi } from 'vitest';
import { placeOn } from './window';

vi.mock('electron', () => ({}));

const DISPLAY = { x: 0, y: 0, width: 1920, height: 1080 };
const SIZE = { width: 1280, height: 800, maximized: false };

it.each([
  ['as it was left', { x: 100, y: 50 }, [DISPLAY], { x: 100, y: 50 }],
  ['on the second display', { x: 2_000, y: 50 }, [DISPLAY, { ...DISPLAY, x: 1920 }], { x: 2_000, y: 50 }],
  ['in the middle when that display is gone', { x: 2_000, y: 50 }, [DISPLAY], {}],
  ['in the middle when its title bar would be above the display', { x: 100, y: -60 }, [DISPLAY], {}],
  ['in the middle when hardly any of it would be seen', { x: 1_860, y: 50 }, [DISPLAY], {}],
  ['in the middle the first time', {}, [DISPLAY], {}],
])('the window stands %s', (_where, left, displays, place) => {
  expect(placeOn({ ...SIZE, ...left }, displays)).toEqual({ width: 1280, height: 800, ...place });
});
