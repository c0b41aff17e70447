import { assertNever } from '../model/result';
import type { AggregateOp } from './ast';
import { dropLabels, keepLabels, keyOf, type Labels, labelsKey, METRIC_NAME, withLabel } from './labels';
import { printValue } from './number';
import { ascending, mean, preciseSum, quantile, variance } from './sums';
import { ExecutionFailure, type VectorSample } from './value';

interface Group {
  readonly labels: Labels;
  readonly samples: VectorSample[];
}

/** Groups in the order in which their first member comes, as Prometheus gives them. */
function grouped(samples: readonly VectorSample[], grouping: readonly string[], without: boolean): Group[] {
  const dropped = new Set([...grouping, METRIC_NAME]);
  const groups = new Map<string, Group>();
  for (const sample of samples) {
    const rest = without ? dropLabels(sample.labels, dropped) : undefined;
    const key = rest === undefined ? keyOf(sample.labels, grouping) : labelsKey(rest);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { labels: rest ?? keepLabels(sample.labels, grouping), samples: [sample] });
    else group.samples.push(sample);
  }
  return [...groups.values()];
}

/** `param` is k, q or count_values' label. */
export function aggregate(
  op: AggregateOp,
  samples: readonly VectorSample[],
  by: { readonly grouping: readonly string[]; readonly without: boolean },
  param: number | string | undefined,
): VectorSample[] {
  const groups = grouped(samples, by.grouping, by.without);
  if (op === 'topk' || op === 'bottomk') return groups.flatMap((group) => extremes(group, op === 'topk', Number(param)));
  if (op === 'count_values') return groups.flatMap((group) => countValues(group, String(param)));
  return groups.map(({ labels, samples }) => ({
    labels,
    value: fold(
      op,
      samples.map((sample) => sample.value),
      Number(param),
    ),
  }));
}

function fold(op: Exclude<AggregateOp, 'topk' | 'bottomk' | 'count_values'>, values: readonly number[], param: number): number {
  switch (op) {
    case 'sum':
      return preciseSum(values);
    case 'avg':
      return mean(values);
    case 'count':
      return values.length;
    case 'group':
      return 1;
    case 'min':
      return values.reduce((best, value) => (value < best || Number.isNaN(best) ? value : best));
    case 'max':
      return values.reduce((best, value) => (value > best || Number.isNaN(best) ? value : best));
    case 'stdvar':
      return variance(values);
    case 'stddev':
      return Math.sqrt(variance(values));
    case 'quantile':
      return quantile(param, values);
    default:
      return assertNever(op);
  }
}

function extremes(group: Group, highest: boolean, k: number): VectorSample[] {
  if (Number.isNaN(k)) throw new ExecutionFailure('Parameter value is NaN');
  if (k < 1) return [];
  const sorted = [...group.samples].sort((a, b) => worstLast(a.value, b.value, highest));
  return sorted.slice(0, Math.floor(k));
}

/** NaN comes last either way. */
function worstLast(a: number, b: number, highest: boolean): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return highest ? ascending(b, a) : ascending(a, b);
}

function countValues(group: Group, label: string): VectorSample[] {
  const counts = new Map<string, number>();
  for (const { value } of group.samples) counts.set(printValue(value), (counts.get(printValue(value)) ?? 0) + 1);
  return [...counts].map(([text, value]) => ({ labels: withLabel(group.labels, label, text), value }));
}
