import type { ExpectedFinding } from '../../electron/demo/faults/fault';
import type { Report } from '../../shared/report/schema';

/** Findings too many and too few. Infos that nobody expects come and go with what workloads do: they are no faults. */
export function misdiagnosed({ findings }: Report, expected: readonly ExpectedFinding[]): string[] {
  const found = findings.filter(({ severity }) => severity !== 'info');
  const wanted = new Set(expected.map(({ rule, subject }) => `${rule} of ${subject}`));
  const has = new Set(findings.map(({ rule, subject }) => `${rule} of ${subject}`));
  return [
    ...[...wanted].filter((each) => !has.has(each)).map((each) => `not found: ${each}`),
    ...found.filter(({ rule, subject }) => !wanted.has(`${rule} of ${subject}`)).map((each) => `found: ${each.id}: ${each.because}`),
  ];
}
