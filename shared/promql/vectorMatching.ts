import { type Binary, isComparison, isSetOp, type VectorMatching } from './ast';
import { dropLabels, dropName, keepLabels, keyOf, type Labels, labelsKey, METRIC_NAME, printLabels, withLabel } from './labels';
import { operate } from './operators';
import { ExecutionFailure, type VectorSample } from './value';

const NO_LABELS: VectorMatching = { on: false, labels: [], group: 'one-to-one', include: [] };

function signature(matching: VectorMatching): (labels: Labels) => string {
  if (matching.on) return (labels) => keyOf(labels, matching.labels);
  const dropped = new Set([...matching.labels, METRIC_NAME]);
  return (labels) => labelsKey(dropLabels(labels, dropped));
}

/** `left op right` of two vectors (promql/engine.go VectorBinop, VectorAnd, VectorOr, VectorUnless). */
export function matchVectors(expr: Binary, left: readonly VectorSample[], right: readonly VectorSample[]): VectorSample[] {
  const matching = expr.matching ?? NO_LABELS;
  const sign = signature(matching);
  if (isSetOp(expr.op)) return combine(expr.op, left, right, sign);
  const swapped = matching.group === 'right';
  const ones = bySignature(swapped ? left : right, sign, matching, swapped ? 'left' : 'right');
  const results: VectorSample[] = [];
  const taken = new Map<string, Set<string>>();
  for (const many of swapped ? right : left) {
    const key = sign(many.labels);
    const one = ones.get(key);
    if (one === undefined) continue;
    const sample = pair(expr, matching, many, one, swapped);
    if (sample === undefined) continue;
    claim(taken, key, sample.labels, matching);
    results.push(sample);
  }
  return results;
}

function combine(
  op: 'and' | 'or' | 'unless',
  left: readonly VectorSample[],
  right: readonly VectorSample[],
  sign: (labels: Labels) => string,
): VectorSample[] {
  if (op === 'or') {
    const there = new Set(left.map((sample) => sign(sample.labels)));
    return [...left, ...right.filter((sample) => !there.has(sign(sample.labels)))];
  }
  const there = new Set(right.map((sample) => sign(sample.labels)));
  return left.filter((sample) => there.has(sign(sample.labels)) === (op === 'and'));
}

function bySignature(
  samples: readonly VectorSample[],
  sign: (labels: Labels) => string,
  matching: VectorMatching,
  side: 'left' | 'right',
): Map<string, VectorSample> {
  const found = new Map<string, VectorSample>();
  for (const sample of samples) {
    const key = sign(sample.labels);
    const duplicate = found.get(key);
    if (duplicate !== undefined) throw duplicateOnOneSide(sample, duplicate, matching, side);
    found.set(key, sample);
  }
  return found;
}

function duplicateOnOneSide(sample: VectorSample, earlier: VectorSample, matching: VectorMatching, side: string): ExecutionFailure {
  const group = matching.on
    ? keepLabels(sample.labels, matching.labels)
    : dropLabels(sample.labels, new Set([...matching.labels, METRIC_NAME]));
  return new ExecutionFailure(
    `found duplicate series for the match group ${printLabels(group)} on the ${side} hand-side of the operation: ` +
      `[${printLabels(sample.labels)}, ${printLabels(earlier.labels)}];many-to-many matching not allowed: matching labels must be unique on one side`,
  );
}

function pair(expr: Binary, matching: VectorMatching, many: VectorSample, one: VectorSample, swapped: boolean): VectorSample | undefined {
  if (isSetOp(expr.op)) return undefined;
  const [a, b] = swapped ? [one, many] : [many, one];
  const { value, keep } = operate(expr.op, a.value, b.value);
  if (!keep && !expr.bool) return undefined;
  return { labels: resultLabels(expr, matching, many.labels, one.labels), value: expr.bool ? Number(keep) : value };
}

function resultLabels(expr: Binary, matching: VectorMatching, many: Labels, one: Labels): Labels {
  let labels = isComparison(expr.op) && !expr.bool ? many : dropName(many);
  if (matching.group === 'one-to-one') {
    return matching.on ? keepLabels(labels, matching.labels) : dropLabels(labels, new Set(matching.labels));
  }
  for (const name of matching.include) labels = withLabel(labels, name, one[name] ?? '');
  return labels;
}

/** Each result may come from one pair only. */
function claim(taken: Map<string, Set<string>>, key: string, labels: Labels, matching: VectorMatching): void {
  const results = taken.get(key);
  if (results === undefined) {
    taken.set(key, new Set([labelsKey(labels)]));
    return;
  }
  if (matching.group === 'one-to-one') {
    throw new ExecutionFailure('multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)');
  }
  const result = labelsKey(labels);
  if (results.has(result)) throw new ExecutionFailure('multiple matches for labels: grouping labels must ensure unique matches');
  results.add(result);
}
