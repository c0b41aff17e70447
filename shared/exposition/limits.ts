import { formatCount } from '../model/format';
import type { SampleColumns, SeriesCatalogue } from './exposition';
import { encodeUtf8 } from './utf8';

/** Limits of a scrape_config, as it names them; what is left out or 0 does not limit. */
export interface ScrapeLimits {
  readonly body_size_limit?: number;
  readonly sample_limit?: number;
  readonly label_limit?: number;
  readonly label_name_length_limit?: number;
  readonly label_value_length_limit?: number;
}

export interface LimitExceeded {
  readonly limit: keyof ScrapeLimits;
  /** As Prometheus says it in a target's lastError. */
  readonly message: string;
  /** The same with its numbers: "37 samples, sample_limit 10". */
  readonly says: string;
}

type Labels = Readonly<Record<string, string>>;

/** The labels under which a sample is stored, its name among them; undefined where metric_relabel_configs drop it. */
export type StoredLabels = (name: string, labels: Labels) => Labels | undefined;

/** The metric's name counts as a label, and so do the labels of the target. */
const NAME = '__name__';

/** A body as long as its limit is already too long (prometheus scrape.targetScraper.readResponse). */
export function bodyTooLarge(bytes: number, { body_size_limit: limit = 0 }: ScrapeLimits): LimitExceeded | undefined {
  if (limit <= 0 || bytes < limit) return undefined;
  const says = `${formatCount(bytes)} bytes, body_size_limit ${formatCount(limit)}`;
  return { limit: 'body_size_limit', message: 'body size limit exceeded', says };
}

/**
 * The limit with which Prometheus would fail a scrape: labels first, then how many samples there are. Both count what
 * metric_relabel_configs leave of it (prometheus scrape.scrapeLoop.append).
 */
export function limitExceeded(
  { count, series }: Pick<SampleColumns, 'count' | 'series'>,
  catalogue: SeriesCatalogue,
  limits: ScrapeLimits,
  stored: StoredLabels = storedAsWritten,
): LimitExceeded | undefined {
  const labelsOf = (id: number) => stored(catalogue.nameOf(id), catalogue.labelsOf(id));
  const { sample_limit: most = 0, label_limit = 0, label_name_length_limit = 0, label_value_length_limit = 0 } = limits;
  if (label_limit + label_name_length_limit + label_value_length_limit > 0) {
    for (const id of new Set(series.subarray(0, count))) {
      const labels = labelsOf(id);
      const found = labels && labelsExceeded(labels, limits);
      if (found !== undefined) return found;
    }
  }
  if (most <= 0 || count <= most) return undefined;
  const kept = keptSamples(series.subarray(0, count), (id) => labelsOf(id) !== undefined);
  if (kept <= most) return undefined;
  return {
    limit: 'sample_limit',
    message: 'sample limit exceeded',
    says: `${formatCount(kept)} samples, sample_limit ${formatCount(most)}`,
  };
}

export function storedAsWritten(name: string, labels: Labels): Labels {
  return { ...labels, [NAME]: name };
}

/** How many samples are of series that are kept. */
export function keptSamples(series: Int32Array, isKept: (id: number) => boolean): number {
  const known = new Map<number, boolean>();
  let kept = 0;
  for (const id of series) {
    const is = known.get(id) ?? isKept(id);
    known.set(id, is);
    if (is) kept += 1;
  }
  return kept;
}

/** The first of the limits of labels that one label set is beyond; in labels that are empty are none. */
export function labelsExceeded(labels: Labels, limits: ScrapeLimits): LimitExceeded | undefined {
  const { label_limit: most = 0, label_name_length_limit: longestName = 0, label_value_length_limit: longestValue = 0 } = limits;
  const all = Object.entries(labels).filter(([, value]) => value !== '');
  const start = `(metric: ${cut(labels[NAME] ?? '')}, `;
  if (most > 0 && all.length > most) return exceeded('label_limit', `${start}number of labels: ${all.length}, limit: ${most})`);
  // Sorted as label sets are: the first that is too long is named.
  for (const [name, value] of all.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const nameSize = encodeUtf8(name).length;
    const about = `${start}label name: ${cut(name)}, `;
    if (longestName > 0 && nameSize > longestName)
      return exceeded('label_name_length_limit', `${about}length: ${nameSize}, limit: ${longestName})`);
    const size = encodeUtf8(value).length;
    if (longestValue <= 0 || size <= longestValue) continue;
    return exceeded('label_value_length_limit', `${about}value: ${JSON.stringify(cut(value))}, length: ${size}, limit: ${longestValue})`);
  }
  return undefined;
}

function exceeded(limit: keyof ScrapeLimits, where: string): LimitExceeded {
  const message = `${limit} exceeded ${where}`;
  return { limit, message, says: message };
}

/** Go's %.50s. */
function cut(text: string): string {
  return Array.from(text).slice(0, 50).join('');
}
