import type { ArithmeticOp, BinaryOp, ComparisonOp } from './ast';
import { isComparison } from './ast';

const ARITHMETIC: Readonly<Record<ArithmeticOp, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': (a, b) => a ** b,
  atan2: Math.atan2,
};

const COMPARISON: Readonly<Record<ComparisonOp, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
};

/** The value of `a op b` and whether it stays: a comparison without `bool` keeps `a` where it holds. */
export function operate(op: Exclude<BinaryOp, 'and' | 'or' | 'unless'>, a: number, b: number): { value: number; keep: boolean } {
  if (isComparison(op)) return { value: a, keep: COMPARISON[op](a, b) };
  return { value: ARITHMETIC[op](a, b), keep: true };
}
