import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { PROVEN_CAUSES } from '../../../shared/analysis/gaps/scene';
import type { GapFrame, GapMark, GapRow } from '../../../shared/contract/gaps';
import { receiveGaps, useGaps } from '../../store/gapStore';
import { ENGLISH } from '../../texts/catalogue';
import { sentenceOf } from './GapVerdict';
import { type GapItem, gapItems, selectedIn, topsOf } from './gapItems';
import { coveredSpans, type LaneScale, laneBlocks, timeAtX, xOf } from './laneMarks';

const SCALE: LaneScale = { fromMs: 0, toMs: 1_000, width: 500 };
const mark = (fromMs: number, toMs: number, more: Partial<GapMark> = {}): GapMark => ({
  id: `${fromMs}`,
  fromMs,
  toMs,
  missed: 12,
  cause: 'target-down',
  ofAll: false,
  ...more,
});
const row = (name: string, more: Partial<GapRow> = {}): GapRow => ({
  key: name,
  job: 'j',
  name,
  instance: name,
  state: 'ok',
  intervalMs: 15_000,
  expected: 240,
  onTime: 240,
  late: 0,
  lost: 0,
  own: 0,
  longestMs: 0,
  gaps: [],
  ...more,
});
const frame = (more: Partial<GapFrame>): GapFrame => ({
  source: 'p',
  sourceName: 'Prometheus',
  sources: [],
  fromMs: 0,
  toMs: 3_600_000,
  live: true,
  rows: [],
  stops: [],
  ...more,
});
const blocksOf = (gaps: readonly GapMark[]) =>
  laneBlocks(
    gaps,
    SCALE,
    (cause) => ENGLISH.gaps.causes[cause],
    (text) => text.length * 7,
  );

describe('blocks of a lane', () => {
  it('are never narrower than 4 px, have their count where it fits, and a word beside', () => {
    expect(blocksOf([mark(100, 101), mark(400, 500)])).toMatchObject([
      { x: 50, width: 4, word: { align: 'left', text: 'target down' } },
      { x: 200, width: 50, count: '12' },
    ]);
    expect(blocksOf([mark(100, 101)])[0]).not.toHaveProperty('count');
  });
  it('a word goes to the side with more space', () => {
    expect(blocksOf([mark(900, 1_000)])[0]?.word).toMatchObject({ align: 'right', x: 444 });
  });
  it('a word that has no room beside stands inside', () => {
    expect(blocksOf([mark(0, 1_000)])).toMatchObject([{ width: 500, count: '12, target down' }]);
  });
  it("what is the scraper's own, or outside, is no block", () => {
    expect(blocksOf([mark(0, 100, { ofAll: true }), mark(2_000, 3_000)])).toEqual([]);
  });
  it('no word stands over a block or another word, whatever the gaps are', () => {
    const gaps = fc.array(fc.tuple(fc.integer({ min: 0, max: 990 }), fc.integer({ min: 1, max: 200 }), fc.constantFrom(...PROVEN_CAUSES)), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(gaps, (some) => {
        let at = 0;
        const marks = [...some]
          .sort((a, b) => a[0] - b[0])
          .flatMap(([from, length, cause]) => {
            const fromMs = Math.max(from, at);
            at = fromMs + length + 1;
            return at > 1_000 ? [] : [mark(fromMs, fromMs + length, { cause })];
          });
        const blocks = blocksOf(marks);
        const spans = blocks.flatMap(({ word }) => {
          const width = (word?.text.length ?? 0) * 7;
          return word === undefined
            ? []
            : [word.align === 'left' ? ([word.x, word.x + width] as const) : ([word.x - width, word.x] as const)];
        });
        for (const [from, to] of spans) {
          for (const block of blocks) expect(to <= block.x || from >= block.x + block.width).toBe(true);
          expect(spans.filter(([a, b]) => a < to && b > from)).toHaveLength(1);
        }
      }),
      { seed: 11 },
    );
  });
  it('covers what lies between gaps', () => {
    expect(coveredSpans([mark(100, 200), mark(500, 2_000)], SCALE)).toEqual([
      [0, 100],
      [200, 500],
    ]);
    expect(coveredSpans([mark(-5, 5_000)], SCALE)).toEqual([]);
  });
  it('a place and its time', () => {
    expect(xOf(SCALE, timeAtX(SCALE, 123))).toBeCloseTo(123);
    expect(timeAtX(SCALE, -40)).toBe(0);
    expect(xOf({ ...SCALE, toMs: 0 }, 5)).toBe(0);
  });
});

describe('rows of the view', () => {
  const rows = [row('bad', { own: 3, state: 'degraded' }), ...['a', 'b', 'c', 'd'].map((name) => row(name)), row('x', { job: 'a job' })];
  const kinds = (order: 'worst' | 'job', unfolded: readonly string[] = []) =>
    gapItems({ rows }, order, new Set(unfolded)).map((item) =>
      item.kind === 'group' ? item.job : item.kind === 'fold' ? `+${item.rows.length}` : item.row.name,
    );
  test.each([
    ['worst first, those that are well folded', kinds('worst'), ['j', 'bad', '+4', 'a job', 'x']],
    ['by job', kinds('job'), ['a job', 'x', 'j', 'bad', '+4']],
    ['unfolded', kinds('worst', ['j']), ['j', 'bad', 'a', 'b', 'c', 'd', 'a job', 'x']],
  ])('%s', (_name, items, expected) => {
    expect(items).toEqual(expected);
  });
});

describe('the sentence', () => {
  const stop = { id: 's', fromMs: 0, toMs: 52_000, cause: 'scraper-restarted' as const, targets: 2 };
  test.each<[string, GapFrame | undefined, string, string]>([
    ['nothing read yet', undefined, 'unknown', 'Reading the scrapes.'],
    ['no target', frame({}), 'unknown', 'Nothing was scraped in this time.'],
    ['all well', frame({ rows: [row('a'), row('b')] }), 'ok', 'None of 2 targets lost a scrape of its own.'],
    ['one lost', frame({ rows: [row('a', { own: 1 }), row('b')] }), 'degraded', '1 of 2 targets lost 1 scrape of their own.'],
    ['one is down now', frame({ rows: [row('a', { own: 3, state: 'broken' })] }), 'broken', '1 of 1 targets lost 3 scrapes of their own.'],
    ['not read', frame({ trouble: { says: '503: overloaded', remedy: 'Take a shorter range.' } }), 'unknown', 'Not read: 503: overloaded.'],
    [
      'read in part',
      frame({ rows: [row('a', { own: 1 })], trouble: { says: 'its answer is partial: a store', remedy: 'Ask it.', partial: true } }),
      'unknown',
      'Read in part: its answer is partial: a store.',
    ],
  ])('%s', (_name, of, state, says) => {
    expect(sentenceOf(of)).toMatchObject({ state, says });
  });
  it('says what hid everything', () => {
    expect(sentenceOf(frame({ rows: [row('a')], stops: [stop] })).more).toBe('Prometheus restarted: 52 s of everything hidden.');
    expect(sentenceOf(frame({ rows: [row('a')], stops: [{ ...stop, lost: true }] })).more).toBe(
      'Prometheus restarted, its data lost: 52 s of everything hidden.',
    );
    expect(sentenceOf(frame({ rows: [row('a')], stops: [stop, stop] })).more).toBe('Scraping stood still 2 times, 1 min 44 s in all.');
  });
});

describe('while another stretch is asked for', () => {
  const asked = { done: 1, of: 8 };
  const shown = () => useGaps.getState().frame;

  it('its rows stay until the others are there, and the sentence says how far asking is', () => {
    receiveGaps(frame({ rows: [row('a')] }));
    receiveGaps(frame({ fromMs: 1_000, toMs: 2_000, asked }));
    expect(shown()).toMatchObject({ rows: [{ name: 'a' }], fromMs: 0, asked });
    expect(sentenceOf(shown()).more).toContain('1 of 8');
    receiveGaps(frame({ fromMs: 1_000, toMs: 2_000, rows: [row('b')] }));
    expect(shown()).toMatchObject({ rows: [{ name: 'b' }], fromMs: 1_000 });
    expect(shown()).not.toHaveProperty('asked');
  });

  it('of another source they do not', () => {
    receiveGaps(frame({ rows: [row('a')] }));
    receiveGaps(frame({ source: 'q', asked }));
    expect(shown()).toMatchObject({ source: 'q', rows: [] });
  });
});

describe('items of the list', () => {
  const items: readonly GapItem[] = [
    { kind: 'group', key: 'job j', job: 'j', count: 2 },
    { kind: 'row', key: 'a', row: row('a', { gaps: [mark(0, 100), mark(200, 300, { ofAll: true })] }) },
    { kind: 'fold', key: 'fold j', job: 'j', rows: [], first: row('b') },
  ];

  it('stand below each other: heads are 24 px, all others 25', () => {
    expect(topsOf(items)).toEqual([0, 24, 49, 74]);
    expect(topsOf([])).toEqual([0]);
  });

  it('are selected by a gap of their own, not by one of all targets', () => {
    expect(items.map((item) => selectedIn(item, '0'))).toEqual([false, true, false]);
    expect(items.map((item) => selectedIn(item, '200'))).toEqual([false, false, false]);
    expect(items.map((item) => selectedIn(item, undefined))).toEqual([false, false, false]);
  });
});
