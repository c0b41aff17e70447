import type { ExpectedFinding } from '../../electron/demo/faults/fault';
import type { Report } from '../../shared/report/schema';

/** Of the healthy demo too, whatever its subject: its short-lived pods are too short for any scrape. */
const OF_THE_HEALTHY: ReadonlySet<string> = new Set(['state-shorter-than-scrape']);

/** Findings too many and too few: exactly those expected, infos too, beside what the healthy demo has. */
export function misdiagnosed({ findings }: Report, expected: readonly ExpectedFinding[]): string[] {
  const wanted = new Set(expected.map(({ rule, subject }) => `${rule} of ${subject}`));
  const has = new Set(findings.map(({ rule, subject }) => `${rule} of ${subject}`));
  return [
    ...[...wanted].filter((each) => !has.has(each)).map((each) => `not found: ${each}`),
    ...findings
      .filter(({ rule, subject, severity }) => !wanted.has(`${rule} of ${subject}`) && !(severity === 'info' && OF_THE_HEALTHY.has(rule)))
      .map(({ severity, id, because }) => `found (${severity}): ${id}: ${because}`),
  ];
}
