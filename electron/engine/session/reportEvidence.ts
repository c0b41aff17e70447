import type { Evidence } from '../../../shared/model/observation';
import type { ReportEvidence } from '../../../shared/report/schema';

/** RFC 3339 in UTC. */
export function toTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** The Report's form of a proof. */
export function toReportEvidence({ request, atMs, says, line, answerId }: Evidence): ReportEvidence {
  return {
    ...(request === undefined ? {} : { request }),
    at: toTime(atMs),
    says,
    ...(line === undefined ? {} : { line }),
    ...(answerId === undefined ? {} : { answerId }),
  };
}
