import { type Aggregate, type Binary, type Call, type Expr, isComparison, isSetOp, type ValueType, type VectorSelector } from './ast';
import { FUNCTIONS } from './functions';
import { METRIC_NAME } from './labels';
import type { WrongSyntax } from './lexer';

const DOCUMENTED: Readonly<Record<ValueType, string>> = {
  scalar: 'scalar',
  string: 'string',
  vector: 'instant vector',
  matrix: 'range vector',
};

export function typeOf(expr: Expr): ValueType {
  switch (expr.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'range':
    case 'subquery':
      return 'matrix';
    case 'paren':
    case 'unary':
      return typeOf(expr.expr);
    case 'binary':
      return typeOf(expr.left) === 'scalar' && typeOf(expr.right) === 'scalar' ? 'scalar' : 'vector';
    case 'call':
      return FUNCTIONS.get(expr.func)?.result ?? 'vector';
    default:
      return 'vector';
  }
}

/** The first thing that is wrong with the types of a query, in the words of prometheus promql/parser (checkAST). */
export function checkTypes(expr: Expr, query: string): WrongSyntax | undefined {
  switch (expr.kind) {
    case 'selector':
      return checkSelector(expr);
    case 'range':
      return checkSelector(expr.selector);
    case 'paren':
      return checkTypes(expr.expr, query);
    case 'unary':
      return checkTypes(expr.expr, query) ?? checkUnary(expr);
    case 'subquery':
      return checkTypes(expr.expr, query) ?? checkSubquery(expr);
    case 'call':
      return checkCall(expr, query);
    case 'aggregate':
      return checkAggregate(expr, query);
    case 'binary':
      return checkTypes(expr.left, query) ?? checkTypes(expr.right, query) ?? checkBinary(expr, query);
    default:
      return undefined;
  }
}

function checkSelector(selector: VectorSelector): WrongSyntax | undefined {
  if (selector.name === undefined) {
    if (selector.matchers.some((matcher) => !matcher.test(''))) return undefined;
    return { at: selector.from, message: 'vector selector must contain at least one non-empty matcher' };
  }
  const twice = selector.matchers.slice(0, -1).find((matcher) => matcher.name === METRIC_NAME);
  if (twice === undefined) return undefined;
  return {
    at: selector.from,
    message: `metric name must not be set twice: ${JSON.stringify(selector.name)} or ${JSON.stringify(twice.value)}`,
  };
}

function checkUnary(expr: Expr & { kind: 'unary' }): WrongSyntax | undefined {
  const type = typeOf(expr.expr);
  if (type === 'scalar' || type === 'vector') return undefined;
  const message = `unary expression only allowed on expressions of type scalar or instant vector, got ${JSON.stringify(DOCUMENTED[type])}`;
  return { at: expr.from, message };
}

function checkSubquery(expr: Expr & { kind: 'subquery' }): WrongSyntax | undefined {
  const type = typeOf(expr.expr);
  if (type === 'vector') return undefined;
  return { at: expr.from, message: `subquery is only allowed on instant vector, got ${type} instead` };
}

function checkAggregate(expr: Aggregate, query: string): WrongSyntax | undefined {
  const inner = expect(expr.expr, 'vector', 'aggregation expression', query);
  if (inner !== undefined || expr.param === undefined) return inner;
  return expect(expr.param, expr.op === 'count_values' ? 'string' : 'scalar', 'aggregation parameter', query);
}

function expect(expr: Expr, type: ValueType, where: string, query: string): WrongSyntax | undefined {
  const wrong = checkTypes(expr, query);
  if (wrong !== undefined || typeOf(expr) === type) return wrong;
  return { at: expr.from, message: `expected type ${DOCUMENTED[type]} in ${where}, got ${DOCUMENTED[typeOf(expr)]}` };
}

function checkCall(call: Call, query: string): WrongSyntax | undefined {
  const signature = FUNCTIONS.get(call.func);
  if (signature === undefined) return { at: call.from, message: `unknown function with name ${JSON.stringify(call.func)}` };
  const most = signature.repeats ? Number.POSITIVE_INFINITY : signature.args.length;
  const least = signature.args.length - signature.optional;
  const got = call.args.length;
  const count = signature.optional === 0 ? `${most}` : got < least ? `at least ${least}` : `at most ${most}`;
  if (got < least || got > most) {
    return { at: call.from, message: `expected ${count} argument(s) in call to ${JSON.stringify(call.func)}, got ${got}` };
  }
  for (const [i, arg] of call.args.entries()) {
    const type = signature.args[Math.min(i, signature.args.length - 1)] ?? 'scalar';
    const wrong = expect(arg, type, `call to function ${JSON.stringify(call.func)}`, query);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function checkBinary(expr: Binary, query: string): WrongSyntax | undefined {
  const left = typeOf(expr.left);
  const right = typeOf(expr.right);
  const scalars = left === 'scalar' && right === 'scalar';
  const space = query.slice(expr.left.to).length - query.slice(expr.left.to).trimStart().length;
  const at = expr.left.to + space;
  if (expr.bool && !isComparison(expr.op)) return { at, message: 'bool modifier can only be used on comparison operators' };
  if (isComparison(expr.op) && !expr.bool && scalars) return { at, message: 'comparisons between scalars must use BOOL modifier' };
  const twice = expr.matching?.on ? expr.matching.labels.find((label) => expr.matching?.include.includes(label)) : undefined;
  if (twice !== undefined) return { at, message: `label ${JSON.stringify(twice)} must not occur in ON and GROUP clause at once` };
  const wrong = [expr.left, expr.right].find((side) => typeOf(side) !== 'scalar' && typeOf(side) !== 'vector');
  if (wrong !== undefined) return { at: wrong.from, message: 'binary expression must contain only scalar and instant vector types' };
  return checkOperands(expr, left === 'vector' && right === 'vector');
}

function checkOperands(expr: Binary, vectors: boolean): WrongSyntax | undefined {
  if (!vectors && (expr.matching?.labels.length ?? 0) > 0) {
    return { at: expr.from, message: 'vector matching only allowed between instant vectors' };
  }
  if (!isSetOp(expr.op)) return undefined;
  if (!vectors) return { at: expr.from, message: `set operator ${JSON.stringify(expr.op)} not allowed in binary scalar expression` };
  if (expr.matching !== undefined && expr.matching.group !== 'one-to-one') {
    return { at: expr.from, message: `no grouping allowed for ${JSON.stringify(expr.op)} operation` };
  }
  return undefined;
}
