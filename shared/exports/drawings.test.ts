import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { CARDS, HOPS } from '../model/architecture';
import { HEALTHS } from '../model/health';
import type { Report } from '../report/schema';
import { toDrawio } from './drawio';
import { mapPicture } from './mapPicture';
import { mermaidText, toMermaid } from './mermaid';
import { NASTY, reportOfText } from './reports.testSupport';

const pictureOf = (report: Report) => mapPicture(report);

/** Every card and every hop of the architecture, in all states. */
const WHOLE: Report = {
  ...reportOfText('a'),
  components: CARDS.filter(({ shown }) => shown !== 'history').map(({ id, kind, title }) => ({
    id,
    kind,
    name: title,
    health: 'ok',
    evidence: [],
  })),
  edges: HOPS.map(({ from, to, pipeline, carries }, at) => ({
    from,
    to,
    pipeline,
    carries,
    health: HEALTHS[at % HEALTHS.length] ?? 'ok',
    evidence: [],
  })),
};

describe('the picture', () => {
  it('has every card and hop of the architecture, each line from the side of one card to that of the other', () => {
    const { cards, hops } = pictureOf(WHOLE);
    expect(cards).toHaveLength(CARDS.filter(({ shown }) => shown !== 'history').length);
    expect(hops.map(({ from, to }) => `${from}>${to}`)).toEqual(HOPS.map(({ from, to }) => `${from}>${to}`));
    for (const { from, to, points } of hops) {
      expect(
        isOnSide(
          points[0],
          cards.find(({ id }) => id === from),
        ),
        `${from} begins ${from}>${to}`,
      ).toBe(true);
      expect(
        isOnSide(
          points[points.length - 1],
          cards.find(({ id }) => id === to),
        ),
        `${to} ends ${from}>${to}`,
      ).toBe(true);
    }
  });

  it('leaves out what is only drawn when found, and hops to it', () => {
    const { cards, hops } = pictureOf({ ...WHOLE, components: [] });
    expect(cards.map(({ id }) => id)).toEqual(CARDS.filter(({ shown }) => shown === 'always').map(({ id }) => id));
    expect(hops.some(({ from }) => from === 'pushgateway')).toBe(false);
    expect(cards.every(({ state, says }) => state === 'unknown' && says === 'not looked at')).toBe(true);
  });

  it('says state, numbers, rhythm and reason', () => {
    const { cards, hops } = pictureOf(reportOfText('403'));
    expect(cards.find(({ id }) => id === 'kubelet')?.says).toBe('broken: 403');
    expect(cards.find(({ id }) => id === 'metrics-server')?.says).toBe('ok, -3 403');
    expect(hops.map(({ says }) => says)).toEqual(['broken: 403', '2.5 s ago', 'unknown']);
  });
});

describe('drawio', () => {
  it.each([
    ['the whole architecture', WHOLE] as const,
    ...NASTY.map((text) => [JSON.stringify(text).slice(0, 40), reportOfText(text)] as const),
  ])('is a drawing that diagrams.net can open: %s', (_name, report) => {
    const picture = pictureOf(report);
    const cells = cellsOf(toDrawio(picture));
    const ids = cells.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(cells.slice(0, 2)).toMatchObject([
      { id: '0', parent: null },
      { id: '1', parent: '0' },
    ]);
    const vertices = cells.filter(({ vertex }) => vertex === '1');
    const edges = cells.filter(({ edge }) => edge === '1');
    expect(vertices).toHaveLength(picture.cards.length + 2);
    expect(edges).toHaveLength(picture.hops.length);
    expect(edges.length).toBeGreaterThan(0);
    const shapes = new Set(vertices.map(({ id }) => id));
    for (const { source, target, parent } of edges) {
      expect(shapes.has(source ?? '')).toBe(true);
      expect(shapes.has(target ?? '')).toBe(true);
      expect(parent).toBe('1');
    }
    expect(edges.map(({ points }) => points)).toEqual(picture.hops.map(({ points }) => points.slice(1, -1).map(([x, y]) => `${x},${y}`)));
    for (const { style } of [...vertices, ...edges]) expect(style).toMatch(/^(\w+=[\w.#-]+;)+$/);
  });

  it.each(NASTY)('gives back each name as it is: %s', (text) => {
    const cells = cellsOf(toDrawio(pictureOf(reportOfText(text))));
    const readable = ['\u0000', '\u0008', '\u001b', '\ufffe', '\ud800'].reduce((left, sign) => left.replaceAll(sign, '\ufffd'), text);
    expect(cells.find(({ id }) => id === 'card:kubelet')?.value).toBe(`kubelet\nbroken: ${readable}`);
    expect(cells.find(({ edge }) => edge === '1')?.value).toBe(`${readable}\nbroken: ${readable}`);
  });

  it('keeps two hops of one pair apart, and what carries nothing dashed', () => {
    const [edge] = WHOLE.edges;
    if (edge === undefined) throw new Error('no edge');
    const cells = cellsOf(toDrawio(pictureOf({ ...WHOLE, edges: [edge, { ...edge, health: 'denied' }] })));
    const [first, second] = cells.filter((cell) => cell.edge === '1');
    expect(first?.id).toBe('hop:containers>kubelet');
    expect(second?.id).toBe('hop:containers>kubelet#2');
    expect(first?.style).toContain('dashed=0;');
    expect(second?.style).toContain('dashed=1;');
  });

  it('is read by a parser that refuses what is no XML', () => {
    const good = toDrawio(pictureOf(reportOfText('web')));
    for (const bad of [good.replace('&#10;', '<'), good.replace('</root>', ''), good.replace('value="', 'value=')])
      expect(() => cellsOf(bad)).toThrow();
  });

  it('no label is HTML', () => {
    const styles = cellsOf(toDrawio(pictureOf(WHOLE))).flatMap(({ style }) => style ?? []);
    expect(styles.every((style) => style.includes('html=0;'))).toBe(true);
  });
});

describe('Mermaid', () => {
  it.each([
    ['the whole architecture', WHOLE] as const,
    ...NASTY.map((text) => [JSON.stringify(text).slice(0, 40), reportOfText(text)] as const),
  ])('every line is of the language, every node is one: %s', (_name, report) => {
    const picture = pictureOf(report);
    const all = toMermaid(picture).trimEnd().split('\n');
    expect(all.filter((line) => !LINES.some((form) => form.test(line)))).toEqual([]);
    const nodes = new Set(all.flatMap((line) => /^ {4}(n\d+)[[(]/.exec(line)?.[1] ?? []));
    expect(nodes.size).toBe(picture.cards.length);
    const arrows = all.flatMap((line) => {
      const ends = /^ {2}(n\d+) (?:-->|--x|-\.->)(?:\|"[^"]*"\|)? (n\d+)$/.exec(line);
      return ends === null ? [] : [[ends[1], ends[2]]];
    });
    expect(arrows).toHaveLength(picture.hops.length);
    expect(arrows.flat().every((id) => nodes.has(id ?? ''))).toBe(true);
    const classed = all.flatMap((line) => /^ {2}class (\S+) is_/.exec(line)?.[1]?.split(',') ?? []);
    expect(classed.sort()).toEqual([...nodes].sort());
  });

  it.each([
    ['a "b"', 'a #34;b#34;'],
    ['<script>', '#60;script#62;'],
    ['a;b#c', 'a#59;b#35;c'],
    ['`md`', '#96;md#96;'],
    ['- a', '#45; a'],
    ['1. a', '1#46; a'],
    ['/metrics/resource', '/metrics/resource'],
    ['a\nb', 'a b'],
    ['a\u202eb', 'ab'],
    ['🦀 שלום', '🦀 שלום'],
  ])('%s', (text, written) => expect(mermaidText(text)).toBe(written));
});

/** What a label may hold: no quote, no tag but a line's end, no "#" but of a character code. */
const LABEL = '"(?:[^"#<>`;\\n]|#\\d+;|<br/>)*"';
const LINES = [
  /^%% /,
  /^flowchart LR$/,
  /^ {2}accTitle: [^#;%{}"`<>\n]+$/,
  new RegExp(`^ {2}subgraph (core|monitoring)\\[${LABEL}\\]$`),
  new RegExp(`^ {4}n\\d+(\\[${LABEL}\\]|\\(${LABEL}\\))$`),
  /^ {2}end$/,
  new RegExp(`^ {2}n\\d+ (-->|--x|-\\.->)(\\|${LABEL}\\|)? n\\d+$`),
  /^ {2}linkStyle \d+ stroke:#[0-9a-f]{6}$/,
  /^ {2}classDef is_\w+ stroke:#[0-9a-f]{6},fill:#[0-9a-f]{6},color:#[0-9a-f]{6}$/,
  /^ {2}class n\d+(,n\d+)* is_\w+$/,
];

interface CellRead {
  readonly id: string | null;
  readonly value: string | null;
  readonly style: string | null;
  readonly parent: string | null;
  readonly vertex: string | null;
  readonly edge: string | null;
  readonly source: string | null;
  readonly target: string | null;
  readonly points: readonly string[];
}

/** The cells of a drawing, read by an XML parser. */
function cellsOf(drawing: string): CellRead[] {
  const xml = new new Window().DOMParser().parseFromString(drawing, 'application/xml');
  expect(xml.querySelector('parsererror')?.textContent).toBeUndefined();
  expect(xml.documentElement.tagName).toBe('mxfile');
  const root = xml.querySelectorAll('mxfile > diagram > mxGraphModel > root');
  expect(root).toHaveLength(1);
  return [...(root[0]?.children ?? [])].map((cell) => {
    expect(cell.tagName).toBe('mxCell');
    const points = [...cell.querySelectorAll('mxGeometry > Array > mxPoint')].map(
      (each) => `${each.getAttribute('x')},${each.getAttribute('y')}`,
    );
    return {
      id: cell.getAttribute('id'),
      value: cell.getAttribute('value'),
      style: cell.getAttribute('style'),
      parent: cell.getAttribute('parent'),
      vertex: cell.getAttribute('vertex'),
      edge: cell.getAttribute('edge'),
      source: cell.getAttribute('source'),
      target: cell.getAttribute('target'),
      points,
    };
  });
}

function isOnSide(point: readonly [number, number] | undefined, card: { x: number; y: number; w: number; h: number } | undefined): boolean {
  if (point === undefined || card === undefined) return false;
  const [x, y] = [point[0] - card.x, point[1] - card.y];
  const within = x >= 0 && x <= card.w && y >= 0 && y <= card.h;
  return within && (x === 0 || x === card.w || y === 0 || y === card.h);
}
