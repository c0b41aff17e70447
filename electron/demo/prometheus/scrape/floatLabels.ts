import type { Family, Sample } from '../../../../shared/exposition/parse';
import { goNumber } from '../../endpoints/goNumber';

/**
 * `le` of histograms and `quantile` of summaries in the form Prometheus 3 stores: le="1" becomes le="1.0"
 * (model/textparse normalizeFloatsInLabelValues).
 */
export function normalizedLabels(sample: Sample, families: ReadonlyMap<string, Family>): Readonly<Record<string, string>> {
  const { labels, name } = sample;
  const type = typeOf(name, families);
  if (type === 'histogram' && labels['le'] !== undefined) return { ...labels, le: floatText(labels['le']) };
  if (type === 'summary' && labels['quantile'] !== undefined) return { ...labels, quantile: floatText(labels['quantile']) };
  return labels;
}

function typeOf(name: string, families: ReadonlyMap<string, Family>): string | undefined {
  const own = families.get(name);
  if (own !== undefined) return own.type;
  return name.endsWith(BUCKET) ? families.get(name.slice(0, -BUCKET.length))?.type : undefined;
}

const BUCKET = '_bucket';
const known = new Map<string, string>();
const KNOWN_AT_MOST = 10_000;

/** Bounds of buckets are few, and each comes thousands of times. */
function floatText(text: string): string {
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size >= KNOWN_AT_MOST) known.clear();
  const made = printedFloat(text);
  known.set(text, made);
  return made;
}

function printedFloat(text: string): string {
  const value = /^[-+]?inf(inity)?$/i.test(text)
    ? text.startsWith('-')
      ? Number.NEGATIVE_INFINITY
      : Number.POSITIVE_INFINITY
    : Number(text);
  if (text === '' || (Number.isNaN(value) && text !== 'NaN')) return text;
  const printed = goNumber(value);
  return Number.isFinite(value) && !/[e.]/.test(printed) ? `${printed}.0` : printed;
}
