import type { Exposition, Family } from './exposition';

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
export function familySeries(exposition: Exposition): readonly FamilySeries[] {
  const counts = new Map<string, number>([...exposition.families.keys()].map((name) => [name, 0]));
  const byName = new Map<string, string>();
  for (const { name } of exposition.samples()) {
    const family = byName.get(name) ?? familyOf(exposition.families, name);
    byName.set(name, family);
    counts.set(family, (counts.get(family) ?? 0) + 1);
  }
  return [...counts].map(([name, series]) => ({ name, series, ...exposition.families.get(name) }));
}
