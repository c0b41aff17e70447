import { TemplateError } from './templateError';

export type TokenKind = 'word' | 'field' | 'variable' | 'string' | 'char' | 'number' | 'sign' | 'dot';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Whether a blank stands before it: `.a.b` is one operand, `.a .b` are two. */
  readonly spaced: boolean;
}

export type Piece = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'action'; readonly tokens: readonly Token[] };

const LEFT = '<<';
const RIGHT = '>>';
const BLANK = /^[ \t\r\n]/;

const PATTERNS: readonly (readonly [TokenKind, RegExp])[] = [
  ['string', /"(?:[^"\\\n]|\\[^\n])*"|`[^`]*`/y],
  ['char', /'(?:[^'\\\n]|\\[^\n])+'/y],
  ['number', /[+-]?(?:0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|\d[\d_]*)(?![\p{L}\p{Nd}_.])/uy],
  ['field', /\.[\p{L}\p{Nd}_]+/uy],
  ['variable', /\$[\p{L}\p{Nd}_]*/uy],
  ['word', /[\p{L}_][\p{L}\p{Nd}_]*/uy],
  ['sign', /:=|[=|(),]/y],
  ['dot', /\./y],
];

/** Cuts a template with the delimiters << and >> into text and actions (text/template/parse/lex.go). */
export function piecesOf(template: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let trims = false;
  for (;;) {
    const left = template.indexOf(LEFT, at);
    const until = left < 0 ? template.length : left;
    const trimsBefore = left >= 0 && template[left + 2] === '-' && BLANK.test(template.slice(left + 3));
    const text = trimmed(template.slice(at, until), trims, trimsBefore);
    if (text !== '') pieces.push({ kind: 'text', text });
    if (left < 0) return pieces;
    const action = actionAt(template, left + (trimsBefore ? 3 : 2));
    if (action.tokens !== undefined) pieces.push({ kind: 'action', tokens: action.tokens });
    at = action.end;
    trims = action.trims;
  }
}

function trimmed(text: string, start: boolean, end: boolean): string {
  const withoutStart = start ? text.replace(/^[ \t\r\n]+/, '') : text;
  return end ? withoutStart.replace(/[ \t\r\n]+$/, '') : withoutStart;
}

interface Action {
  /** Undefined: a comment. */
  readonly tokens: readonly Token[] | undefined;
  readonly end: number;
  readonly trims: boolean;
}

function actionAt(template: string, from: number): Action {
  const comment = commentAt(template, from);
  if (comment !== undefined) return comment;
  const tokens: Token[] = [];
  let at = from;
  for (;;) {
    const before = at;
    while (BLANK.test(template.slice(at, at + 1))) at++;
    const spaced = at > before;
    if (template.startsWith(RIGHT, at)) return { tokens, end: at + 2, trims: false };
    if (spaced && template.startsWith(`-${RIGHT}`, at)) return { tokens, end: at + 3, trims: true };
    if (at >= template.length) throw new TemplateError('unclosed action: >> is missing');
    const token = tokenAt(template, at, spaced);
    tokens.push(token);
    at += token.text.length;
  }
}

function commentAt(template: string, from: number): Action | undefined {
  const start = BLANK.test(template.slice(from, from + 1)) && template[from - 1] === '-' ? from + 1 : from;
  if (!template.startsWith('/*', start)) return undefined;
  const close = template.indexOf('*/', start + 2);
  if (close < 0) throw new TemplateError('unclosed comment');
  const end = close + 2;
  if (template.startsWith(RIGHT, end)) return { tokens: undefined, end: end + 2, trims: false };
  if (BLANK.test(template.slice(end, end + 1)) && template.startsWith(`-${RIGHT}`, end + 1)) {
    return { tokens: undefined, end: end + 4, trims: true };
  }
  throw new TemplateError('comment ends before closing delimiter');
}

function tokenAt(template: string, at: number, spaced: boolean): Token {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const text = pattern.exec(template)?.[0];
    if (text !== undefined) return { kind, text, spaced };
  }
  const char = String.fromCodePoint(template.codePointAt(at) ?? 0);
  if (char === '"' || char === '`' || char === "'") throw new TemplateError('unterminated quoted string');
  throw new TemplateError(`unexpected ${JSON.stringify(char)} in an action`);
}
