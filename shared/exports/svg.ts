import type { Point } from '../mapLayout/hopPath';
import { COLOURS, hopColour, isDashed, STATE_COLOURS } from './colours';
import { LANE_NAMES, LANE_Y, type MapPicture, type PictureCard, type PictureHop } from './mapPicture';
import { attributes, xmlText } from './xml';

/** Px that a letter of 11 and of 13 px takes on average, on the wide side: there is nothing here that measures text. */
const LETTER = { small: 6, name: 8 } as const;
const LINE_HEIGHT = 14;

/**
 * The map as a picture in the window's light colours: cards, lines and words where the window has them, words that have no room cut
 * short. Each card and hop has its whole text as its title, which browsers show at the pointer and screen readers read.
 */
export function toSvg({ title, cards, hops, left, top, width, height }: MapPicture): string {
  return [
    `<svg${attributes({ xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `${left} ${top} ${width} ${height}`, role: 'img', 'font-family': 'Inter, system-ui, sans-serif', 'font-size': 11 })}>`,
    `<title>${xmlText(title)}</title>`,
    `<rect${attributes({ x: left, y: top, width, height, fill: COLOURS.canvas })}/>`,
    `<rect${attributes({ x: left, y: LANE_Y, width, height: height + top - LANE_Y, fill: COLOURS.lane })}/>`,
    textAt([18, 58], LANE_NAMES.core, { fill: COLOURS['core-edge'], 'font-weight': 600 }),
    textAt([18, 266], LANE_NAMES.monitoring, { fill: COLOURS.mon, 'font-weight': 600 }),
    ...hops.map(hopOf),
    ...cards.map(cardOf),
    '</svg>',
    '',
  ].join('\n');
}

function cardOf({ name, says, state, role, x, y, w, h }: PictureCard): string {
  const { line, soft } = STATE_COLOURS[state];
  const well = state === 'ok';
  const rect = attributes({
    x,
    y,
    width: w,
    height: h,
    rx: 6,
    fill: well ? (role === 'source' ? COLOURS['surface-2'] : COLOURS.surface) : soft,
    stroke: well ? COLOURS['line-2'] : line,
    'stroke-width': state === 'broken' ? 2 : 1,
    'stroke-dasharray': isDashed(state) ? '3 3' : undefined,
  });
  const room = Math.max(1, Math.floor((h - 30) / LINE_HEIGHT));
  const rows = wrapped(says, Math.floor((w - 20) / LETTER.small), room);
  return [
    '<g>',
    `<title>${xmlText(`${name}: ${says}`)}</title>`,
    `<rect${rect}/>`,
    textAt([x + 10, y + 20], shortened(name, Math.floor((w - 20) / LETTER.name)), {
      fill: COLOURS.text,
      'font-size': 13,
      'font-weight': 600,
    }),
    ...rows.map((row, at) => textAt([x + 10, y + 36 + at * LINE_HEIGHT], row, { fill: well ? COLOURS['text-2'] : line })),
    '</g>',
  ].join('');
}

function hopOf(hop: PictureHop): string {
  const { from, to, carries, says, state, points } = hop;
  const colour = hopColour(hop);
  const line = attributes({
    points: points.map(([x, y]) => `${x},${y}`).join(' '),
    fill: 'none',
    stroke: colour,
    'stroke-width': state === 'broken' ? 2.4 : 1.6,
    'stroke-linejoin': 'round',
    'stroke-dasharray': isDashed(state) || state === 'broken' ? '3 4' : undefined,
  });
  const head = `<polygon${attributes({ points: arrowHead(points), fill: colour })}/>`;
  return `<g><title>${xmlText(`${from} to ${to}: ${[carries, says].filter(Boolean).join(', ')}`)}</title><polyline${line}/>${head}${wordsOf(hop)}</g>`;
}

/** What is carried, and below it its rhythm; of a hop that is not well its state, for the reason has no room. */
function wordsOf(hop: PictureHop): string {
  const { x, y, anchor, style } = hop.label;
  if (hop.state === 'absent') return '';
  const fill = hop.state === 'ok' ? COLOURS['text-2'] : STATE_COLOURS[hop.state].line;
  const says = hop.state === 'ok' ? hop.says : hop.state;
  const put = (down: number, text: string, letters = 26): string =>
    textAt([x, y + down], shortened(text, letters), { fill, 'text-anchor': anchor });
  switch (style) {
    case 'around':
      // Between two cards there is room for the period or the age, not for both.
      return put(-5, hop.carries, 18) + put(14, says.split(', ')[0] ?? '', 18);
    case 'stacked':
      return put(11, hop.carries) + put(25, says);
    case 'above':
      return put(-5, [hop.carries, says].filter(Boolean).join(', '), 48);
    case 'below':
      return put(14, [hop.carries, says].filter(Boolean).join(', '), 48);
    case 'brief':
      return put(11, hop.carries);
    case 'over':
      return put(-5, hop.carries);
    case 'none':
      return '';
  }
}

/** A triangle at the end of the line, 7 px long, the way that its last stretch goes. */
function arrowHead(points: readonly Point[]): string {
  const [before, end] = points.slice(-2);
  if (before === undefined || end === undefined) return '';
  const [dx, dy] = [Math.sign(end[0] - before[0]), Math.sign(end[1] - before[1])];
  const [backX, backY] = [end[0] - 7 * dx, end[1] - 7 * dy];
  return `${end[0]},${end[1]} ${backX - 4 * dy},${backY - 4 * dx} ${backX + 4 * dy},${backY + 4 * dx}`;
}

function textAt([x, y]: Point, text: string, more: Readonly<Record<string, string | number>>): string {
  return text === '' ? '' : `<text${attributes({ x, y, ...more })}>${xmlText(text.replace(/\s+/g, ' '))}</text>`;
}

/** In lines of at most so many letters, at blanks where there are some; the last line is cut short. */
function wrapped(text: string, letters: number, most: number): readonly string[] {
  const rows: string[] = [];
  let rest = text.replace(/\s+/g, ' ').trim();
  while (rest !== '' && rows.length < most - 1 && [...rest].length > letters) {
    const part = [...rest].slice(0, letters + 1).join('');
    const blank = part.lastIndexOf(' ');
    const row = blank > 0 ? part.slice(0, blank) : [...part].slice(0, letters).join('');
    rows.push(row);
    rest = rest.slice(row.length).trim();
  }
  return rest === '' ? rows : [...rows, shortened(rest, letters)];
}

function shortened(text: string, letters: number): string {
  const all = [...text];
  return all.length <= letters
    ? text
    : `${all
        .slice(0, Math.max(1, letters - 1))
        .join('')
        .trimEnd()}…`;
}
