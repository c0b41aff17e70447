import { formatDuration } from '../../shared/model/format';
import type { Report } from '../../shared/report/schema';
import type { BlindSpotWatch } from './blindSpots/blindSpotWatch';
import { type ReportGapParts, reportGaps } from './gaps/reportGaps';
import type { ReportMaker } from './session/report';

/** A source that does not answer by then is no reason to give no Report. */
const PATIENCE_MS = 60_000;
/** Four scrapes at 15 s: in less than that nothing can be told from one scrape that came late. */
export const ENOUGH_MS = 60_000;
const LONGEST_MS = 6 * 3_600_000;

export interface WholeReportParts extends ReportGapParts {
  readonly maker: ReportMaker;
  readonly blindSpots: Pick<BlindSpotWatch, 'reportRows'>;
}

export interface WholeReport {
  readonly report: Report;
  /** Where its gaps come from, or why it has none: a sentence. */
  readonly says: string;
}

/** The Report as of now with the gaps of the last `gapsMs` and what no scrape of the session saw. `gapsMs` undefined: no gaps. */
export async function wholeReport(parts: WholeReportParts, gapsMs: number | undefined): Promise<WholeReport> {
  const gaps = gapsMs === undefined ? undefined : await patientGaps(parts, gapsMs);
  const blindSpots = await parts.blindSpots.reportRows(parts.session.startedMs);
  const report = { ...parts.maker.make(), ...(gaps && { gaps: [...gaps.gaps] }), blindSpots };
  return {
    report,
    says: gaps?.says ?? `gaps: left out, they are of the time looked on and that is less than ${formatDuration(ENOUGH_MS / 1_000)}`,
  };
}

/** The time that a session has looked on, as far as gaps of it are read; undefined while that is too short to tell any. */
export function lookedOnMs(startedMs: number, nowMs: number): number | undefined {
  const looked = nowMs - startedMs;
  return looked < ENOUGH_MS ? undefined : Math.min(looked, LONGEST_MS);
}

async function patientGaps(parts: ReportGapParts, gapsMs: number) {
  const stop = new AbortController();
  const end = new AbortController();
  void parts.clock.sleep(PATIENCE_MS, end.signal).then(() => {
    if (!end.signal.aborted) stop.abort();
  });
  const gaps = await reportGaps(parts, gapsMs, stop.signal);
  end.abort();
  return gaps;
}
