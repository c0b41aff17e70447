import { describe, expect, it } from 'vitest';
import { ageOf, humanDuration } from './humanDuration';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('ages as kubectl shows them', () => {
  it.each([
    ['in the future', -5 * SECOND, '<invalid>'],
    ['a moment ahead', -SECOND, '0s'],
    ['now', 0, '0s'],
    ['under two minutes', 119 * SECOND, '119s'],
    ['two minutes', 2 * MINUTE, '2m'],
    ['minutes with seconds', 9 * MINUTE + 59 * SECOND, '9m59s'],
    ['ten minutes and more', 10 * MINUTE + 59 * SECOND, '10m'],
    ['just under three hours', 3 * HOUR - SECOND, '179m'],
    ['hours with minutes', 3 * HOUR + 7 * MINUTE, '3h7m'],
    ['whole hours', 4 * HOUR, '4h'],
    ['eight hours and more', 47 * HOUR, '47h'],
    ['days with hours', 2 * DAY + 4 * HOUR, '2d4h'],
    ['eight days and more', 12 * DAY + 5 * HOUR, '12d'],
    ['years with days', 3 * 365 * DAY + 41 * DAY, '3y41d'],
    ['eight years and more', 9 * 365 * DAY, '9y'],
  ])('%s', (_name, ms, text) => {
    expect(humanDuration(ms)).toBe(text);
  });

  it('does not know the age of what has no time', () => {
    expect(ageOf(undefined, 0)).toBe('<unknown>');
    expect(ageOf('soon', 0)).toBe('<unknown>');
  });
});
