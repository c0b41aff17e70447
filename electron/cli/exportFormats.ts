import { toCsv } from '../../shared/exports/csv';
import { issueTextOf } from '../../shared/exports/issueText';
import { toMarkdown } from '../../shared/exports/markdown';
import { type TableName, tableOf } from '../../shared/exports/reportTables';
import { failed, ok, type Result } from '../../shared/model/result';
import type { Report } from '../../shared/report/schema';
import { verdict } from '../engine/reportText';

export const FORMATS = ['json', 'markdown', 'csv', 'issue'] as const;
export type Format = (typeof FORMATS)[number];

/** What a format is asked for beside the Report. */
export interface ExportChoice {
  readonly table: TableName;
  /** The id of one finding; undefined: all that a repair begins with. */
  readonly finding: string | undefined;
}

/** The Report in a format, as text. The error says what is not in it. */
export function exported(report: Report, format: Format, { table, finding }: ExportChoice): Result<string, string> {
  switch (format) {
    case 'json':
      return ok(`${JSON.stringify(report, null, 2)}\n`);
    case 'markdown':
      return ok(toMarkdown(report, verdict(report)));
    case 'csv':
      return ok(toCsv(tableOf(report, table)));
    case 'issue':
      return found(issueTextOf(report, finding), finding, report);
  }
}

function found(text: string | undefined, id: string | undefined, { findings }: Report): Result<string, string> {
  if (text !== undefined) return ok(text);
  const ids = findings.map((finding) => finding.id);
  return failed(
    `--finding ${id}: there is none of that id. ${ids.length === 0 ? 'None was found.' : `These were found: ${ids.join(', ')}`}`,
  );
}
