import type { SyntaxNode } from '@lezer/common';
import { parseNumber } from './number';

/** Thrown inside the conversion and caught by parseQuery: what the grammar accepts and Prometheus (or we) do not. */
export class ParseFailure extends Error {
  constructor(
    readonly kind: 'parse' | 'unsupported',
    readonly at: number,
    message: string,
  ) {
    super(message);
  }
}

/** A duration in brackets or after offset, in milliseconds. Arithmetic in durations is experimental in Prometheus 3.10. */
export function durationOf(node: SyntaxNode, query: string): number {
  const text = query.slice(node.from, node.to).replace(/\s/g, '');
  const seconds = parseNumber(text);
  if (seconds === undefined) throw new ParseFailure('parse', node.from, 'experimental duration expression is not enabled');
  return Math.round(seconds * 1000);
}

/** The range of `[5m]`: must be more than nothing. */
export function rangeOf(node: SyntaxNode, query: string): number {
  const ms = durationOf(node, query);
  if (ms <= 0) throw new ParseFailure('parse', node.from, 'duration must be greater than 0');
  return ms;
}
