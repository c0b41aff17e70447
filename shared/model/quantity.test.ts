import { describe, expect, it } from 'vitest';
import { parseGoDuration, parseQuantity } from './quantity';

describe('parseQuantity', () => {
  it.each([
    ['1189327434n', 1.189327434],
    ['250m', 0.25],
    ['3340104Ki', 3_420_266_496],
    ['2', 2],
    ['1.5G', 1.5e9],
    ['2e3', 2_000],
    ['-5', -5],
    ['1E', 1e18],
    ['10 apples', undefined],
    ['', undefined],
  ])('%s', (text, expected) => {
    const value = parseQuantity(text);
    if (expected === undefined) expect(value).toBeUndefined();
    else expect(value).toBeCloseTo(expected, 9);
  });
});

describe('parseGoDuration', () => {
  it.each([
    ['10.092s', 10.092],
    ['1m0s', 60],
    ['1h2m3.5s', 3_723.5],
    ['250ms', 0.25],
    ['0', 0],
    ['10', undefined],
    ['soon', undefined],
  ])('%s', (text, expected) => {
    expect(parseGoDuration(text)).toBe(expected);
  });
});
