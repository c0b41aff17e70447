import type { Family, ReadExposition } from './exposition';

/** A family that was exposed, with how many series it has. */
export interface FamilySeries extends Family {
  readonly name: string;
  /** Samples of it: one for each bucket, quantile, _sum and _count too. */
  readonly series: number;
}

// What a sample's name may have after its family's, by the family's type (OpenMetrics 1.0; the text format has the first three).
const SUFFIXES: ReadonlyMap<string | undefined, readonly string[]> = new Map([
  ['histogram', ['_bucket', '_sum', '_count', '_created']],
  ['summary', ['_sum', '_count', '_created']],
  ['counter', ['_total', '_created']],
  ['gaugehistogram', ['_bucket', '_gsum', '_gcount']],
  ['info', ['_info']],
]);

const ALL_SUFFIXES = [...new Set([...SUFFIXES.values()].flat())];

/** The name of the family a sample belongs to: its own, unless a family of fitting type is named by what stands before a suffix. */
export function familyOf(families: ReadonlyMap<string, Family>, sample: string): string {
  if (families.has(sample)) return sample;
  for (const suffix of ALL_SUFFIXES) {
    if (!sample.endsWith(suffix)) continue;
    const stem = sample.slice(0, -suffix.length);
    const family = families.get(stem);
    if (family !== undefined && (SUFFIXES.get(family.type) ?? []).includes(suffix)) return stem;
  }
  return sample;
}

/** Families in the order of their first line or sample: those described without a sample have 0 series, others may have no type. */
export function familySeries(exposition: Pick<ReadExposition, 'families' | 'counts'>): readonly FamilySeries[] {
  const { families } = exposition;
  const series = new Map<string, number>([...families.keys()].map((name) => [name, 0]));
  for (const [name, count] of exposition.counts()) {
    const family = familyOf(families, name);
    series.set(family, (series.get(family) ?? 0) + count);
  }
  return [...series].map(([name, count]) => ({ name, series: count, ...families.get(name) }));
}
