import type { VectorSelector } from '../../promql/ast';
import { parseQuery } from '../../promql/parse';
import { selectedIn } from '../../promql/selected';

/** A rule of a Prometheus, as /api/v1/rules gives it. */
export interface RuleQuery {
  readonly name: string;
  readonly query: string;
  readonly kind: 'recording' | 'alerting';
  readonly intervalMs: number;
  readonly lastMs?: number;
}

/** What a rule reads of a target: the ranges that it takes rates over, empty where it takes none. */
export interface Reader {
  readonly rule: RuleQuery;
  readonly rangesMs: readonly number[];
}

/**
 * The rules that read series of a target: a selector's name is one that the target exposes, and no matcher of a label that
 * the target has contradicts it. A rule that cannot be read is left out.
 */
export function readersOf(
  rules: readonly RuleQuery[],
  labels: Readonly<Record<string, string>>,
  exposes: (name: string) => boolean,
): readonly Reader[] {
  return rules.flatMap((rule) => {
    const parsed = parseQuery(rule.query);
    if (!parsed.ok) return [];
    const found = selectedIn(parsed.value).filter(({ selector }) => reads(selector, labels, exposes));
    return found.length === 0
      ? []
      : [{ rule, rangesMs: [...new Set(found.flatMap(({ rangeMs }) => rangeMs ?? []))].sort((a, b) => a - b) }];
  });
}

/** How often the rule was evaluated in the gap. */
export function evaluationsIn({ intervalMs, lastMs }: RuleQuery, gap: { readonly fromMs: number; readonly toMs: number }): number {
  if (intervalMs <= 0) return 0;
  const phase = lastMs === undefined ? gap.fromMs : lastMs;
  const first = Math.floor((gap.fromMs - phase) / intervalMs) + 1;
  const last = Math.floor((gap.toMs - phase) / intervalMs);
  return Math.max(0, last - first + 1);
}

function reads({ matchers, name }: VectorSelector, labels: Readonly<Record<string, string>>, exposes: (name: string) => boolean): boolean {
  if (name !== undefined && !exposes(name)) return false;
  return matchers.every((matcher) => {
    if (matcher.name === '__name__') return true;
    const value = labels[matcher.name];
    return value === undefined || matcher.test(value);
  });
}
