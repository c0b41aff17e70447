import { describe, expect, test } from 'vitest';
import { parseDuration, printDuration } from './duration';

describe('parseDuration', () => {
  test.each([
    ['0', 0],
    ['0s', 0],
    ['15s', 15_000],
    ['1m30s', 90_000],
    ['1h', 3_600_000],
    ['1y2w3d4h5m6s7ms', 31_536_000_000 + 14 * 86_400_000 + 3 * 86_400_000 + 4 * 3_600_000 + 5 * 60_000 + 6007],
    ['007s', 7000],
  ])('%s', (text, ms) => {
    expect(parseDuration(text)).toEqual({ ok: true, value: ms });
  });

  test.each(['', '15', '1.5s', '-1s', '1s1m', '1s1s', '1x', ' 1s', '300y'])('%j is none', (text) => {
    expect(parseDuration(text)).toMatchObject({ ok: false });
  });
});

test.each([
  [0, '0s'],
  [90_000, '1m30s'],
  [604_800_000, '1w'],
  [864_000_000, '10d'],
  [31_536_000_000, '1y'],
  [1, '1ms'],
])('printDuration of %d ms', (ms, text) => {
  expect(printDuration(ms)).toBe(text);
});
