import type { Expr, VectorSelector } from './ast';

/** A selector of a query. */
export interface Selected {
  readonly selector: VectorSelector;
  /** Of a rate over it: the range, and the function that takes it. */
  readonly rangeMs?: number;
  readonly func?: string;
}

/** Functions that make nothing of one sample: they need two in their range. */
const RATES: ReadonlySet<string> = new Set(['rate', 'irate', 'increase', 'delta', 'idelta', 'deriv']);

/** Every selector of a query, in its order. */
export function selectedIn(expr: Expr, call?: string): readonly Selected[] {
  switch (expr.kind) {
    case 'number':
    case 'string':
      return [];
    case 'selector':
      return [{ selector: expr }];
    case 'range':
      return [
        call !== undefined && RATES.has(call)
          ? { selector: expr.selector, rangeMs: expr.rangeMs, func: call }
          : { selector: expr.selector },
      ];
    case 'subquery':
    case 'unary':
    case 'paren':
      return selectedIn(expr.expr, call);
    case 'call':
      return expr.args.flatMap((arg) => selectedIn(arg, expr.func));
    case 'aggregate':
      return [...(expr.param ? selectedIn(expr.param, call) : []), ...selectedIn(expr.expr, call)];
    case 'binary':
      return [...selectedIn(expr.left, call), ...selectedIn(expr.right, call)];
    default:
      return [];
  }
}
