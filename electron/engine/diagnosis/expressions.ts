import type { ExpressionSight } from '../../../shared/diagnosis/configSights';
import { indexed } from '../../../shared/model/indexed';
import { parseQuery } from '../../../shared/promql/parse';
import { selectedIn } from '../../../shared/promql/selected';
import type { Rule } from '../probers/prometheus/api';

/** Rates, labels of kube-state-metrics, matchers of cgroup paths: what rules of the diagnosis read. Others need not be parsed. */
const READ = /\b(?:rate|irate|increase|delta|idelta|deriv)\s*\(|\bkube_[a-z0-9]+_(?:labels|annotations)\b|[{,]\s*id\s*=/;

/** The rules of a Prometheus as what they select: parsed once for each answer. One that cannot be read is left out. */
export const expressionsIn = indexed((rules: readonly Rule[]): readonly ExpressionSight[] =>
  rules.flatMap(({ name, query }) => {
    if (query === undefined || !READ.test(query)) return [];
    const parsed = parseQuery(query);
    if (!parsed.ok) return [];
    const selectors = selectedIn(parsed.value).map(({ selector, rangeMs, func }) => ({
      metric: selector.name ?? selector.matchers.find((each) => each.name === '__name__' && each.op === '=')?.value,
      matchers: selector.matchers,
      func,
      rangeMs,
    }));
    return [{ name, query, selectors }];
  }),
);
