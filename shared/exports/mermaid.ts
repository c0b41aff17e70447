import type { Health } from '../model/health';
import { HEALTHS } from '../model/health';
import { hopColour, STATE_COLOURS } from './colours';
import { LANE_NAMES, type MapPicture, type PictureCard, type PictureHop } from './mapPicture';

/**
 * The map as a Mermaid flowchart, one subgraph for each pipeline. Nodes are numbered, for names of a cluster can hold what the
 * language is made of; in labels everything but letters, digits and a few signs is written as a character code.
 */
export function toMermaid({ title, cards, hops }: MapPicture): string {
  const ids = new Map(cards.map(({ id }, at) => [id, `n${at}`] as const));
  const drawn = hops.filter(({ from, to }) => ids.has(from) && ids.has(to));
  return [
    '%% Paste it into https://mermaid.live or a fence of Markdown with the language mermaid.',
    'flowchart LR',
    `  accTitle: ${titleText(title)}`,
    ...(['core', 'monitoring'] as const).flatMap((pipeline) => [
      `  subgraph ${pipeline}["${mermaidText(LANE_NAMES[pipeline])}"]`,
      ...cards.filter((card) => card.pipeline === pipeline).map((card) => `    ${ids.get(card.id)}${shapeOf(card)}`),
      '  end',
    ]),
    ...drawn.map((hop) => `  ${ids.get(hop.from)} ${arrowOf(hop)} ${ids.get(hop.to)}`),
    ...drawn.map((hop, at) => `  linkStyle ${at} stroke:${hopColour(hop)}`),
    ...HEALTHS.flatMap((state) => classLines(state, cards, ids)),
    '',
  ].join('\n');
}

function shapeOf({ name, says, role }: PictureCard): string {
  const label = `"${[name, says].filter(Boolean).map(mermaidText).join('<br/>')}"`;
  return role === 'source' ? `(${label})` : `[${label}]`;
}

function arrowOf({ carries, says, state }: PictureHop): string {
  const label = [carries, says].filter(Boolean).map(mermaidText).join('<br/>');
  const line = state === 'broken' ? '--x' : state === 'ok' || state === 'degraded' ? '-->' : '-.->';
  return label === '' ? line : `${line}|"${label}"|`;
}

function classLines(state: Health, cards: readonly PictureCard[], ids: ReadonlyMap<string, string>): readonly string[] {
  const members = cards.filter((card) => card.state === state).flatMap(({ id }) => ids.get(id) ?? []);
  if (members.length === 0) return [];
  const { line, soft } = STATE_COLOURS[state];
  // "default" and "end" are words of the language: a class is named with a prefix.
  return [`  classDef is_${state} stroke:${line},fill:${soft},color:#15181e`, `  class ${members.join(',')} is_${state}`];
}

/**
 * Text within quotes of a label. Quotes would end it, backticks make Markdown of it, "#...;" is a character code, "<" a tag;
 * a list's mark at the beginning is refused ("Unsupported markdown: list").
 */
export function mermaidText(text: string): string {
  return plain(text)
    .replace(/[!-~]/g, (sign) => (/[A-Za-z0-9/.,_ -]/.test(sign) ? sign : code(sign)))
    .replace(/^-/, code)
    .replace(/^(\d+)\./, (_all, digits: string) => `${digits}${code('.')}`);
}

/** A title ends with its line and knows no character codes: what could be taken for the language is left out. */
function titleText(text: string): string {
  return plain(text)
    .replace(/[#;%{}"`<>\\]/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
}

function code(sign: string): string {
  return `#${sign.charCodeAt(0)};`;
}

/** One line without control characters, bidirectional marks that reach beyond the label, and halves of surrogate pairs. */
function plain(text: string): string {
  return text
    .replace(/\p{Cc}+|[\u2028\u2029]+/gu, ' ')
    .replace(/[\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim();
}
