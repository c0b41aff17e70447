import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatBytes,
  formatClock,
  formatCores,
  formatCount,
  formatDay,
  formatDuration,
  formatLabelled,
  formatOf,
  formatQuantity,
  formatRatio,
  formatShortAge,
  formatValue,
} from './format';

describe('bytes are powers of 1024', () => {
  it.each([
    [0, '0 B'],
    [812, '812 B'],
    [1024, '1 KiB'],
    [1536, '1.5 KiB'],
    [222_717_542, '212.4 MiB'],
    [5 * 1024 ** 4, '5 TiB'],
    [Number.NaN, 'no value'],
  ])('%d is %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

describe('cores are thousandths under one', () => {
  it.each([
    [0, '0 m'],
    [0.25, '250 m'],
    [0.00123, '1.23 m'],
    [1, '1 cores'],
    [1.423, '1.42 cores'],
    [1200, '1,200 cores'],
  ])('%d is %s', (cores, text) => expect(formatCores(cores)).toBe(text));
});

describe('durations have two units at most', () => {
  it.each([
    [0, '0 s'],
    [0.0004, '< 1 ms'],
    [0.041, '41 ms'],
    [2.44, '2.4 s'],
    [7, '7 s'],
    [9.97, '10 s'],
    [59.6, '1 min'],
    [627, '10 min 27 s'],
    [11_100, '3 h 5 min'],
    [61 * 86_400, '61 d'],
    [-7, '-7 s'],
    [Number.POSITIVE_INFINITY, 'no value'],
  ])('%d s is %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));
});

describe('ages are whole seconds and never under zero', () => {
  it.each([
    [7.4, '7 s', '7 s'],
    [627, '10 min 27 s', '10 min'],
    [-3, '0 s', '0 s'],
  ])('%d s ago is %s, short %s', (seconds, long, short) => {
    expect(formatAge(seconds)).toBe(long);
    expect(formatShortAge(seconds)).toBe(short);
  });
});

describe('counts', () => {
  it.each([
    [0, '0'],
    [0.8, '0.8'],
    [12.345, '12.3'],
    [4621, '4,621'],
    [61_234, '61.2 k'],
    [1_250_000, '1.3 M'],
    [-61_234, '-61.2 k'],
  ])('%d is %s', (count, text) => expect(formatCount(count)).toBe(text));

  it('of others', () => expect(formatOf(4991, 5000)).toBe('4,991 of 5,000'));
});

describe('shares', () => {
  it.each([
    [0.62, '62 %'],
    [0.004, '0.4 %'],
    [1, '100 %'],
  ])('%d is %s', (share, text) => expect(formatRatio(share)).toBe(text));
});

describe('a number with the unit it came with', () => {
  it.each([
    [34, 'pods served', { value: '34', unit: 'pods served' }],
    [1.42, 'cores', { value: '1.42', unit: 'cores' }],
    [0.042, 'seconds', { value: '42', unit: 'ms' }],
    [12, 'ms', { value: '12', unit: 'ms' }],
    [627, 'seconds', { value: '10 min 27 s', unit: '' }],
    [62, 'percent', { value: '62', unit: '%' }],
    [0.5, 'ratio', { value: '50', unit: '%' }],
    [2048, 'bytes/s', { value: '2', unit: 'KiB/s' }],
    [Number.NaN, 'series', { value: 'no value', unit: '' }],
  ])('%d %s', (value, unit, quantity) => expect(formatQuantity(value, unit)).toEqual(quantity));

  it('as one text', () => expect(formatValue(4621, 'series')).toBe('4,621 series'));
});

describe('clock time', () => {
  it('of a day has its month', () => {
    expect(formatDay(Date.UTC(2026, 10, 21, 23, 30))).toBe('21 Nov');
    expect(formatDay(Date.UTC(2026, 10, 21, 23, 30), -60)).toBe('22 Nov');
    expect(formatDay(Number.NaN)).toBe(formatClock(Number.NaN));
  });
  it('is UTC', () => expect(formatClock(Date.UTC(2026, 0, 2, 14, 32, 7))).toBe('14:32:07'));
  it('takes the offset of a zone as Date gives it', () => expect(formatClock(Date.UTC(2026, 0, 2, 14, 32, 7), -60)).toBe('15:32:07'));
});

describe('a number with what it counts', () => {
  it.each([
    [{ value: 1516, unit: 'series', label: 'series' }, '1,516 series'],
    [{ value: 23, unit: 'pods', label: 'pods served' }, '23 pods served'],
    [{ value: 1, unit: 'metrics', label: 'metrics listed' }, '1 metric listed'],
    [{ value: 1, unit: 'series', label: 'series' }, '1 series'],
    [{ value: 0.784, unit: 'cores', label: 'cores used' }, '784 m cores used'],
    [{ value: 116, unit: 'ms', label: 'to answer' }, '116 ms to answer'],
    [{ value: 3060, unit: 'ms', label: 'to answer' }, '3.1 s to answer'],
  ])('%j is %s', (number, says) => {
    const { value, unit, label } = formatLabelled(number);
    expect([value, unit, label].filter(Boolean).join(' ')).toBe(says);
  });
});
