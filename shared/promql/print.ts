import { assertNever } from '../model/result';
import { printDuration } from '../relabel/duration';
import type { AtModifier, Binary, Expr, Shift, VectorMatching, VectorSelector } from './ast';
import { METRIC_NAME, printLabelName } from './labels';
import { printValue } from './number';

/** A query as Prometheus prints it in /api/v1/rules: one line, matchers sorted. */
export function printExpr(expr: Expr): string {
  switch (expr.kind) {
    case 'number':
      return printValue(expr.value);
    case 'string':
      return JSON.stringify(expr.value);
    case 'selector':
      return `${selector(expr)}${shift(expr)}`;
    case 'range':
      return `${selector(expr.selector)}[${printDuration(expr.rangeMs)}]${shift(expr.selector)}`;
    case 'subquery':
      return `${printExpr(expr.expr)}[${printDuration(expr.rangeMs)}:${expr.stepMs === undefined ? '' : printDuration(expr.stepMs)}]${shift(expr)}`;
    case 'paren':
      return `(${printExpr(expr.expr)})`;
    case 'unary':
      return `${expr.op}${printExpr(expr.expr)}`;
    case 'call':
      return `${expr.func}(${expr.args.map(printExpr).join(', ')})`;
    case 'aggregate':
      return aggregate(expr);
    case 'binary':
      return binary(expr);
    default:
      return assertNever(expr);
  }
}

function selector({ name, matchers }: VectorSelector): string {
  const shown = matchers
    .filter((matcher) => !(name !== undefined && matcher.name === METRIC_NAME))
    .map((matcher) => `${printLabelName(matcher.name)}${matcher.op}${JSON.stringify(matcher.value)}`);
  if (shown.length === 0) return name ?? '{}';
  return `${name ?? ''}{${shown.sort().join(',')}}`;
}

function shift({ offsetMs, at }: Shift): string {
  return `${at === undefined ? '' : ` @ ${moment(at)}`}${offsetMs === 0 ? '' : ` offset ${offsetMs < 0 ? '-' : ''}${printDuration(Math.abs(offsetMs))}`}`;
}

function moment(at: AtModifier): string {
  return at.kind === 'time' ? (at.ms / 1000).toFixed(3) : `${at.kind}()`;
}

function aggregate(expr: Expr & { kind: 'aggregate' }): string {
  const grouping = expr.grouping.map(printLabelName).join(', ');
  const modifier = expr.without ? ` without (${grouping}) ` : expr.grouping.length > 0 ? ` by (${grouping}) ` : '';
  const param = expr.param === undefined ? '' : `${printExpr(expr.param)}, `;
  return `${expr.op}${modifier}(${param}${printExpr(expr.expr)})`;
}

function binary(expr: Binary): string {
  const bool = expr.bool ? ' bool' : '';
  return `${printExpr(expr.left)} ${expr.op}${bool}${expr.matching === undefined ? '' : matching(expr.matching)} ${printExpr(expr.right)}`;
}

function matching({ on, labels, group, include }: VectorMatching): string {
  const base = ` ${on ? 'on' : 'ignoring'} (${labels.map(printLabelName).join(', ')})`;
  return group === 'one-to-one' ? base : `${base} group_${group} (${include.map(printLabelName).join(', ')})`;
}
