import { expect, it } from 'vitest';
import { mainThreadWork, type TraceEvent } from './mainThreadWork.mjs';

const MAIN = { pid: 7, tid: 1 };
const named = (pid: number, tid: number, name: string): TraceEvent => ({ ph: 'M', name: 'thread_name', pid, tid, args: { name } });
const task = (ts: number, dur: number, tdur?: number): TraceEvent => ({ ...MAIN, ph: 'X', name: 'RunTask', ts, dur, tdur });
const frame = (ts: number): TraceEvent => ({ ...MAIN, ph: 'X', name: 'FireAnimationFrame', ts, dur: 10 });

it('sums what ran for each frame, by processor time', () => {
  const events = [
    named(7, 1, 'CrRendererMain'),
    task(0, 1_000, 900),
    frame(100),
    task(5_000, 2_000, 1_500),
    task(16_000, 4_000, 3_000),
    frame(17_000),
  ];
  expect(mainThreadWork(events)).toEqual({ perFrame: [4.5], busyMs: 5.4, clock: 'cpu' });
  expect(mainThreadWork(events.reverse())).toEqual({ perFrame: [4.5], busyMs: 5.4, clock: 'cpu' });
});

it('takes the wall clock where there is no processor time', () => {
  const events = [named(7, 1, 'CrRendererMain'), task(0, 1_000), frame(1), task(16_000, 4_000), frame(16_001)];
  expect(mainThreadWork(events)).toEqual({ perFrame: [4], busyMs: 5, clock: 'wall' });
});

it('several callbacks of one frame are one frame', () => {
  const events = [named(7, 1, 'CrRendererMain'), task(0, 1_000), frame(1), frame(20), task(16_000, 2_000), frame(16_001), frame(16_050)];
  expect(mainThreadWork(events).perFrame).toEqual([2]);
});

it('leaves out other threads and processes', () => {
  const events = [
    named(7, 1, 'CrRendererMain'),
    named(7, 2, 'Compositor'),
    named(9, 1, 'CrRendererMain'),
    { ...task(0, 50_000), tid: 2 },
    { ...task(0, 50_000), pid: 9 },
    task(0, 1_000),
    frame(1),
    task(16_000, 2_000),
    frame(16_001),
  ];
  expect(mainThreadWork(events)).toEqual({ perFrame: [2], busyMs: 3, clock: 'wall' });
});

it('of a trace without a renderer there is nothing', () => {
  expect(mainThreadWork([])).toEqual({ perFrame: [], busyMs: 0, clock: 'wall' });
});
