import { expect, it } from 'vitest';
import { setBacks } from './setBack';

const T0 = Date.UTC(2026, 10, 22, 12);

interface Row {
  /** Of the next sample, in seconds after the one before. */
  readonly after?: number;
  /** Scrapes counted since. */
  readonly count: number;
  readonly length?: number;
  readonly refused?: number;
}

const USUAL: Row = { count: 10 };
/** 75 s, or five rounds of ten targets, in the time of one. */
const BACK: Row = { count: 60, refused: 5_000 };

function found(...rows: readonly Row[]) {
  let [atMs, seconds, count, refused] = [T0, 1_000, 100, 7];
  const samples = rows.map(({ after = 15, count: more, length = 15, refused: dropped = 0 }) => {
    [atMs, seconds, count, refused] = [atMs + after * 1_000, seconds + more * length, count + more, refused + dropped];
    return { atMs, seconds, count, refused };
  });
  const timesMs = samples.map((sample) => sample.atMs);
  return setBacks({
    seconds: { timesMs, values: samples.map((sample) => sample.seconds) },
    count: { timesMs, values: samples.map((sample) => sample.count) },
    refused: { timesMs, values: samples.map((sample) => sample.refused) },
  });
}

it('a clock set back by 75 s: six rounds of scrapes between two neighbouring samples, five of them refused', () => {
  expect(found(USUAL, USUAL, USUAL, BACK, USUAL, USUAL)).toEqual([
    { fromMs: T0 + 45_000, toMs: T0 + 60_000, backMs: 75_000, refused: 5_000, intervalMs: 15_000 },
  ]);
});

it('by what is no multiple of the interval: the first sample kept is nearer', () => {
  expect(found(USUAL, USUAL, USUAL, { ...BACK, after: 5 }, USUAL, USUAL)).toMatchObject([{ backMs: 85_000 }]);
});

it.each<[string, readonly Row[]]>([
  ['nothing was refused', [USUAL, USUAL, USUAL, { ...BACK, refused: 0 }, USUAL, USUAL]],
  ['refused at the usual pace: exposed out of order', [USUAL, USUAL, USUAL, { ...USUAL, refused: 50 }, USUAL, USUAL]],
  ['targets were added, which stay', [USUAL, USUAL, USUAL, BACK, { count: 60 }, USUAL, USUAL, USUAL]],
  ['what follows is not known yet', [USUAL, USUAL, USUAL, USUAL, BACK]],
  ['a gap on the axis: it has its own causes', [USUAL, USUAL, USUAL, { ...BACK, after: 90 }, USUAL, USUAL]],
  ['its scrapes were late: it was starved', [USUAL, USUAL, USUAL, { count: 20, length: 45, refused: 5 }, USUAL, USUAL]],
  ['a counter began anew', [USUAL, USUAL, USUAL, { count: -100, refused: 5 }, USUAL, USUAL]],
  ['too little to know what is usual', [USUAL, USUAL, BACK, USUAL]],
  ['nothing is counted at all', [{ count: 0 }, { count: 0 }, { count: 0 }, { count: 0, refused: 3 }, { count: 0 }, { count: 0 }]],
])('is no claim where %s', (_name, rows) => expect(found(...rows)).toEqual([]));
