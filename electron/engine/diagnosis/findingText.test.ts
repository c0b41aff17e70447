import { expect, it } from 'vitest';
import type { Report } from '../../../shared/report/schema';
import { findingLines } from './findingText';

function finding(id: string, more: Partial<Report['findings'][number]> = {}): Report['findings'][number] {
  const [rule = '', subject = ''] = id.split(':');
  const words = { title: `title of ${id}`, because: `because of ${id}`, remedy: `remedy of ${id}` };
  return { id, rule, subject, severity: 'error', causedBy: [], evidence: [], ...words, ...more };
}

it('prints a root with its remedy and a consequence with what it follows from', () => {
  const findings = [finding('a:Node/n'), finding('b:HPA/x', { severity: 'warning', causedBy: ['a:Node/n'] })];
  expect(findingLines({ findings, cannotTell: [] })).toEqual([
    '✗ error: title of a:Node/n  [a Node/n]',
    '    because of a:Node/n',
    '    > remedy of a:Node/n',
    '! warning: title of b:HPA/x  [b HPA/x]',
    '    follows from: title of a:Node/n',
    '    because of b:HPA/x',
  ]);
});

it('prints what rules would need, and counts those that it leaves out', () => {
  const cannotTell = Array.from({ length: 8 }, (_, i) => ({ rule: `r${i}`, needs: [`need ${i}`, 'more'] }));
  const lines = findingLines({ findings: [], cannotTell });
  expect(lines[0]).toBe('? 8 rules could not tell everything; they would need:');
  expect(lines).toHaveLength(8);
  expect(lines.at(-1)).toBe('    and 2 more (--json lists them)');
});

it('prints nothing when there is nothing to say', () => {
  expect(findingLines({ findings: [], cannotTell: [] })).toEqual([]);
});
