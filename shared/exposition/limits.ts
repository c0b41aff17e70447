import type { Catalogue } from './catalogue';
import type { Scrape } from './targetReader';
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
}

/** The metric's name counts as a label, and so do the labels of the target. */
const NAME = '__name__';

/** A body as long as its limit is already too long (prometheus scrape.targetScraper.readResponse). */
export function bodyTooLarge(bytes: number, { body_size_limit: limit = 0 }: ScrapeLimits): LimitExceeded | undefined {
  return limit > 0 && bytes >= limit ? { limit: 'body_size_limit', message: 'body size limit exceeded' } : undefined;
}

/**
 * The limit with which Prometheus would fail a scrape, if no rule of metric_relabel_configs changes it: labels first, then how many
 * samples there are. `targetLabels`: those the target adds to each series, by name.
 */
export function limitExceeded(
  { count, series }: Scrape,
  catalogue: Catalogue,
  limits: ScrapeLimits,
  targetLabels: Readonly<Record<string, string>> = {},
): LimitExceeded | undefined {
  const { sample_limit: samples = 0, label_limit = 0, label_name_length_limit = 0, label_value_length_limit = 0 } = limits;
  if (label_limit + label_name_length_limit + label_value_length_limit > 0) {
    for (const id of new Set(series.subarray(0, count))) {
      const found = labelsExceeded(catalogue.nameOf(id), { ...catalogue.labelsOf(id), ...targetLabels }, limits);
      if (found !== undefined) return found;
    }
  }
  return samples > 0 && count > samples ? { limit: 'sample_limit', message: 'sample limit exceeded' } : undefined;
}

function labelsExceeded(metric: string, labels: Readonly<Record<string, string>>, limits: ScrapeLimits): LimitExceeded | undefined {
  const { label_limit: most = 0, label_name_length_limit: longestName = 0, label_value_length_limit: longestValue = 0 } = limits;
  const all = [[NAME, metric] as const, ...Object.entries(labels).filter(([, value]) => value !== '')];
  const start = `(metric: ${cut(metric)}, `;
  if (most > 0 && all.length > most)
    return { limit: 'label_limit', message: `label_limit exceeded ${start}number of labels: ${all.length}, limit: ${most})` };
  // Sorted as label sets are: the first that is too long is named.
  for (const [name, value] of all.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const nameSize = encodeUtf8(name).length;
    const about = `${start}label name: ${cut(name)}, `;
    if (longestName > 0 && nameSize > longestName)
      return {
        limit: 'label_name_length_limit',
        message: `label_name_length_limit exceeded ${about}length: ${nameSize}, limit: ${longestName})`,
      };
    const size = encodeUtf8(value).length;
    if (longestValue > 0 && size > longestValue) {
      const shown = `${about}value: ${JSON.stringify(cut(value))}, length: ${size}, limit: ${longestValue})`;
      return { limit: 'label_value_length_limit', message: `label_value_length_limit exceeded ${shown}` };
    }
  }
  return undefined;
}

/** Go's %.50s. */
function cut(text: string): string {
  return Array.from(text).slice(0, 50).join('');
}
