import type { Point } from '../mapLayout/hopPath';
import type { Box } from '../mapLayout/hopRoute';
import { COLOURS, hopColour, isDashed, STATE_COLOURS } from './colours';
import { LANE_NAMES, LANE_Y, type MapPicture, type PictureCard, type PictureHop } from './mapPicture';
import { attributes } from './xml';

/**
 * The map as a drawing of diagrams.net: one shape for each card, one connector with waypoints for each hop, uncompressed.
 * Labels are plain text (html=0): nothing that a cluster names is ever markup.
 */
export function toDrawio({ title, cards, hops, left, top, width, height }: MapPicture): string {
  const boxes = new Map(cards.map((card) => [card.id, card] as const));
  const ids = new Set<string>();
  const cells = [
    laneCell('lane:core', LANE_NAMES.core, COLOURS.canvas, { x: left, y: top, w: width, h: LANE_Y - top }),
    laneCell('lane:monitoring', LANE_NAMES.monitoring, COLOURS.lane, { x: left, y: LANE_Y, w: width, h: height + top - LANE_Y }),
    ...cards.map(cardCell),
    ...hops.flatMap((hop) => {
      const [source, target] = [boxes.get(hop.from), boxes.get(hop.to)];
      return source === undefined || target === undefined ? [] : [hopCell(hop, source, target, ids)];
    }),
  ];
  const model = { dx: width, dy: height, grid: 1, gridSize: 10, guides: 1, tooltips: 1, connect: 1, arrows: 1, fold: 1, page: 0, math: 0 };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<mxfile host="Hopscope" compressed="false">',
    `  <diagram${attributes({ id: 'map', name: title })}>`,
    `    <mxGraphModel${attributes({ ...model, pageWidth: width, pageHeight: height })}>`,
    '      <root>',
    '        <mxCell id="0"/>',
    '        <mxCell id="1" parent="0"/>',
    ...cells.map((cell) => `        ${cell}`),
    '      </root>',
    '    </mxGraphModel>',
    '  </diagram>',
    '</mxfile>',
    '',
  ].join('\n');
}

function laneCell(id: string, value: string, fillColor: string, box: Box): string {
  const style = styleOf({
    html: 0,
    fillColor,
    strokeColor: 'none',
    fontColor: COLOURS['text-3'],
    fontStyle: 1,
    align: 'left',
    verticalAlign: 'top',
    spacingLeft: 12,
    spacingTop: 4,
    connectable: 0,
  });
  return vertex(id, value, style, box);
}

function cardCell({ id, name, says, state, role, ...box }: PictureCard): string {
  const style = styleOf({
    rounded: 1,
    arcSize: 8,
    html: 0,
    whiteSpace: 'wrap',
    overflow: 'hidden',
    fontSize: 11,
    spacing: 4,
    fillColor: role === 'source' ? COLOURS['surface-2'] : state === 'ok' ? COLOURS.surface : STATE_COLOURS[state].soft,
    strokeColor: state === 'ok' ? COLOURS['line-2'] : STATE_COLOURS[state].line,
    strokeWidth: state === 'broken' ? 2 : 1,
    dashed: isDashed(state) ? 1 : 0,
    fontColor: COLOURS.text,
  });
  return vertex(cardId(id), `${name}\n${says}`, style, box);
}

function hopCell(hop: PictureHop, source: Box, target: Box, ids: Set<string>): string {
  const { from, to, state, carries, says, points } = hop;
  const first: Point = points[0] ?? [0, 0];
  const last: Point = points[points.length - 1] ?? first;
  const [exitX, exitY] = shareOf(first, source);
  const [entryX, entryY] = shareOf(last, target);
  const style = styleOf({
    edgeStyle: 'orthogonalEdgeStyle',
    rounded: 1,
    html: 0,
    fontSize: 10,
    fontColor: COLOURS['text-2'],
    labelBackgroundColor: COLOURS.surface,
    strokeColor: hopColour(hop),
    strokeWidth: state === 'broken' ? 2.4 : 1.6,
    dashed: isDashed(state) ? 1 : 0,
    endArrow: state === 'broken' ? 'cross' : 'block',
    endFill: 1,
    exitX,
    exitY,
    exitDx: 0,
    exitDy: 0,
    entryX,
    entryY,
    entryDx: 0,
    entryDy: 0,
  });
  const head = attributes({
    id: unique(`hop:${from}>${to}`, ids),
    value: [carries, says].filter(Boolean).join('\n'),
    style,
    edge: 1,
    parent: 1,
    source: cardId(from),
    target: cardId(to),
  });
  const ways = points.slice(1, -1).map((point) => mxPoint(point));
  const array = ways.length === 0 ? '' : `<Array as="points">${ways.join('')}</Array>`;
  // Source and target point count only when a connector is torn off its shape.
  const ends = `${mxPoint(first, 'sourcePoint')}${mxPoint(last, 'targetPoint')}`;
  return `<mxCell${head}><mxGeometry relative="1" as="geometry">${ends}${array}</mxGeometry></mxCell>`;
}

function vertex(id: string, value: string, style: string, { x, y, w, h }: Box): string {
  const geometry = `<mxGeometry${attributes({ x, y, width: w, height: h, as: 'geometry' })}/>`;
  return `<mxCell${attributes({ id, value, style, vertex: 1, parent: 1 })}>${geometry}</mxCell>`;
}

/** "0" and "1" are the root and its layer: cards and hops have a word before their names. */
function cardId(id: string): string {
  return `card:${id}`;
}

/** Two hops of one name stay two. */
function unique(id: string, taken: Set<string>): string {
  let free = id;
  for (let at = 2; taken.has(free); at++) free = `${id}#${at}`;
  taken.add(free);
  return free;
}

/** Where on a shape a line begins or ends, from 0 to 1 of its width and height. */
function shareOf([px, py]: Point, { x, y, w, h }: Box): readonly [number, number] {
  return [share(px - x, w), share(py - y, h)];
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round(Math.min(1, Math.max(0, part / whole)) * 1_000) / 1_000;
}

function mxPoint([x, y]: Point, as?: string): string {
  return `<mxPoint${attributes({ x, y, as })}/>`;
}

/** "key=value;" of mxGraph. Values are ours: no text of a cluster ever stands in a style. */
function styleOf(all: Readonly<Record<string, string | number>>): string {
  return Object.entries(all)
    .map(([key, value]) => `${key}=${value};`)
    .join('');
}
