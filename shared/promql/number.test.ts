import { describe, expect, it } from 'vitest';
import { parseNumber, printExponent, printValue } from './number';

describe('printValue prints as the HTTP API does', () => {
  const cases: [number, string][] = [
    [1, '1'],
    [0.1, '0.1'],
    [1e20, '100000000000000000000'],
    [1e21, '1e+21'],
    [0.000001, '0.000001'],
    [1.5e-7, '1.5e-07'],
    [1e-10, '1e-10'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '+Inf'],
    [Number.NEGATIVE_INFINITY, '-Inf'],
    [-0, '-0'],
  ];
  it.each(cases)('%d', (value, text) => expect(printValue(value)).toBe(text));
});

describe('printExponent prints as alerts do', () => {
  const cases: [number, string][] = [
    [1, '1e+00'],
    [0.25, '2.5e-01'],
    [1234, '1.234e+03'],
    [Number.POSITIVE_INFINITY, '+Inf'],
  ];
  it.each(cases)('%d', (value, text) => expect(printExponent(value)).toBe(text));
});

describe('parseNumber', () => {
  const cases: [string, number | undefined][] = [
    ['1_000', 1000],
    ['.5', 0.5],
    ['1e3', 1000],
    ['0x1F', 31],
    ['-Inf', Number.NEGATIVE_INFINITY],
    ['nan', Number.NaN],
    ['5m', 300],
    ['1h30m', 5400],
    ['abc', undefined],
  ];
  it.each(cases)('%s', (text, value) => expect(parseNumber(text)).toBe(value));
});
