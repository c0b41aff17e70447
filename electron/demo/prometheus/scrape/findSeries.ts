import type { Family, Sample } from '../../../../shared/exposition/parse';
import type { Head } from '../tsdb/head';
import type { MemorySeries } from '../tsdb/series';
import { normalizedLabels } from './floatLabels';
import { NOT_STORED } from './places';
import { limitError, sampleLabels } from './sampleLabels';
import type { Target } from './target';

export interface SeriesLook {
  readonly head: Head;
  readonly target: Target;
  readonly families: ReadonlyMap<string, Family>;
}

/** A series to store into; `again` where this scrape had it before; refused by the full head. */
export type FoundSeries = MemorySeries | { readonly again: MemorySeries } | 'refused';

/** A label limit of the job; `message` is what lastError says. */
export class LimitExceeded {
  constructor(readonly message: string) {}
}

type Found = FoundSeries | LimitExceeded | typeof NOT_STORED;

/** The series of a sample whose labels object is the same one at each scrape. */
export function findInPlace(look: SeriesLook, sample: Sample): Found {
  const { target, head } = look;
  const { name, labels } = sample;
  const known = target.places.find(name, labels);
  if (known === NOT_STORED || (known !== undefined && !known.removed)) return known;
  if (head.full && target.refused) return 'refused';
  const found = firstLook(look, sample);
  if (found === NOT_STORED || (found !== 'refused' && !(found instanceof LimitExceeded))) target.places.put(name, labels, found);
  return found;
}

/** The series of a sample that was read from a text. */
export function findByText(look: SeriesLook, sample: Sample): Found {
  const { target, head } = look;
  const key = keyOf(sample);
  const cached = target.cache.get(key);
  if (cached === NOT_STORED) return NOT_STORED;
  if (cached !== undefined && !cached.series.removed) {
    const already = cached.seenAt === target.scrapes;
    cached.seenAt = target.scrapes;
    return already ? { again: cached.series } : cached.series;
  }
  if (head.full && target.refused) return 'refused';
  const found = firstLook(look, sample);
  if (found === NOT_STORED) target.cache.set(key, NOT_STORED);
  else if (found !== 'refused' && !(found instanceof LimitExceeded)) target.cache.set(key, { series: found, seenAt: target.scrapes });
  return found;
}

function firstLook({ head, target, families }: SeriesLook, sample: Sample): MemorySeries | 'refused' | LimitExceeded | typeof NOT_STORED {
  const { labels: own, job } = target;
  const exposed = normalizedLabels(sample, families);
  const labels = sampleLabels(sample.name, exposed, { target: own, honorLabels: job.honorLabels, rules: job.metricRules });
  if (labels === undefined) return NOT_STORED;
  const error = limitError(labels, job.limits);
  if (error !== undefined) return new LimitExceeded(error);
  const series = head.series(labels);
  target.refused = series === undefined;
  return series ?? 'refused';
}

function keyOf(sample: Sample): string {
  let key = sample.name;
  for (const name in sample.labels) key += `\u0000${name}\u0000${sample.labels[name]}`;
  return key;
}

/** Entries of series long gone leave, now and then: pods of a CronJob come with new names each time. */
export function forgetUnseen(target: Target): void {
  if (target.scrapes % 20 !== 0) return;
  for (const [key, cached] of target.cache) {
    if (cached === NOT_STORED) target.cache.delete(key);
    else if (cached.seenAt < target.scrapes - 1) target.cache.delete(key);
  }
}
