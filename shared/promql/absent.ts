import { type Expr, withoutParens } from './ast';
import { type Labels, METRIC_NAME } from './labels';

/** Labels that an absent selector would have had: those of its equality matchers that stand only once. */
export function absentLabels(arg: Expr | undefined): Labels {
  if (arg === undefined) return {};
  const inner = withoutParens(arg);
  const selector = inner.kind === 'range' ? inner.selector : inner;
  if (selector.kind !== 'selector') return {};
  const labels: Record<string, string> = {};
  const seen = new Set<string>();
  for (const matcher of selector.matchers) {
    if (matcher.name === METRIC_NAME) continue;
    if (matcher.op === '=' && !seen.has(matcher.name)) labels[matcher.name] = matcher.value;
    else delete labels[matcher.name];
    seen.add(matcher.name);
  }
  return labels;
}
