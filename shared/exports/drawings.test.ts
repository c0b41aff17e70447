// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { CARDS, HOPS } from '../model/architecture';
import { HEALTHS } from '../model/health';
import type { Report } from '../report/schema';
import { toDrawio } from './drawio';
import { mapPicture, type PictureHop } from './mapPicture';
import { cellsIn } from './maxGraph.testSupport';
import { mermaidText, toMermaid } from './mermaid';
import { drawnLabel, flowchartIn } from './mermaid.testSupport';
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

const REPORTS = [
  ['the whole architecture', WHOLE] as const,
  ...NASTY.map((text) => [JSON.stringify(text).slice(0, 40), reportOfText(text)] as const),
];

describe('drawio, as the graph library of diagrams.net decodes it', () => {
  it.each(REPORTS)('is shapes that can be moved, and connectors that hold on to them: %s', (_name, report) => {
    const { cards, hops } = pictureOf(report);
    const cells = cellsIn(toDrawio(pictureOf(report)));
    const shapes = cells.filter((cell) => cell.isVertex());
    const connectors = cells.filter((cell) => cell.isEdge());
    expect(cells.slice(0, 2).map(({ id, parent }) => [id, parent?.id])).toEqual([
      ['0', undefined],
      ['1', '0'],
    ]);
    expect(cells).toHaveLength(2 + shapes.length + connectors.length);
    expect([...shapes, ...connectors].every(({ parent }) => parent?.id === '1')).toBe(true);
    expect(shapes.map(({ id }) => id)).toEqual(['lane:core', 'lane:monitoring', ...cards.map(({ id }) => readable(`card:${id}`))]);
    expect(shapes.slice(2).map(({ geometry }) => [geometry?.x, geometry?.y, geometry?.width, geometry?.height])).toEqual(
      cards.map(({ x, y, w, h }) => [x, y, w, h]),
    );
    expect(hops.length).toBeGreaterThan(0);
    expect(connectors.map(({ source, target }) => [source?.id, target?.id])).toEqual(
      hops.map(({ from, to }) => [readable(`card:${from}`), readable(`card:${to}`)]),
    );
    expect(connectors.map(({ geometry }) => waysOf(geometry?.points))).toEqual(hops.map(({ points }) => points.slice(1, -1)));
    expect(connectors.map(({ geometry }) => waysOf([geometry?.sourcePoint, geometry?.targetPoint]))).toEqual(
      hops.map(({ points }) => [points[0], points[points.length - 1]]),
    );
    expect(connectors.map(({ style }) => Boolean(style.dashed))).toEqual(hops.map(({ state }) => !isCarrying(state)));
  });

  it.each(NASTY)('gives back each name as it is: %s', (text) => {
    const cells = cellsIn(toDrawio(pictureOf(reportOfText(text))));
    expect(cells.find(({ id }) => id === 'card:kubelet')?.value).toBe(`kubelet\nbroken: ${readable(text)}`);
    expect(cells.find((cell) => cell.isEdge())?.value).toBe(`${readable(text)}\nbroken: ${readable(text)}`);
  });

  it('keeps two hops of one pair apart', () => {
    const [edge] = WHOLE.edges;
    if (edge === undefined) throw new Error('no edge');
    const cells = cellsIn(toDrawio(pictureOf({ ...WHOLE, edges: [edge, { ...edge, health: 'denied' }] })));
    expect(cells.filter((cell) => cell.isEdge()).map(({ id, style }) => [id, style.dashed])).toEqual([
      ['hop:containers>kubelet', 0],
      ['hop:containers>kubelet#2', 1],
    ]);
  });

  it('is read by a parser that refuses what is no XML, and other than one drawing', () => {
    const good = toDrawio(pictureOf(reportOfText('web')));
    const twice = good.replace('</mxfile>', `${/<diagram[\s\S]*<\/diagram>/.exec(good)?.[0]}</mxfile>`);
    for (const bad of [good.replace('&#10;', '<'), good.replace('</root>', ''), good.replace('value="', 'value='), twice])
      expect(() => cellsIn(bad)).toThrow();
  });

  it('no label is HTML', () => {
    const drawn = cellsIn(toDrawio(pictureOf(WHOLE))).filter((cell) => cell.isVertex() || cell.isEdge());
    // maxGraph has no such style, diagrams.net reads it.
    expect(drawn.map(({ style }) => Object.entries(style).find(([name]) => name === 'html')?.[1])).toEqual(drawn.map(() => 0));
  });
});

const ARROWS: Readonly<Record<PictureHop['state'], readonly [type: string, stroke: string]>> = {
  ok: ['arrow_point', 'normal'],
  degraded: ['arrow_point', 'normal'],
  broken: ['arrow_cross', 'normal'],
  stale: ['arrow_point', 'dotted'],
  unknown: ['arrow_point', 'dotted'],
  denied: ['arrow_point', 'dotted'],
  absent: ['arrow_point', 'dotted'],
};

describe("Mermaid, as Mermaid's own parser reads it", () => {
  it.each(REPORTS)('is every card in its pipeline and its state, every hop between two of them: %s', async (_name, report) => {
    const { cards, hops, title } = pictureOf(report);
    const chart = await flowchartIn(toMermaid(pictureOf(report)));
    const nodes = [...chart.getVertices().values()];
    const inOrder = [...cards.filter(({ pipeline }) => pipeline === 'core'), ...cards.filter(({ pipeline }) => pipeline === 'monitoring')];
    expect(nodes.map(({ text, type, classes }) => [drawnLabel(text), type, classes])).toEqual(
      inOrder.map(({ name, says, role, state }) => [
        [name, says].map(oneLine).join('<br/>'),
        role === 'source' ? 'round' : 'square',
        [`is_${state}`],
      ]),
    );
    expect(chart.getSubGraphs().map(({ id, nodes: members }) => [id, members.length])).toEqual([
      ['core', cards.filter(({ pipeline }) => pipeline === 'core').length],
      ['monitoring', cards.filter(({ pipeline }) => pipeline === 'monitoring').length],
    ]);
    const ids = new Map(inOrder.map(({ id }, at) => [id, nodes[at]?.id]));
    expect(hops.length).toBeGreaterThan(0);
    expect(chart.getEdges().map(({ start, end, type, stroke, text }) => [start, end, type, stroke, drawnLabel(text)])).toEqual(
      hops.map(({ from, to, state, carries, says }) => [
        ids.get(from),
        ids.get(to),
        ...ARROWS[state],
        [carries, says].filter(Boolean).map(oneLine).join('<br/>'),
      ]),
    );
    for (const { style } of chart.getEdges()) expect(style[0]).toMatch(/^stroke:#[0-9a-f]{6}$/);
    expect(chart.getAccTitle()).toMatch(/^Monitoring architecture of .*2026-01-01T00:01:00\.000Z$/);
    expect(title).toContain('2026-01-01T00:01:00.000Z');
  });

  it('refuses a line that is none', async () => {
    const good = toMermaid(pictureOf(reportOfText('web')));
    for (const bad of [good.replace('"]', ']'), good.replace('  end', ''), good.replace('-->', '-- >')]) {
      expect(bad).not.toBe(good);
      await expect(flowchartIn(bad)).rejects.toThrow();
    }
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

/** What XML cannot hold is a question mark in a diamond. */
function readable(text: string): string {
  return ['\u0000', '\u0008', '\u001b', '\ufffe', '\ud800'].reduce((left, sign) => left.replaceAll(sign, '\ufffd'), text);
}

/** A label of Mermaid has no control characters, and no half of a surrogate pair. */
function oneLine(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .replace('\ud800', '')
    .trim();
}

function waysOf(points: readonly ({ readonly x: number; readonly y: number } | null | undefined)[] | null | undefined) {
  return (points ?? []).flatMap((point) => (point ? [[point.x, point.y]] : []));
}

function isCarrying(state: PictureHop['state']): boolean {
  return state === 'ok' || state === 'degraded' || state === 'broken';
}

function isOnSide(point: readonly [number, number] | undefined, card: { x: number; y: number; w: number; h: number } | undefined): boolean {
  if (point === undefined || card === undefined) return false;
  const [x, y] = [point[0] - card.x, point[1] - card.y];
  const within = x >= 0 && x <= card.w && y >= 0 && y <= card.h;
  return within && (x === 0 || x === card.w || y === 0 || y === card.h);
}
