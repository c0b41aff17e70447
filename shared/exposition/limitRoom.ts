import { formatCount, formatRatio } from '../model/format';
import type { SampleColumns, SeriesCatalogue } from './exposition';
import { keptSamples, type ScrapeLimits, type StoredLabels, storedAsWritten } from './limits';
import { encodeUtf8 } from './utf8';

/** How much of one limit a scrape takes that Prometheus accepts. */
interface LimitUse {
  readonly limit: keyof ScrapeLimits;
  /** Samples, bytes or labels; at most so much where `most` says so. */
  readonly used: number;
  readonly allowed: number;
  /** Its samples were not counted one by one: what metric_relabel_configs drop is among them. */
  readonly most: boolean;
}

/** Fewer samples than this part of their limit need not be counted exactly. */
const NEAR = 0.5;

const UNITS: Readonly<Record<keyof ScrapeLimits, string>> = {
  body_size_limit: 'bytes',
  sample_limit: 'samples',
  label_limit: 'labels on one sample',
  label_name_length_limit: 'bytes in the longest name of a label',
  label_value_length_limit: 'bytes in the longest value of a label',
};

/** Of each limit that is set how much the scrape takes, in one sentence each: "5 of 10 samples (50 %), sample_limit". */
export function limitRoom(
  columns: Pick<SampleColumns, 'count' | 'series'>,
  catalogue: SeriesCatalogue,
  bodyBytes: number | undefined,
  limits: ScrapeLimits,
  stored: StoredLabels = storedAsWritten,
): readonly string[] {
  const uses = [
    ...bodyUse(bodyBytes, limits),
    ...sampleUse(columns, (id) => stored(catalogue.nameOf(id), catalogue.labelsOf(id)) !== undefined, limits),
    ...labelUses(columns, (id) => stored(catalogue.nameOf(id), catalogue.labelsOf(id)), limits),
  ];
  return uses.map(({ limit, used, allowed, most }) => {
    const share = formatRatio(used / allowed);
    return `${most ? 'at most ' : ''}${formatCount(used)} of ${formatCount(allowed)} ${UNITS[limit]} (${share}), ${limit}`;
  });
}

function bodyUse(bodyBytes: number | undefined, { body_size_limit: allowed = 0 }: ScrapeLimits): readonly LimitUse[] {
  if (allowed <= 0 || bodyBytes === undefined) return [];
  return [{ limit: 'body_size_limit', used: bodyBytes, allowed, most: false }];
}

function sampleUse(
  { count, series }: Pick<SampleColumns, 'count' | 'series'>,
  isKept: (id: number) => boolean,
  { sample_limit: allowed = 0 }: ScrapeLimits,
): readonly LimitUse[] {
  if (allowed <= 0) return [];
  const most = count < NEAR * allowed;
  const used = most ? count : keptSamples(series.subarray(0, count), isKept);
  return [{ limit: 'sample_limit', used, allowed, most }];
}

function labelUses(
  { count, series }: Pick<SampleColumns, 'count' | 'series'>,
  labelsOf: (id: number) => Readonly<Record<string, string>> | undefined,
  { label_limit = 0, label_name_length_limit = 0, label_value_length_limit = 0 }: ScrapeLimits,
): readonly LimitUse[] {
  if (label_limit + label_name_length_limit + label_value_length_limit <= 0) return [];
  const used = { labels: 0, name: 0, value: 0 };
  for (const id of new Set(series.subarray(0, count))) {
    const all = Object.entries(labelsOf(id) ?? {}).filter(([, value]) => value !== '');
    used.labels = Math.max(used.labels, all.length);
    for (const [name, value] of all) {
      used.name = Math.max(used.name, encodeUtf8(name).length);
      used.value = Math.max(used.value, encodeUtf8(value).length);
    }
  }
  const uses: readonly LimitUse[] = [
    { limit: 'label_limit', used: used.labels, allowed: label_limit, most: false },
    { limit: 'label_name_length_limit', used: used.name, allowed: label_name_length_limit, most: false },
    { limit: 'label_value_length_limit', used: used.value, allowed: label_value_length_limit, most: false },
  ];
  return uses.filter(({ allowed }) => allowed > 0);
}
