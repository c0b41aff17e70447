import type { ReadReport, ReportRead } from '../../../shared/contract/report';
import { reportText } from '../reportText';
import { lookedOnMs, type WholeReport, type WholeReportParts, wholeReport } from '../wholeReport';

export type WindowReportParts = Omit<WholeReportParts, 'blindSpots'> & Partial<Pick<WholeReportParts, 'blindSpots'>>;

const NO_BLIND_SPOTS: WholeReportParts['blindSpots'] = { reportRows: async () => [] };

/** The Report of the session that a window shows: gaps of the time it has looked on, once that is long enough. */
export function windowReport({ blindSpots = NO_BLIND_SPOTS, ...parts }: WindowReportParts): Promise<WholeReport> {
  return wholeReport({ ...parts, blindSpots }, lookedOnMs(parts.session.startedMs, parts.clock.now()));
}

/** The same for the window's page: as text for people, or as JSON. */
export async function readReport({ form }: ReadReport, parts: WindowReportParts): Promise<ReportRead> {
  const { report, says } = await windowReport(parts);
  return { type: 'report', form, text: form === 'json' ? `${JSON.stringify(report, null, 2)}\n` : reportText(report), says };
}
