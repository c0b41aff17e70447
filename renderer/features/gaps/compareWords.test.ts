import { describe, expect, it } from 'vitest';
import type { GapCompare } from '../../../shared/contract/gapCompare';
import { compareWords } from './compareWords';

type Both = Extract<GapCompare, { state: 'both' }>;

const both = (difference: Both['difference'], more: Partial<Both> = {}): Both => ({
  state: 'both',
  id: 'g',
  fromMs: 0,
  toMs: 600_000,
  gap: { fromMs: 200_000, toMs: 395_000 },
  target: 'node-2',
  directName: 'kubelet',
  keptName: 'Prometheus',
  choices: [],
  series: 's',
  unit: 'bytes',
  direct: [],
  kept: [],
  difference,
  ...more,
});
const MIB = 2 ** 20;

describe('what two sources say of the same number', () => {
  it.each<[string, Both, string]>([
    [
      'hidden, older, and otherwise equal',
      both({
        inGap: { direct: 13, kept: 0 },
        range: { low: 200 * MIB, high: 214 * MIB },
        lastKept: 205 * MIB,
        age: { directMs: 6_000, keptMs: 14_400 },
        oldestMs: 203_000,
        same: 20,
        differ: 0,
      }),
      'Of the time of the gap 13 samples were read directly, and Prometheus kept none. It went from 200 MiB to 214 MiB meanwhile; the last kept before was 205 MiB. In the gap what was kept grew 3 min 23 s old. Outside of it Prometheus has it 14 s old, read directly it is 6 s old. All 20 samples that both have of one moment are equal.',
    ],
    [
      'one sample, level, some that differ',
      both({ inGap: { direct: 1, kept: 1 }, range: { low: MIB, high: MIB }, same: 4, differ: 1 }),
      'Of the time of the gap 1 sample was read directly, and Prometheus kept 1. It was 1 MiB all along. 1 of 4 samples that both have of one moment differ.',
    ],
    [
      'not read directly in the gap',
      both({ inGap: { direct: 0, kept: 0 }, same: 0, differ: 0 }),
      'In the gap it was not read directly either.',
    ],
    [
      'not kept at all: why, first',
      both({ inGap: { direct: 0, kept: 0 }, same: 0, differ: 0 }, { trouble: 'It kept no sample of this name.' }),
      'It kept no sample of this name. In the gap it was not read directly either.',
    ],
  ])('%s', (_name, compare, words) => {
    expect(compareWords(compare)).toBe(words);
  });
});
