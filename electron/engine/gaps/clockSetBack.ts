import { type SetBack, setBacks } from '../../../shared/analysis/gaps/setBack';
import { formatClock, formatCount, formatDuration } from '../../../shared/model/format';
import type { RawSeries } from './rawSeries';
import type { Scan, ScannedGap } from './scan';
import type { ScraperFacts } from './scraperFacts';

const LENGTHS = 'prometheus_target_interval_length_seconds';
const REFUSED = 'prometheus_target_scrapes_sample_out_of_order_total';
const ID = 'set-back@';

/**
 * Where the clock of the scraper was set back, out of what it says of itself: no sample is missing on the axis, as it refused
 * what it scraped until its clock was past the newest that it had.
 */
function clockSetBacks({ name, series, evidence }: ScraperFacts, askedMs: number): readonly ScannedGap[] {
  const of = (metric: string, interval?: string) =>
    series.find(({ labels }) => labels['__name__'] === metric && (interval === undefined || labels['interval'] === interval));
  const seconds = mostScraped(series);
  const count = of(`${LENGTHS}_count`, seconds?.labels['interval']);
  const refused = of(REFUSED);
  if (seconds === undefined || count === undefined || refused === undefined) return [];
  return setBacks({ seconds, count, refused }).map((back) => {
    const { fromMs, toMs, backMs, intervalMs } = back;
    const says = `${REFUSED} rose by ${formatCount(back.refused)} between ${formatClock(fromMs)} and ${formatClock(toMs)} UTC, ${LENGTHS}_sum by what it rises by in ${lengthText(back)}`;
    return {
      ...{ id: `${ID}${Math.round(fromMs)}`, key: '', fromMs, toMs, intervalMs, ofAll: true, gone: 'scrapes', failed: [] },
      ...{ openBefore: false, openAfter: false, missed: Math.round(backMs / intervalMs) },
      cause: 'clock-jumped',
      because: `The clock of ${name} was set back by ${formatDuration(backMs / 1_000)}: it scraped on and refused what it scraped until its clock was past ${formatClock(fromMs)} UTC again; what counters rose by meanwhile stands between two neighbouring samples.`,
      evidence: [...evidence, { request: evidence[0]?.request ?? '/api/v1/query', atMs: askedMs, says }],
      remedy: 'Let NTP slew the clock of that node instead of stepping it.',
    };
  });
}

/** The scan with them: they stand in the way of all targets. */
export function withSetBacks(scan: Scan, scraper: ScraperFacts, askedMs: number): Scan {
  const found = clockSetBacks(scraper, askedMs).map((gap) => ({ fromMs: gap.fromMs, toMs: gap.toMs, gap, targets: scan.targets.length }));
  return found.length === 0 ? scan : { ...scan, stops: [...scan.stops, ...found].sort((a, b) => a.fromMs - b.fromMs) };
}

/** Of several intervals, the one by which most is scraped. */
function mostScraped(series: readonly RawSeries[]): RawSeries | undefined {
  const last = ({ values }: RawSeries) => values[values.length - 1] ?? 0;
  const sums = series.filter(({ labels }) => labels['__name__'] === `${LENGTHS}_sum`);
  return sums.reduce<RawSeries | undefined>((most, each) => (most === undefined || last(each) > last(most) ? each : most), undefined);
}

function lengthText({ fromMs, toMs, backMs }: SetBack): string {
  return formatDuration((toMs - fromMs + backMs) / 1_000);
}

/** What it cost: no rate loses its samples by it. */
export const SET_BACK_COST = 'rates over it are too high, as more time passed than the axis shows; none is missing';

export function isSetBack({ id }: Pick<ScannedGap, 'id'>): boolean {
  return id.startsWith(ID);
}
