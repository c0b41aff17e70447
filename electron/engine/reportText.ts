import { formatLabelled } from '../../shared/model/format';
import { compareHealth, type Health } from '../../shared/model/health';
import type { Report } from '../../shared/report/schema';
import { BLIND_SPOT_HEAD, blindSpotLines } from './blindSpots/blindSpotText';
import { findingLines } from './diagnosis/findingText';
import { gapLines } from './gaps/gapText';

const GLYPHS: Readonly<Record<Health, string>> = {
  ok: '✓',
  degraded: '!',
  broken: '✗',
  denied: '⛨',
  stale: '~',
  unknown: '?',
  absent: '·',
};

/** The Report for a terminal: the verdict, then components and hops as tables. `colour` adds ANSI colours. */
export function reportText(report: Report, colour = false): string {
  const paint = colour ? painted : (text: string) => text;
  const lines = [
    `${report.cluster.context}${report.cluster.serverVersion ? `  Kubernetes ${report.cluster.serverVersion}` : ''}  ${report.to}`,
    paint(verdict(report), worst(report)),
    '',
    ...withBlankLine(findingLines(report)),
    ...table(
      ['COMPONENT', 'STATE', 'N OF M', 'NUMBER', 'AGE', 'BECAUSE'],
      report.components.map(componentRow),
      report.components.map((each) => each.health),
      paint,
    ),
    '',
    ...table(
      ['HOP', 'CARRIES', 'STATE', 'EVERY', 'AGE', 'BECAUSE'],
      report.edges.map(edgeRow),
      report.edges.map((each) => each.health),
      paint,
    ),
    ...(report.gaps.length === 0 ? [] : ['', ...gapLines(report.gaps)]),
    ...(report.blindSpots.length === 0 ? [] : ['', ...table(BLIND_SPOT_HEAD, blindSpotLines(report), [], (text) => text)]),
  ];
  return `${lines.join('\n')}\n`;
}

function withBlankLine(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [...lines, ''];
}

/** 0 nothing degraded or broken and no finding but infos, 1 something is, 2 could not look: nothing of the cluster was seen. */
export function exitCodeOf(report: Report): 0 | 1 | 2 {
  const healths = [...report.components, ...report.edges].map((each) => each.health);
  if (!healths.some((health) => health === 'ok' || health === 'degraded' || health === 'broken')) return 2;
  const bad = healths.some((health) => health === 'degraded' || health === 'broken');
  return bad || report.findings.some((finding) => finding.severity !== 'info') ? 1 : 0;
}

export interface PrintedReport {
  readonly text: string;
  readonly exitCode: 0 | 1 | 2;
}

/** The Report with what is to be known beside it, and the exit code that it means. */
export function printedReport(report: Report, notes: readonly string[]): PrintedReport {
  const text = notes.length === 0 ? reportText(report) : `${reportText(report)}\n${notes.join('\n')}\n`;
  return { text, exitCode: exitCodeOf(report) };
}

/** One sentence: is something broken, and the first hop along the flow where it is. */
export function verdict(report: Report): string {
  const cut = report.edges.find((edge) => edge.health === 'broken');
  const broken = report.components.filter((each) => each.health === 'broken');
  const degraded = report.components.filter((each) => each.health === 'degraded');
  const unseen = report.components.filter((each) => each.health === 'unknown' || each.health === 'denied' || each.health === 'stale');
  const more = unseen.length > 0 ? ` ${unseen.length} not seen.` : '';
  if (cut) return `Data stops between ${cut.from} and ${cut.to}: ${cut.because ?? 'broken'}.${more}`;
  if (broken.length > 0) return `${broken.map((each) => each.name).join(', ')}: broken.${more}`;
  if (degraded.length > 0) return `${degraded.map((each) => each.name).join(', ')}: degraded.${more}`;
  const carried = report.edges.filter((edge) => edge.health === 'ok').length;
  return carried === 0 ? `Nothing seen yet.${more}` : `All ${carried} hops that were seen carry data.${more}`;
}

function worst(report: Report): Health {
  return (
    [...report.components, ...report.edges]
      .map((each) => each.health)
      .filter((health) => health !== 'absent')
      .sort(compareHealth)[0] ?? 'unknown'
  );
}

function componentRow(component: Report['components'][number]): string[] {
  const { members, number } = component;
  return [
    component.id,
    `${GLYPHS[component.health]} ${component.health}`,
    members && members.total > 0 ? `${members.ok} of ${members.total}` : '',
    number ? numberText(number) : '',
    seconds(component.ageSeconds),
    component.because ?? '',
  ];
}

function numberText(number: NonNullable<Report['components'][number]['number']>): string {
  const { value, unit, label } = formatLabelled(number);
  return [value, unit, label].filter(Boolean).join(' ');
}

function edgeRow(edge: Report['edges'][number]): string[] {
  const state = `${GLYPHS[edge.health]} ${edge.health}${edge.inferred ? ' (inferred)' : ''}`;
  return [`${edge.from} → ${edge.to}`, edge.carries, state, seconds(edge.periodSeconds), seconds(edge.ageSeconds), edge.because ?? ''];
}

function seconds(value: number | undefined): string {
  return value === undefined ? '' : `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} s`;
}

function table(
  head: readonly string[],
  rows: readonly string[][],
  healths: readonly Health[],
  paint: (text: string, health: Health) => string,
): string[] {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(head), ...rows.map((row, at) => paint(line(row), healths[at] ?? 'unknown'))];
}

const COLOURS: Readonly<Record<Health, number>> = { ok: 0, degraded: 33, broken: 31, denied: 35, stale: 33, unknown: 90, absent: 90 };

function painted(text: string, health: Health): string {
  return COLOURS[health] === 0 ? text : `\u001b[${COLOURS[health]}m${text}\u001b[0m`;
}
