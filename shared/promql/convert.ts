import type { SyntaxNode } from '@lezer/common';
import type { AggregateOp, BinaryOp, Expr, VectorMatching } from './ast';
import { durationOf, ParseFailure } from './convertDuration';
import { convertRange, convertSelector, shifted } from './convertSelector';
import { parseNumber } from './number';
import { unquote } from './quote';

export { ParseFailure } from './convertDuration';

/** The grammar's tree as ours. Throws ParseFailure for what the grammar accepts and Prometheus refuses. */
export function toExpr(node: SyntaxNode, query: string): Expr {
  const span = { from: node.from, to: node.to };
  switch (node.name) {
    case 'NumberDurationLiteral':
      return { kind: 'number', value: numberOf(node, query), ...span };
    case 'StringLiteral':
      return { kind: 'string', value: textOf(node, query), ...span };
    case 'VectorSelector':
      return convertSelector(node, query);
    case 'MatrixSelector':
      return convertRange(node, query, toExpr);
    case 'OffsetExpr':
    case 'StepInvariantExpr':
      return shifted(node, query, toExpr);
    case 'SubqueryExpr':
      return subquery(node, query);
    case 'ParenExpr':
      return { kind: 'paren', expr: toExpr(required(node.firstChild), query), ...span };
    case 'UnaryExpr':
      return { kind: 'unary', op: query[node.from] === '-' ? '-' : '+', expr: toExpr(required(node.lastChild), query), ...span };
    case 'FunctionCall':
      return { kind: 'call', func: word(node.firstChild, query), args: bodyOf(node, query), ...span };
    case 'AggregateExpr':
      return aggregate(node, query);
    case 'BinaryExpr':
      return binary(node, query);
    default:
      throw modifierFailure(node);
  }
}

function modifierFailure(node: SyntaxNode): ParseFailure {
  const name = node.name === 'SmoothedExpr' ? 'smoothed' : node.name === 'AnchoredExpr' ? 'anchored' : undefined;
  if (name === undefined) return new ParseFailure('unsupported', node.from, `${node.name} is not evaluated here`);
  return new ParseFailure('parse', node.from, `${name} modifier is experimental and not enabled`);
}

function required(node: SyntaxNode | null): SyntaxNode {
  if (node === null) throw new Error('the grammar gave a node without its parts');
  return node;
}

function word(node: SyntaxNode | null, query: string): string {
  return node === null ? '' : query.slice(node.from, node.to);
}

function numberOf(node: SyntaxNode, query: string): number {
  const text = query.slice(node.from, node.to);
  const value = parseNumber(text.replace(/\s/g, ''));
  if (value === undefined) throw new ParseFailure('parse', node.from, `bad number or duration syntax: ${JSON.stringify(text)}`);
  return value;
}

function textOf(node: SyntaxNode, query: string): string {
  const text = unquote(query.slice(node.from, node.to));
  if (!text.ok) throw new ParseFailure('parse', node.from, text.error);
  return text.value;
}

function bodyOf(node: SyntaxNode, query: string): Expr[] {
  const body = required(node.getChild('FunctionCallBody'));
  return body.getChildren('Expr').map((arg) => toExpr(arg, query));
}

function subquery(node: SyntaxNode, query: string): Expr {
  const [range, step] = node.getChildren('DurationExpr').map((part) => durationOf(part, query));
  return {
    kind: 'subquery',
    expr: toExpr(required(node.firstChild), query),
    rangeMs: range ?? 0,
    stepMs: step,
    offsetMs: 0,
    from: node.from,
    to: node.to,
  };
}

const AGGREGATES: ReadonlySet<string> = new Set('sum avg min max count group stddev stdvar topk bottomk quantile count_values'.split(' '));
const WITH_PARAM: ReadonlySet<string> = new Set(['topk', 'bottomk', 'quantile', 'count_values']);

function isAggregate(op: string): op is AggregateOp {
  return AGGREGATES.has(op);
}

function aggregate(node: SyntaxNode, query: string): Expr {
  const op = word(node.firstChild, query).toLowerCase();
  if (!isAggregate(op)) {
    const message = `${op}() is experimental and must be enabled with --enable-feature=promql-experimental-functions`;
    throw new ParseFailure('parse', node.from, message);
  }
  const args = bodyOf(node, query);
  const wanted = WITH_PARAM.has(op) ? 2 : 1;
  if (args.length !== wanted) {
    const message =
      args.length === 0
        ? 'no arguments for aggregate expression provided'
        : `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${args.length}`;
    throw new ParseFailure('parse', node.from, message);
  }
  const modifier = node.getChild('AggregateModifier');
  const grouping = modifier === null ? [] : namesIn(modifier.getChild('GroupingLabels'), query);
  const expr = args[args.length - 1];
  if (expr === undefined) throw new Error('an aggregate has an argument here');
  const param = wanted === 2 ? args[0] : undefined;
  return { kind: 'aggregate', op, param, expr, grouping, without: modifier?.getChild('Without') != null, from: node.from, to: node.to };
}

function namesIn(labels: SyntaxNode | null, query: string): string[] {
  if (labels === null) return [];
  const names: string[] = [];
  for (let child = labels.firstChild; child !== null; child = child.nextSibling) {
    if (child.name === 'LabelName') names.push(word(child, query));
    if (child.name === 'QuotedLabelName') names.push(textOf(required(child.firstChild), query));
  }
  return names;
}

const OPERATORS: Readonly<Record<string, BinaryOp>> = {
  Add: '+',
  Sub: '-',
  Mul: '*',
  Div: '/',
  Mod: '%',
  Pow: '^',
  Atan2: 'atan2',
  Eql: '==',
  Neq: '!=',
  Gtr: '>',
  Lss: '<',
  Gte: '>=',
  Lte: '<=',
  And: 'and',
  Or: 'or',
  Unless: 'unless',
};

function binary(node: SyntaxNode, query: string): Expr {
  const left = required(node.firstChild);
  const right = required(node.lastChild);
  const op = OPERATORS[left.nextSibling?.name ?? ''];
  if (op === undefined) throw new ParseFailure('unsupported', node.from, `operator ${word(left.nextSibling, query)} is not evaluated here`);
  if (node.getChild('FillModifier') !== null) throw new ParseFailure('unsupported', node.from, 'fill modifiers are not evaluated here');
  const matching = matchingOf(node.getChild('MatchingModifierClause'), query);
  const bool = node.getChild('BoolModifier') !== null;
  const base = toExpr(left, query);
  const built: Expr = { kind: 'binary', op, left: base, right: toExpr(right, query), bool, matching, from: node.from, to: node.to };
  return op === '^' && left.name === 'NumberDurationLiteral' && query[left.from] === '-' ? negatedPower(built) : built;
}

/** The grammar reads -1^2 as (-1)^2; Prometheus binds the power tighter. */
function negatedPower(power: Expr): Expr {
  if (power.kind !== 'binary' || power.left.kind !== 'number') return power;
  const positive: Expr = { ...power, left: { ...power.left, value: -power.left.value, from: power.left.from + 1 }, from: power.from + 1 };
  return { kind: 'unary', op: '-', expr: positive, from: power.from, to: power.to };
}

function matchingOf(clause: SyntaxNode | null, query: string): VectorMatching | undefined {
  if (clause === null) return undefined;
  const [labels, include] = clause.getChildren('GroupingLabels');
  const left = clause.getChild('GroupLeft') !== null;
  const right = clause.getChild('GroupRight') !== null;
  return {
    on: clause.getChild('On') !== null,
    labels: namesIn(labels ?? null, query),
    group: left ? 'left' : right ? 'right' : 'one-to-one',
    include: namesIn(include ?? null, query),
  };
}
