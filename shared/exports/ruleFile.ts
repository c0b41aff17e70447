import type { Report } from '../report/schema';
import { type AlertRule, alertRules } from './alertRules';

type Finding = Report['findings'][number];

/**
 * A PrometheusRule (monitoring.coreos.com/v1) with an alert and a recording for each finding that one can catch; comments name the findings
 * that none can. Every value is in quotes with the escapes of JSON, which are YAML's.
 */
export function toPrometheusRule(findings: readonly Finding[]): string {
  const { rules, without } = alertRules(findings);
  return [
    '# Alerts that would have fired while these findings held. They say when, not why: the report does.',
    ...without.map(({ rule, subject }) => `# No alert: ${oneLine(rule)} ${oneLine(subject)}: what proves it is in no series.`),
    'apiVersion: monitoring.coreos.com/v1',
    'kind: PrometheusRule',
    'metadata:',
    '  name: hopscope-findings',
    'spec:',
    ...(rules.length === 0
      ? ['  groups: []']
      : [
          '  groups:',
          '    - name: hopscope-findings',
          '      rules:',
          ...rules.flatMap((rule) => [...ruleLines(rule), ...recordLines(rule)]),
        ]),
    '',
  ].join('\n');
}

function ruleLines({ alert, expr, for: since, severity, finding, needs }: AlertRule): readonly string[] {
  return [
    `        # Needs: ${needs}.`,
    `        - alert: ${alert}`,
    `          expr: ${quoted(expr)}`,
    `          for: ${since}`,
    '          labels:',
    `            severity: ${severity}`,
    // Alerts of one name are told apart by it.
    `            subject: ${quoted(templateText(finding.subject))}`,
    '          annotations:',
    `            summary: ${quoted(templateText(finding.title))}`,
    `            description: ${quoted(templateText(finding.because))}`,
    ...(finding.docs === undefined ? [] : [`            runbook: ${quoted(templateText(finding.docs))}`]),
  ];
}

/**
 * What the alert asks for, recorded: how many series meet it, 0 where none does, so that a dashboard can draw since when and how often.
 * Labels of a recording are no templates.
 */
function recordLines({ expr, finding }: AlertRule): readonly string[] {
  return [
    '        - record: hopscope:finding_series:count',
    `          expr: ${quoted(`count(${expr}) or vector(0)`)}`,
    '          labels:',
    `            rule: ${quoted(oneLine(finding.rule))}`,
    `            subject: ${quoted(oneLine(finding.subject))}`,
  ];
}

/** Labels and annotations are Go templates: braces of a text must not be run. */
function templateText(text: string): string {
  return oneLine(text).replaceAll('{{', '{{"{{"}}');
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** Without what YAML calls not printable. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\p{Cs}\ufeff\ufffe\uffff]/gu, '\ufffd')
    .trim();
}
