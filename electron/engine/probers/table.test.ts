import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMPONENT_KINDS } from '../../../shared/model/component';
import { renderProbersDoc } from './probersDoc.testSupport';
import { PROBERS, proberOf } from './table';

/** The words of each line; how a formatter aligns the columns of a table does not matter. */
function cellsOf(markdown: string): string[][] {
  return markdown.split('\n').map((line) => line.split('|').map((cell) => cell.trim().replace(/^-+$/, '---')));
}

describe('the table of probers', () => {
  it('every kind has exactly one prober', () => {
    const kinds = PROBERS.flatMap((prober) => [...prober.kinds]);
    expect([...kinds].sort()).toEqual([...COMPONENT_KINDS].sort());
    for (const kind of COMPONENT_KINDS) expect(proberOf(kind)?.kinds).toContain(kind);
  });

  it.each(PROBERS.map((prober) => [prober.name, prober] as const))(
    '%s tells what it asks, what that proves and what it costs',
    (_name, prober) => {
      expect(prober.requests.length).toBeGreaterThan(0);
      for (const { request, proves, cost } of prober.requests) {
        expect(request).toMatch(/^(GET \S|watch \S|none: )/);
        expect(proves.length).toBeGreaterThan(5);
        expect(cost).not.toBe('');
      }
      expect(prober.periodMs).toBeGreaterThanOrEqual(5_000);
    },
  );

  it('docs/probers.md says what the table says (UPDATE_DOCS=1 writes it)', () => {
    const file = new URL('../../../docs/probers.md', import.meta.url);
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, renderProbersDoc());
    expect(cellsOf(readFileSync(file, 'utf8'))).toEqual(cellsOf(renderProbersDoc()));
  });
});
