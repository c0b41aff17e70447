import { expect, test } from 'vitest';
import { parseGoFloat } from './goFloat';

test.each([
  ['0', 0],
  ['-0', -0],
  ['123456789012345', 123456789012345],
  ['1234567890123456789', 1234567890123456800],
  ['.5', 0.5],
  ['5.', 5],
  ['+1e-3', 0.001],
  ['1E+03', 1000],
  ['+Inf', Number.POSITIVE_INFINITY],
  ['-infinity', Number.NEGATIVE_INFINITY],
  ['nAn', Number.NaN],
  ['1e-999', 0],
  ['1e999', 'value out of range'],
  ['+nan', 'invalid syntax'],
  ['.', 'invalid syntax'],
  ['', 'invalid syntax'],
  ['1e', 'invalid syntax'],
  ['0x10', 'invalid syntax'],
  ['\u00a01', 'invalid syntax'],
  ['0x1p3', 'unsupported character in float'],
  ['1_0', 'unsupported character in float'],
])('%j', (text, expected) => {
  expect(parseGoFloat(text)).toBe(expected);
});
