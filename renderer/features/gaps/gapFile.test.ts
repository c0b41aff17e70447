// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { GapFrame, GapMark, GapRow } from '../../../shared/contract/gaps';
import { toCsv } from '../../../shared/exports/csv';
import { gapLanesSvg, gapRows } from './gapFile';
import { gapItems } from './gapItems';
import type { LaneColours } from './useLaneColours';

const T0 = Date.UTC(2026, 0, 1, 12, 0, 0);
const at = (seconds: number): number => T0 + seconds * 1_000;
const LEFT = 360;
const SCALE = { fromMs: at(0), toMs: at(600), width: 600 };
const COLOURS: LaneColours = {
  tick: '#111111',
  ground: '#ffffff',
  selected: '#eeeeee',
  word: '#222222',
  onSolid: '#fefefe',
  down: '#cc0000',
  slow: '#cc8800',
  refused: '#8800cc',
  gone: '#887700',
  unknown: '#777777',
  font: '600 11px sans-serif',
};

const mark = (from: number, to: number, more: Partial<GapMark> = {}): GapMark => ({
  id: `${from}`,
  fromMs: at(from),
  toMs: at(to),
  missed: 4,
  cause: 'target-down',
  ofAll: false,
  ...more,
});
const row = (name: string, more: Partial<GapRow> = {}): GapRow => ({
  key: name,
  job: 'node <a>',
  name,
  instance: name,
  state: 'ok',
  intervalMs: 15_000,
  expected: 40,
  onTime: 40,
  late: 0,
  lost: 0,
  own: 0,
  longestMs: 0,
  gaps: [],
  ...more,
});
const FRAME: GapFrame = {
  source: 'p',
  sourceName: 'Prometheus monitoring/k8s',
  sources: [],
  fromMs: SCALE.fromMs,
  toMs: SCALE.toMs,
  live: true,
  rows: [
    row('n1 & "n2"', {
      gaps: [mark(100, 160), mark(300, 330, { cause: 'unknown', missed: 2 })],
      lost: 6,
      own: 6,
      longestMs: 60_000,
      state: 'broken',
    }),
    row('n3', { ticks: [at(0), at(15), at(30)], gaps: [mark(400, 500, { ofAll: true })] }),
    row('a-name-that-is-much-longer-than-its-column-is-wide', { counted: true }),
  ],
  stops: [{ id: 's', fromMs: at(400), toMs: at(500), cause: 'scraper-restarted', targets: 3 }],
};

/** The picture, read as a page would. */
function read(frame: GapFrame): Element {
  const host = document.createElement('div');
  host.innerHTML = gapLanesSvg(frame, gapItems(frame, 'worst', new Set()), SCALE, LEFT, COLOURS);
  return host;
}
const textsOf = (part: Element) => [...part.querySelectorAll('text')].map((each) => each.textContent);
const rectsOf = (part: Element, fill: string) =>
  [...part.querySelectorAll(`rect[fill="${fill}"]`)].map((each) => [each.getAttribute('x'), each.getAttribute('width')].map(Number));

describe('gap lanes as a picture', () => {
  it('name source and stretch, columns and axis, each job and each target with what it lost', () => {
    const texts = textsOf(read(FRAME));
    expect(texts).toEqual(
      expect.arrayContaining([
        'Scrape gaps by Prometheus monitoring/k8s, 12:00:00 to 12:10:00',
        ...['Target', 'Lost', 'Longest', '12:00:00', '12:05:00', '12:10:00', 'node <a>', '3 targets', 'n1 & "n2"', '6', '1 m', 'n3'],
      ]),
    );
    expect(texts).toContain('a-name-that-is-much-longer-than-i…');
  });

  it('draw ticks, gaps in the colour of their cause with count and word, and the stop through all', () => {
    const picture = read(FRAME);
    expect(rectsOf(picture, COLOURS.tick)).toEqual([
      [0, 100],
      [160, 140],
      [330, 270],
      [0, 1],
      [15, 1],
      [30, 1],
    ]);
    expect(rectsOf(picture, COLOURS.down)).toEqual([[100, 60]]);
    expect(picture.querySelector('rect[stroke-dasharray="2 2"]')?.getAttribute('x')).toBe('300');
    expect(textsOf(picture)).toEqual(expect.arrayContaining(['4', 'target down', '2', 'unknown']));
    const stop = [...picture.querySelectorAll('rect')].find((each) => each.querySelector('title') !== null);
    expect([stop?.getAttribute('x'), stop?.getAttribute('width')]).toEqual(['760', '100']);
    expect(stop?.textContent).toBe('Prometheus restarted 12:06:40, 1 min 40 s');
  });

  it('have every lane, not only those that fit on a screen', () => {
    const rows = Array.from({ length: 300 }, (_, nth) =>
      row(`n${nth}`, { own: 1, lost: 1, gaps: [mark(10 * (nth % 50), 10 * (nth % 50) + 5)] }),
    );
    const picture = read({ ...FRAME, rows, stops: [] });
    expect(rectsOf(picture, COLOURS.down)).toHaveLength(300);
    expect(picture.querySelector('svg')?.getAttribute('height')).toBe(String(28 + 24 + 300 * 25 + 2 * 12 + 12 + 18));
  });
});

describe('gap lanes as a table', () => {
  it('have stops first, then what each target lost by itself, with whole times', () => {
    expect(toCsv(gapRows(FRAME)).split('\r\n')).toEqual([
      'Target,Job,From,To,Missed,Cause',
      'scraper stopped,,2026-01-01T12:06:40.000Z,2026-01-01T12:08:20.000Z,,Prometheus restarted',
      '"n1 & ""n2""",node <a>,2026-01-01T12:01:40.000Z,2026-01-01T12:02:40.000Z,4,target down',
      '"n1 & ""n2""",node <a>,2026-01-01T12:05:00.000Z,2026-01-01T12:05:30.000Z,2,unknown',
      '',
    ]);
  });
});
