import { describe, expect, it } from 'vitest';
import { type Grid, readMatrix } from './matrix';

const GRID: Grid = { startMs: 100_000, stepMs: 10_000, count: 6, offsetMs: 0 };

function read(values: readonly (readonly [number, string])[], grid = GRID) {
  return readText(JSON.stringify({ status: 'success', data: { resultType: 'matrix', result: [{ metric: { job: 'a' }, values }] } }), grid);
}

function readText(text: string, grid = GRID) {
  return readMatrix(new TextEncoder().encode(text), grid);
}

describe('a matrix', () => {
  it('gives its lines with their labels, in local time', () => {
    const answer = read(
      [
        [100, '1'],
        [110, '2.5'],
      ],
      { ...GRID, offsetMs: 3_000 },
    );
    expect(answer).toEqual({
      ok: true,
      value: {
        lines: [
          {
            labels: { job: 'a' },
            infinite: 0,
            points: [
              { atMs: 97_000, value: 1 },
              { atMs: 107_000, value: 2.5 },
            ],
          },
        ],
      },
    });
  });

  it.each([
    [
      'a hole of one step',
      [
        [100, '1'],
        [120, '2'],
      ],
      [
        [100, 1],
        [110, null],
        [120, 2],
      ],
    ],
    [
      'a long hole: its ends',
      [
        [100, '1'],
        [150, '2'],
      ],
      [
        [100, 1],
        [110, null],
        [140, null],
        [150, 2],
      ],
    ],
    [
      'NaN as a hole',
      [
        [100, '1'],
        [110, 'NaN'],
        [120, '3'],
      ],
      [
        [100, 1],
        [110, null],
        [120, 3],
      ],
    ],
    ['one point', [[130, '7']], [[130, 7]]],
    [
      'the largest numbers',
      [
        [100, '1e+308'],
        [110, '-1e+308'],
      ],
      [
        [100, 1e308],
        [110, -1e308],
      ],
    ],
    ['nothing', [], []],
  ] as const)('keeps %s', (_name, values, points) => {
    const answer = read(values);
    expect(answer.ok && answer.value.lines[0]?.points.map(({ atMs, value }) => [atMs / 1_000, value])).toEqual(points);
  });

  it('counts what is infinite', () => {
    const answer = read([
      [100, '+Inf'],
      [110, '1'],
      [120, '-Inf'],
    ]);
    expect(answer.ok && answer.value.lines[0]).toMatchObject({ infinite: 2, points: [{ atMs: 110_000, value: 1 }] });
  });

  it.each([
    [
      'an error of its own',
      '{"status":"error","errorType":"timeout","error":"query timed out in expression evaluation"}',
      'query timed out',
    ],
    ['half an answer', '{"status":"succ', 'not JSON'],
    ['another shape', '{"status":"success","data":{"resultType":"vector","result":[]}}', 'no matrix'],
    ['a page', '<html>', 'not JSON'],
  ])('refuses %s', (_name, text, says) => {
    const answer = readText(text);
    expect(answer.ok ? '' : answer.error).toContain(says);
  });
});
