import { toCsv } from '../../shared/exports/csv';
import { toDrawio } from '../../shared/exports/drawio';
import type { Format } from '../../shared/exports/formats';
import { toHtml } from '../../shared/exports/html';
import { issueTextOf } from '../../shared/exports/issueText';
import { type MapPlaces, mapPicture } from '../../shared/exports/mapPicture';
import { toMarkdown } from '../../shared/exports/markdown';
import { toMermaid } from '../../shared/exports/mermaid';
import { type TableName, tableOf } from '../../shared/exports/reportTables';
import { toPrometheusRule } from '../../shared/exports/ruleFile';
import { toSvg } from '../../shared/exports/svg';
import { failed, ok, type Result } from '../../shared/model/result';
import type { Report } from '../../shared/report/schema';
import { verdict } from './reportText';

/** What a format is asked for beside the Report. */
export interface ExportChoice {
  readonly table: TableName;
  /** The id of one finding; undefined: for an issue all that a repair begins with, for alerts all but infos. */
  readonly finding: string | undefined;
  /** Cards that the user of a window moved. */
  readonly places?: MapPlaces;
}

/** The Report in a format, as text. The error says what is not in it. */
export function exported(report: Report, format: Format, { table, finding, places }: ExportChoice): Result<string, string> {
  switch (format) {
    case 'json':
      return ok(`${JSON.stringify(report, null, 2)}\n`);
    case 'markdown':
      return ok(toMarkdown(report, verdict(report)));
    case 'html':
      return ok(toHtml(report, verdict(report)));
    case 'csv':
      return ok(toCsv(tableOf(report, table)));
    case 'drawio':
      return ok(toDrawio(mapPicture(report, places)));
    case 'mermaid':
      return ok(toMermaid(mapPicture(report, places)));
    case 'svg':
      return ok(toSvg(mapPicture(report, places)));
    case 'issue':
      return found(issueTextOf(report, finding), finding, report);
    case 'rules':
      return found(rulesOf(report, finding), finding, report);
  }
}

function rulesOf({ findings }: Report, id: string | undefined): string | undefined {
  if (id === undefined) return toPrometheusRule(findings.filter(({ severity }) => severity !== 'info'));
  const named = findings.filter((finding) => finding.id === id);
  return named.length === 0 ? undefined : toPrometheusRule(named);
}

function found(text: string | undefined, id: string | undefined, { findings }: Report): Result<string, string> {
  if (text !== undefined) return ok(text);
  const ids = findings.map((finding) => finding.id);
  return failed(
    `--finding ${id}: there is none of that id. ${ids.length === 0 ? 'None was found.' : `These were found: ${ids.join(', ')}`}`,
  );
}
