import { failed, ok, type Result } from '../model/result';
import { parseDuration } from '../relabel/duration';
import { parseNumber } from './number';
import { unquote } from './quote';

export interface WrongSyntax {
  /** Offset into the query; -1 where there is no place. */
  readonly at: number;
  readonly message: string;
}

export type TokenKind =
  | 'identifier'
  | 'metric identifier'
  | 'number'
  | 'duration'
  | 'string'
  | 'keyword'
  | 'aggregator'
  | 'operator'
  | 'mark';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly at: number;
  /** Which bracket it stands in, innermost of those that change the lexer's state. */
  readonly inside: 'braces' | 'brackets' | 'none';
}

const KEYWORDS = new Set('offset smoothed anchored by without on ignoring group_left group_right bool start end step range'.split(' '));
const AGGREGATORS = new Set('sum avg count min max group stddev stdvar topk bottomk count_values quantile limitk limit_ratio'.split(' '));
const WORD_OPERATORS = new Set(['and', 'or', 'unless', 'atan2']);

const SPACE = /^(?:\s+|#[^\n]*)/;
const NUMBER = /^(?:0[xX][0-9a-fA-F]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][-+]?[\d_]+)?)(?![\p{L}_])/u;
const DURATION = /^(?:\d+(?:ms|[ywdhms]))+(?![\p{L}\d_])/u;
const WORD = /^[a-zA-Z_:][a-zA-Z0-9_:]*/;
const STRING = /^(?:"(?:[^\\\n"]|\\[\s\S])*"|'(?:[^\\\n']|\\[\s\S])*'|`[^`]*`)/;
const OPERATOR = /^(?:==|!=|=~|!~|>=|<=|>|<|=|\+|-|\*|\/|%|\^|@)/;
const MARK = /^[(){}[\],:]/;

/**
 * Splits a query as Prometheus' lexer does (promql/parser/lex.go). It finds the errors which that lexer finds before
 * any grammar: open brackets, foreign characters, strings without end. Grammar is parse.ts' business.
 */
export function tokenize(query: string): Result<readonly Token[], WrongSyntax> {
  const state = { tokens: [] as Token[], depth: 0, inside: 'none' as Token['inside'] };
  for (let at = 0; at < query.length; ) {
    const rest = query.slice(at);
    const space = SPACE.exec(rest);
    if (space !== null) {
      at += space[0].length;
      continue;
    }
    const token = nextToken(rest, at, state.inside);
    if ('message' in token) return failed(token);
    const wrong = bracket(token, state);
    if (wrong !== undefined) return failed({ at: at + 1, message: wrong });
    state.tokens.push(token);
    at += token.text.length;
  }
  const open = openAtEnd(state);
  return open === undefined ? ok(state.tokens) : failed({ at: query.length, message: open });
}

function openAtEnd(state: { depth: number; inside: Token['inside'] }): string | undefined {
  if (state.inside === 'braces') return 'unexpected end of input inside braces';
  if (state.inside === 'brackets') return 'unclosed left bracket';
  return state.depth > 0 ? 'unclosed left parenthesis' : undefined;
}

/** Follows the brackets; the message where one does not fit. */
function bracket(token: Token, state: { depth: number; inside: Token['inside'] }): string | undefined {
  if (token.kind !== 'mark') return undefined;
  if (token.text === '{') state.inside = 'braces';
  else if (token.text === '[') state.inside = 'brackets';
  else if (token.text === '}' || token.text === ']') state.inside = 'none';
  else if (token.text === '(') state.depth++;
  else if (token.text === ')' && --state.depth < 0) return "unexpected right parenthesis ')'";
  return undefined;
}

function nextToken(rest: string, at: number, inside: Token['inside']): Token | WrongSyntax {
  const letter = rest[0] ?? '';
  if (inside !== 'brackets' && (letter === '"' || letter === "'" || letter === '`')) return string(rest, at, inside);
  const operator = OPERATOR.exec(rest);
  if (operator !== null && fits(operator[0], inside)) return { kind: 'operator', text: operator[0], at, inside };
  if (letter === '!') return afterExclamation(rest, at, inside);
  const mark = MARK.exec(rest);
  if (mark !== null && markFits(mark[0], inside)) return { kind: 'mark', text: mark[0], at, inside };
  return word(rest, at, inside) ?? foreign(letter, at, inside);
}

/** Inside braces only the four matching operators stand; `=~` and `!~` stand nowhere else. */
function fits(operator: string, inside: Token['inside']): boolean {
  const matching = operator === '=' || operator === '!=' || operator === '=~' || operator === '!~';
  return inside === 'braces' ? matching : operator !== '=~' && operator !== '!~';
}

function markFits(mark: string, inside: Token['inside']): boolean {
  if (inside === 'braces') return mark === '}' || mark === ',';
  if (inside === 'brackets') return mark === ']' || mark === ':' || mark === '(' || mark === ')' || mark === ',';
  return mark !== '}' && mark !== ']' && mark !== ':';
}

function string(rest: string, at: number, inside: Token['inside']): Token | WrongSyntax {
  const match = STRING.exec(rest);
  if (match === null) return { at, message: 'unterminated quoted string' };
  const text = unquote(match[0]);
  return text.ok ? { kind: 'string', text: match[0], at, inside } : { at, message: text.error };
}

function afterExclamation(rest: string, at: number, inside: Token['inside']): WrongSyntax {
  const next = rest[1] === undefined ? '\ufffd' : rest[1];
  return { at, message: `unexpected character after '!'${inside === 'braces' ? ' inside braces' : ''}: '${next}'` };
}

function word(rest: string, at: number, inside: Token['inside']): Token | undefined {
  const number = NUMBER.exec(rest) ?? DURATION.exec(rest);
  if (number !== null && inside !== 'braces') {
    const kind = number[0] !== '0' && parseDuration(number[0]).ok ? 'duration' : 'number';
    return parseNumber(number[0]) === undefined ? undefined : { kind, text: number[0], at, inside };
  }
  const match = WORD.exec(rest);
  if (match === null) return undefined;
  return { kind: wordKind(match[0], inside), text: match[0], at, inside };
}

function wordKind(text: string, inside: Token['inside']): TokenKind {
  if (inside === 'braces') return 'identifier';
  const lower = text.toLowerCase();
  if (lower === 'inf' || lower === 'nan') return 'number';
  if (KEYWORDS.has(lower)) return 'keyword';
  if (AGGREGATORS.has(lower)) return 'aggregator';
  if (WORD_OPERATORS.has(lower)) return 'operator';
  return text.includes(':') ? 'metric identifier' : 'identifier';
}

function foreign(letter: string, at: number, inside: Token['inside']): WrongSyntax {
  const shown = letter === "'" ? "\\'" : letter;
  if (inside === 'brackets') return { at, message: `unexpected character in duration expression: '${shown}'` };
  return { at, message: `unexpected character${inside === 'braces' ? ' inside braces' : ''}: '${shown}'` };
}

/** A token as error texts name it. */
export function describeToken(token: Token | undefined): string {
  if (token === undefined) return 'end of input';
  if (token.kind === 'keyword') return `<${token.text}>`;
  if (token.kind === 'aggregator') return `<aggr:${token.text}>`;
  if (token.kind === 'operator') return token.text === '=' ? '"="' : `<op:${token.text}>`;
  if (token.kind === 'mark') return JSON.stringify(token.text);
  return `${token.kind} ${shortened(token.text)}`;
}

function shortened(text: string): string {
  return text.length > 10 && !/^[a-zA-Z_:]/.test(text) ? `${JSON.stringify(text.slice(0, 10))}...` : JSON.stringify(text);
}
