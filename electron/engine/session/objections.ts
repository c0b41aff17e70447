import { scrapeFormat } from '../../../shared/exposition/contentType';
import type { ReadExposition } from '../../../shared/exposition/exposition';
import type { DropCause } from '../../../shared/exposition/intake';
import { limitRoom } from '../../../shared/exposition/limitRoom';
import { bodyTooLarge, limitExceeded } from '../../../shared/exposition/limits';
import { formatCount } from '../../../shared/model/format';
import type { ScraperLimits } from '../probers/prometheus/scraperLimits';
import type { Dropped } from '../store/readings';

/** Something that Prometheus 3 would hold against an exposition which could be read. */
export interface Objection {
  readonly says: string;
  /** Of the answer, from 1. */
  readonly line?: number;
}

/** What the limits of those who scrape it say of a scrape: which one fails it, or how much of each it takes. */
export interface LimitsSaid {
  readonly objections: readonly Objection[];
  readonly room: readonly Objection[];
}

export const NO_LIMITS: LimitsSaid = { objections: [], room: [] };

const CAUSES: Record<DropCause, string> = {
  duplicate: 'the same series twice at one time',
  'out-of-order': 'older than what it has of the series',
  'too-old': 'more than an hour old',
  'too-far-ahead': 'more than 10 minutes ahead',
};

/**
 * Its Content-Type, with which 3.x fails the whole scrape while 2.x reads it as text, and samples that are dropped while
 * the others are stored and `up` stays 1.
 */
export function objectionsTo(contentType: string | undefined, dropped: readonly Dropped[]): readonly Objection[] {
  const format = scrapeFormat(contentType);
  return [
    ...(format.ok ? [] : [{ says: `Prometheus 3 fails this scrape: ${format.error.message}` }]),
    ...dropped.map(({ cause, samples, line }) => ({
      says: `Prometheus drops ${formatCount(samples)} ${samples === 1 ? 'sample' : 'samples'} of it: ${CAUSES[cause]}, ${samples === 1 ? '' : 'first in '}line ${line}`,
      line,
    })),
  ];
}

/**
 * Limits with which those who scrape it fail the whole scrape: all its samples are missing then, and `up` is 0. Where none does, how
 * much of each it takes.
 * `bodyBytes`: undefined where Prometheus would be answered with another body.
 */
export function limitsSaid(
  { columns, catalogue }: Pick<ReadExposition, 'columns' | 'catalogue'>,
  bodyBytes: number | undefined,
  scrapers: readonly ScraperLimits[],
): LimitsSaid {
  const said = scrapers.map(({ job, limits, stored }): LimitsSaid => {
    const body = bodyBytes === undefined ? undefined : bodyTooLarge(bodyBytes, limits);
    const exceeded = body ?? limitExceeded(columns, catalogue, limits, stored);
    if (exceeded !== undefined)
      return { objections: [{ says: `Prometheus would reject this scrape: ${exceeded.says} (job ${job})` }], room: [] };
    const room = limitRoom(columns, catalogue, bodyBytes, limits, stored);
    return { objections: [], room: room.map((says) => ({ says: `${says} of job ${job}` })) };
  });
  return { objections: said.flatMap(({ objections }) => objections), room: said.flatMap(({ room }) => room) };
}
