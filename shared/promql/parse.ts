import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { failed, ok, type Result } from '../model/result';
import type { Expr } from './ast';
import { checkTypes } from './check';
import { ParseFailure, toExpr } from './convert';
import { EXPERIMENTAL_FUNCTIONS, FUNCTIONS, UNSUPPORTED_FUNCTIONS } from './functions';
import { describeToken, type Token, tokenize, type WrongSyntax } from './lexer';

/** `kind`: Prometheus itself refuses the query ("parse"), or only this evaluation does not know it ("unsupported"). */
export interface QueryError {
  readonly kind: 'parse' | 'unsupported' | 'execution';
  /** As Prometheus words it, with `LINE:COLUMN: parse error: ` before a parse error. */
  readonly message: string;
}

/** A query as a tree, types checked. Errors read as those of Prometheus 3.10 (recorded in parse.test.ts). */
export function parseQuery(query: string): Result<Expr, QueryError> {
  const tokens = tokenize(query);
  if (!tokens.ok) return refused(query, tokens.error);
  if (tokens.value.length === 0) return refused(query, { at: query === '' ? -1 : 0, message: 'no expression found in input' });
  const unknown = unknownFunction(tokens.value);
  if (unknown !== undefined)
    return unknown.kind === 'unsupported' ? failed({ kind: 'unsupported', message: unknown.message }) : refused(query, unknown);
  const top = parser.parse(query).topNode;
  const wrong = syntaxError(top, tokens.value);
  if (wrong !== undefined) return refused(query, wrong);
  return converted(query, top);
}

function converted(query: string, top: SyntaxNode): Result<Expr, QueryError> {
  const child = top.firstChild;
  if (child === null) return refused(query, { at: 0, message: 'no expression found in input' });
  try {
    const expr = toExpr(child, query);
    const wrong = checkTypes(expr, query);
    return wrong === undefined ? ok(expr) : refused(query, wrong);
  } catch (error) {
    if (!(error instanceof ParseFailure)) throw error;
    return error.kind === 'unsupported' ? failed({ kind: 'unsupported', message: error.message }) : refused(query, error);
  }
}

function refused(query: string, error: WrongSyntax): Result<never, QueryError> {
  return failed({ kind: 'parse', message: `${place(query, error.at)}: parse error: ${error.message}` });
}

function place(query: string, at: number): string {
  if (at < 0) return 'unknown position';
  const before = query.slice(0, at).split('\n');
  return `${before.length}:${(before[before.length - 1] ?? '').length + 1}`;
}

/** A name before "(" that is no function: the grammar would only say that the "(" is not expected. */
function unknownFunction(tokens: readonly Token[]): (WrongSyntax & { kind: 'parse' | 'unsupported' }) | undefined {
  for (const [i, token] of tokens.entries()) {
    const called = tokens[i + 1]?.text === '(' && token.inside === 'none' && token.kind.endsWith('identifier');
    if (!called || FUNCTIONS.has(token.text)) continue;
    if (UNSUPPORTED_FUNCTIONS.has(token.text)) {
      return {
        kind: 'unsupported',
        at: token.at,
        message: `function "${token.text}" works on native histograms and is not evaluated here`,
      };
    }
    const message = EXPERIMENTAL_FUNCTIONS.has(token.text)
      ? `function ${JSON.stringify(token.text)} is not enabled`
      : `unknown function with name ${JSON.stringify(token.text)}`;
    return { kind: 'parse', at: token.at, message };
  }
  return undefined;
}

/** The first place where the grammar did not fit. */
function syntaxError(top: SyntaxNode, tokens: readonly Token[]): WrongSyntax | undefined {
  let found: { at: number; parent: string } | undefined;
  top.cursor().iterate((node) => {
    if (node.type.isError && found === undefined) found = { at: node.from, parent: node.node.parent?.name ?? '' };
  });
  if (found === undefined) return undefined;
  const { at, parent } = found;
  const index = tokens.findIndex((token) => token.at + token.text.length > at);
  const token = index < 0 ? undefined : tokens[index];
  const last = tokens[tokens.length - 1];
  const end = last === undefined ? at : Math.max(at, last.at + last.text.length);
  const before = tokens[(index < 0 ? tokens.length : index) - 1];
  return { at: token?.at ?? end, message: `unexpected ${describeToken(token)}${context(token, before, parent)}` };
}

/** Where the grammar says what it expected (generated_parser.y, calls of `unexpected`). */
function context(token: Token | undefined, before: Token | undefined, parent: string): string {
  if (before?.text === '@') return ' in @, expected timestamp';
  if (before?.text.toLowerCase() === 'offset') return ' in offset, expected number, duration, step(), or range()';
  if (token?.inside === 'braces') return ` in label matching, expected ${expectedInBraces(before)}`;
  const modifier = before?.text.toLowerCase();
  if (modifier === 'by' || modifier === 'without') return ' in grouping opts, expected "("';
  if (parent === 'AggregateExpr' || parent === 'AggregateModifier') return ' in aggregation';
  return '';
}

function expectedInBraces(before: Token | undefined): string {
  if (before?.kind === 'operator') return 'string';
  if (before?.kind === 'identifier') return 'label matching operator';
  if (before?.kind === 'string') return '"," or "}"';
  return 'identifier or "}"';
}
