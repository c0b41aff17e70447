/** A label set; the metric's name stands in `__name__`. A label with the empty value is left out. */
export type Labels = Readonly<Record<string, string>>;

export const METRIC_NAME = '__name__';

const BETWEEN = '\u0000';

/** Equal for equal label sets, whatever their order. Label values hold no NUL in practice; Prometheus uses 0xff the same way. */
export function labelsKey(labels: Labels): string {
  let key = '';
  for (const name of Object.keys(labels).sort()) key += name + BETWEEN + labels[name] + BETWEEN;
  return key;
}

/** The key of some labels only, in the given order; absent ones count as empty. */
export function keyOf(labels: Labels, names: readonly string[]): string {
  let key = '';
  for (const name of names) key += (labels[name] ?? '') + BETWEEN;
  return key;
}

export function keepLabels(labels: Labels, names: readonly string[]): Labels {
  const kept: Record<string, string> = {};
  for (const name of names) {
    const value = labels[name];
    if (value !== undefined && value !== '') kept[name] = value;
  }
  return kept;
}

export function dropLabels(labels: Labels, names: ReadonlySet<string>): Labels {
  const kept: Record<string, string> = {};
  for (const name of Object.keys(labels)) if (!names.has(name)) kept[name] = labels[name] ?? '';
  return kept;
}

export function dropName(labels: Labels): Labels {
  if (!(METRIC_NAME in labels)) return labels;
  const { [METRIC_NAME]: _name, ...rest } = labels;
  return rest;
}

/** With one label set, or removed where the value is empty. */
export function withLabel(labels: Labels, name: string, value: string): Labels {
  const changed: Record<string, string> = { ...labels };
  if (value === '') delete changed[name];
  else changed[name] = value;
  return changed;
}

/** By name, then value, as Prometheus sorts series: bytewise. */
export function compareLabels(a: Labels, b: Labels): number {
  const left = Object.keys(a).sort();
  const right = Object.keys(b).sort();
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compare(left[i] ?? '', right[i] ?? '') || compare(a[left[i] ?? ''] ?? '', b[right[i] ?? ''] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `{a="b", c="d"}` with the name inside, as Prometheus prints label sets in error texts. */
export function printLabels(labels: Labels): string {
  const names = Object.keys(labels).sort();
  return `{${names.map((name) => `${printLabelName(name)}=${JSON.stringify(labels[name])}`).join(', ')}}`;
}

export function printLabelName(name: string): string {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) ? name : JSON.stringify(name);
}
