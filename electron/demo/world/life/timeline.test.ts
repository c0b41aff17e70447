import { describe, expect, it } from 'vitest';
import { hash32 } from '../seeded';
import { createTimeline } from './timeline';

describe('timeline', () => {
  it('gives what is due in order of time, at equal times in the order of entry', () => {
    const timeline = createTimeline();
    const times = Array.from({ length: 500 }, (_, i) => hash32(7, i) % 50);
    const seen: (readonly [number, number])[] = [];
    for (const [i, at] of times.entries()) timeline.at(at, () => void seen.push([at, i]));
    for (let due = timeline.takeDue(100); due !== undefined; due = timeline.takeDue(100)) void due.happening();
    expect(seen).toEqual(times.map((at, i) => [at, i] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1]));
    expect(timeline.size).toBe(0);
  });

  it('keeps what is not due yet', () => {
    const timeline = createTimeline();
    timeline.at(10, () => {});
    expect(timeline.takeDue(9)).toBeUndefined();
    expect(timeline.takeDue(10)?.atMs).toBe(10);
  });
});
