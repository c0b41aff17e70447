import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTicks } from './formatTicks';

const MIB = 1024 ** 2;

describe('formatTicks', () => {
  it.each([
    ['seconds', [0, 0.5, 1], ['0 s', '0.5 s', '1.0 s'], ''],
    ['seconds', [0, 0.02, 0.04], ['0 ms', '20 ms', '40 ms'], ''],
    ['seconds', [0, 45, 90], ['0 s', '45 s', '90 s'], ''],
    ['seconds', [0, 300, 600], ['0 min', '5 min', '10 min'], ''],
    ['bytes', [0, 100 * MIB, 200 * MIB], ['0 MiB', '100 MiB', '200 MiB'], ''],
    ['bytes/s', [0, 512, 1024], ['0 KiB/s', '0.5 KiB/s', '1.0 KiB/s'], ''],
    ['cores', [0, 0.25, 0.5], ['0 m', '250 m', '500 m'], ''],
    ['ratio', [0, 0.005, 0.01], ['0 %', '0.5 %', '1.0 %'], ''],
    ['series', [60_000, 61_000, 62_000], ['60 k', '61 k', '62 k'], 'series'],
    ['series', [20_700, 20_750, 20_800], ['20.70 k', '20.75 k', '20.80 k'], 'series'],
    ['targets', [0, 20, 40], ['0', '20', '40'], 'targets'],
    ['series', [4_000, 4_500, 5_000], ['4,000', '4,500', '5,000'], 'series'],
    ['alerts', [0, 0.5, 1], ['0', '0.5', '1.0'], 'alerts'],
    ['errors/s', [0, 5e-9, 1e-8], ['0', '5e-9', '1e-8'], 'errors/s'],
    ['series', [0, 5e307, 1e308], ['0', '5e307', '1e308'], 'series'],
  ])('%s %j', (unit, ticks, texts, left) => expect(formatTicks(ticks, unit)).toEqual({ texts, unit: left }));

  it('never writes two ticks alike', () =>
    fc.assert(
      fc.property(
        fc.double({ min: -1e12, max: 1e12, noNaN: true }),
        fc.integer({ min: -3, max: 11 }),
        fc.constantFrom('series', 'bytes', 'seconds', 'cores', 'ratio', 'bytes/s', 'ms'),
        (from, power, unit) => {
          const step = Math.max(10 ** power, Math.abs(from) * 1e-4);
          const { texts } = formatTicks([from, from + step, from + 2 * step], unit);
          expect(new Set(texts).size).toBe(3);
        },
      ),
      { seed: 7, numRuns: 500 },
    ));
});
