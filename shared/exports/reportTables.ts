import type { Report } from '../report/schema';

/** A number stays one: only text can be taken for a formula, and only text is ever altered by an escape. */
export type Cell = string | number | boolean | undefined;

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The tables of a Report, by the names that the command line knows them by. Numbers are as the Report has them: seconds, no rounding. */
export const TABLE_NAMES = ['components', 'hops', 'findings', 'gaps', 'blind-spots', 'access', 'cannot-tell'] as const;
export type TableName = (typeof TABLE_NAMES)[number];

const TABLES: Readonly<Record<TableName, (report: Report) => Table>> = {
  components: ({ components }) => ({
    head: ['id', 'kind', 'name', 'namespace', 'version', 'state', 'ok', 'members', 'value', 'unit', 'of', 'age s', 'because'],
    rows: components.map((each) => [
      each.id,
      each.kind,
      each.name,
      each.namespace,
      each.version,
      each.health,
      each.members?.ok,
      each.members?.total,
      each.number?.value,
      each.number?.unit,
      each.number?.label,
      each.ageSeconds,
      each.because,
    ]),
  }),
  hops: ({ edges }) => ({
    head: ['from', 'to', 'pipeline', 'carries', 'state', 'inferred', 'every s', 'age s', 'lag s', 'expected', 'missed', 'because'],
    rows: edges.map((each) => [
      each.from,
      each.to,
      each.pipeline,
      each.carries,
      each.health,
      each.inferred,
      each.periodSeconds,
      each.ageSeconds,
      each.lagSeconds,
      each.expected,
      each.missed,
      each.because,
    ]),
  }),
  findings: ({ findings }) => ({
    head: ['severity', 'rule', 'subject', 'since', 'title', 'because', 'remedy', 'caused by', 'id'],
    rows: findings.map((each) => [
      each.severity,
      each.rule,
      each.subject,
      each.since,
      each.title,
      each.because,
      each.remedy,
      each.causedBy.join(' '),
      each.id,
    ]),
  }),
  gaps: ({ gaps }) => ({
    head: ['target', 'series', 'from', 'to', 'missed', 'interval s', 'cause', 'because', 'windows', 'rules', 'HPAs'],
    rows: gaps.map((each) => [
      each.target,
      each.series,
      each.from,
      each.to,
      each.missed,
      each.intervalSeconds,
      each.cause,
      each.because,
      each.cost.windows.join('; '),
      each.cost.rules.join('; '),
      each.cost.hpas.join('; '),
    ]),
  }),
  'blind-spots': ({ blindSpots }) => ({
    head: ['subject', 'state', 'reason', 'from', 'to', 'interval s', 'verdict', 'chance', 'see instead'],
    rows: blindSpots.map((each) => [
      each.subject,
      each.state,
      each.reason,
      each.from,
      each.to,
      each.intervalSeconds,
      each.verdict,
      each.chance,
      each.seeInstead,
    ]),
  }),
  access: ({ access }) => ({
    head: ['subject', 'verb', 'group', 'resource', 'subresource', 'namespace', 'path', 'allowed'],
    rows: access.map((each) => [
      each.subject,
      each.verb,
      each.group,
      each.resource,
      each.subresource,
      each.namespace,
      each.path,
      each.allowed,
    ]),
  }),
  'cannot-tell': ({ cannotTell }) => ({
    head: ['rule', 'needs'],
    rows: cannotTell.flatMap(({ rule, needs }) => (needs.length === 0 ? [[rule, undefined]] : needs.map((need) => [rule, need]))),
  }),
};

/** One table of the Report, whole. */
export function tableOf(report: Report, name: TableName): Table {
  return TABLES[name](report);
}
