import { expect, test } from 'vitest';
import { goFloatText, parseGoFloat } from './goFloat';

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

test.each([
  [1, '1.0'],
  [-0, '0.0'],
  [0.5, '0.5'],
  [100000, '100000.0'],
  [1e6, '1e+06'],
  [123456.5, '123456.5'],
  [1234567.5, '1.2345675e+06'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [1e100, '1e+100'],
  [Number.NaN, 'NaN'],
  [Number.NEGATIVE_INFINITY, '-Inf'],
])('%d in a label is %s', (value, text) => {
  expect(goFloatText(value)).toBe(text);
});
