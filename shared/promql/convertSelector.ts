import type { SyntaxNode } from '@lezer/common';
import type { AtModifier, Expr, VectorSelector } from './ast';
import { durationOf, ParseFailure, rangeOf } from './convertDuration';
import { METRIC_NAME } from './labels';
import { type Matcher, type MatchOp, makeMatcher } from './matcher';
import { parseNumber } from './number';
import { unquote } from './quote';

type ToExpr = (node: SyntaxNode, query: string) => Expr;

export function convertSelector(node: SyntaxNode, query: string): VectorSelector {
  const identifier = node.getChild('Identifier');
  const name = identifier === null ? undefined : slice(identifier, query);
  const braces = node.getChild('LabelMatchers');
  const matchers = braces === null ? [] : matchersIn(braces, query);
  if (name !== undefined) matchers.push(matcher(METRIC_NAME, '=', name, node.from));
  return { kind: 'selector', name, matchers, offsetMs: 0, from: node.from, to: node.to };
}

function matchersIn(braces: SyntaxNode, query: string): Matcher[] {
  const matchers: Matcher[] = [];
  for (let child = braces.firstChild; child !== null; child = child.nextSibling) {
    if (child.name === 'QuotedLabelName') matchers.push(matcher(METRIC_NAME, '=', text(child, query), child.from));
    if (child.name === 'UnquotedLabelMatcher' || child.name === 'QuotedLabelMatcher') matchers.push(pair(child, query));
  }
  return matchers;
}

const OPS: Readonly<Record<string, MatchOp>> = { '=': '=', '!=': '!=', '=~': '=~', '!~': '!~' };

function pair(node: SyntaxNode, query: string): Matcher {
  const label = node.firstChild;
  const op = node.getChild('MatchOp');
  const value = node.lastChild;
  if (label === null || op === null || value === null) throw new Error('the grammar gave a matcher without its parts');
  const name = label.name === 'QuotedLabelName' ? text(label, query) : slice(label, query);
  return matcher(name, OPS[slice(op, query)] ?? '=', text(value, query), node.from);
}

function matcher(name: string, op: MatchOp, value: string, at: number): Matcher {
  const made = makeMatcher(name, op, value);
  if (!made.ok) throw new ParseFailure('parse', at, made.error);
  return made.value;
}

function slice(node: SyntaxNode, query: string): string {
  return query.slice(node.from, node.to);
}

function text(node: SyntaxNode, query: string): string {
  const value = unquote(slice(node, query));
  if (!value.ok) throw new ParseFailure('parse', node.from, value.error);
  return value.value;
}

export function convertRange(node: SyntaxNode, query: string, toExpr: ToExpr): Expr {
  const inner = node.firstChild;
  const duration = node.getChild('DurationExpr');
  if (inner === null || duration === null) throw new Error('the grammar gave a range without its parts');
  const rangeMs = rangeOf(duration, query);
  const selector = toExpr(inner, query);
  const bracket = query.indexOf('[', selector.to);
  if (selector.kind !== 'selector') throw new ParseFailure('parse', bracket, 'ranges only allowed for vector selectors');
  if (selector.offsetMs !== 0) throw new ParseFailure('parse', bracket, 'no offset modifiers allowed before range');
  if (selector.at !== undefined) throw new ParseFailure('parse', bracket, 'no @ modifiers allowed before range');
  return { kind: 'range', selector, rangeMs, from: node.from, to: node.to };
}

/** `offset 5m` and `@ time` belong to the selector inside. */
export function shifted(node: SyntaxNode, query: string, toExpr: ToExpr): Expr {
  const inner = node.firstChild;
  if (inner === null) throw new Error('the grammar gave a modifier without its expression');
  const shift = node.name === 'OffsetExpr' ? offset(node, query) : { at: atModifier(node, query) };
  return apply(toExpr(inner, query), shift, node);
}

function offset(node: SyntaxNode, query: string): { offsetMs: number } {
  const duration = node.getChild('OffsetDurationExpr');
  if (duration === null) throw new Error('the grammar gave an offset without its duration');
  return { offsetMs: durationOf(duration, query) };
}

function atModifier(node: SyntaxNode, query: string): AtModifier {
  const preprocessor = node.getChild('AtModifierPreprocessors');
  if (preprocessor !== null) return { kind: slice(preprocessor, query).toLowerCase() === 'start' ? 'start' : 'end' };
  const seconds = parseNumber(slice(node.getChildren('NumberDurationLiteral').at(-1) ?? node, query).replace(/\s/g, ''));
  if (seconds === undefined || !Number.isFinite(seconds))
    throw new ParseFailure('parse', node.from, 'timestamp out of bounds for @ modifier');
  return { kind: 'time', ms: Math.round(seconds * 1000) };
}

function apply(expr: Expr, shift: { offsetMs?: number; at?: AtModifier }, node: SyntaxNode): Expr {
  if (expr.kind === 'range') {
    const selector = apply(expr.selector, shift, node);
    return selector.kind === 'selector' ? { ...expr, selector, to: node.to } : expr;
  }
  const word = shift.at === undefined ? 'offset' : '@';
  if (expr.kind !== 'selector' && expr.kind !== 'subquery') {
    const message = `${word} modifier must be preceded by an instant vector selector or range vector selector or a subquery`;
    throw new ParseFailure('parse', node.from, message);
  }
  if (shift.at === undefined ? expr.offsetMs !== 0 : expr.at !== undefined) {
    throw new ParseFailure(
      'parse',
      node.from,
      word === '@' ? '@ <timestamp> may not be set multiple times' : 'offset may not be set multiple times',
    );
  }
  return { ...expr, ...shift, to: node.to };
}
