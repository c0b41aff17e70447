/**
 * A number as Go's exposition writers print it: strconv.FormatFloat(v, 'g', -1, 64), that is shortest
 * digits, an exponent of at least two digits from 1e+06 upwards and below 1e-04.
 */
export function goNumber(value: number): string {
  if (Number.isInteger(value)) {
    if (value > -1_000_000 && value < 1_000_000) return value === 0 ? '0' : String(value);
  } else if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  }
  const size = Math.abs(value);
  if (size >= 0.0001 && size < 1_000_000) return String(value);
  const text = value.toExponential();
  const at = text.indexOf('e');
  const digits = text.length - at - 2;
  return digits >= 2 ? text : `${text.slice(0, at + 2)}0${text.slice(at + 2)}`;
}

/** A label value between quotes, escaped as the text format 0.0.4 wants it. */
export function escapeLabel(value: string): string {
  return /[\\"\n]/.test(value) ? value.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/"/g, '\\"') : value;
}

/** name="value",... in the order given. */
export function labelPairs(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${escapeLabel(value)}"`)
    .join(',');
}

/** {name="value",...} in the order given, or nothing for no labels. */
export function labelSet(labels: Readonly<Record<string, string>>): string {
  const pairs = labelPairs(labels);
  return pairs === '' ? '' : `{${pairs}}`;
}

/** time.Duration.String() for milliseconds: "10.092s", "1m0s", "1h2m3.5s". */
export function goDuration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 1) return ms === 0 ? '0s' : `${trimmed(ms)}ms`;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = `${trimmed(seconds - hours * 3600 - minutes * 60)}s`;
  if (hours > 0) return `${hours}h${minutes}m${rest}`;
  return minutes > 0 ? `${minutes}m${rest}` : rest;
}

function trimmed(value: number): string {
  return String(Number(value.toFixed(3)));
}
