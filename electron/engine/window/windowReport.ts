import type { ReadReport, ReportFailed, ReportRead } from '../../../shared/contract/report';
import { ok } from '../../../shared/model/result';
import type { Report } from '../../../shared/report/schema';
import { exported } from '../exportFormats';
import { reportText } from '../reportText';
import { lookedOnMs, type WholeReport, type WholeReportParts, wholeReport } from '../wholeReport';

export type WindowReportParts = Omit<WholeReportParts, 'blindSpots'> & Partial<Pick<WholeReportParts, 'blindSpots'>>;

const NO_BLIND_SPOTS: WholeReportParts['blindSpots'] = { reportRows: async () => [] };

/** The Report of the session that a window shows: gaps of the time it has looked on, once that is long enough. */
export function windowReport({ blindSpots = NO_BLIND_SPOTS, ...parts }: WindowReportParts): Promise<WholeReport> {
  return wholeReport({ ...parts, blindSpots }, lookedOnMs(parts.session.startedMs, parts.clock.now()));
}

/** What the window shows at the moment: its Report, and whether that is of a moment that is gone. */
export interface ShownReport {
  readonly report: Report;
  readonly isPast: boolean;
}

/** These need no gaps, and are of what the window shows: nobody is kept waiting for the sources of gaps. */
const OF_WHAT_IS_SHOWN: readonly ReadReport['form'][] = ['svg', 'drawio', 'mermaid', 'issue', 'rules'];
const OF_THEN = 'it is of the moment that the window shows: gaps and blind spots are left out';

/** The Report for the window's page, in the form that it asks for. Never rejects: what failed is said. */
export async function readReport(
  asked: ReadReport,
  parts: WindowReportParts,
  shown: () => ShownReport,
): Promise<ReportRead | ReportFailed> {
  const { form, use, places } = asked;
  try {
    const { report, says } = await reportFor(form, parts, shown());
    const made = form === 'text' ? ok(reportText(report)) : exported(report, form, { table: 'components', finding: undefined, places });
    return made.ok ? { type: 'report', form, use, text: made.value, says } : { type: 'report-failed', form, use, says: made.error };
  } catch (error) {
    return { type: 'report-failed', form, use, says: error instanceof Error ? error.message : String(error) };
  }
}

async function reportFor(
  form: ReadReport['form'],
  parts: WindowReportParts,
  { report, isPast }: ShownReport,
): Promise<{ readonly report: Report; readonly says?: string }> {
  if (OF_WHAT_IS_SHOWN.includes(form)) return { report };
  return isPast ? { report, says: OF_THEN } : windowReport(parts);
}
