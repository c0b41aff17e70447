import { describe, expect, it } from 'vitest';
import { toCsv } from './csv';
import { NASTY, reportOfText } from './reports.testSupport';
import { TABLE_NAMES, tableOf } from './reportTables';

describe('CSV', () => {
  it.each([
    ['a comma', 'a,b', '"a,b"'],
    ['quotes', 'say "x"', '"say ""x"""'],
    ['a line end', 'a\nb', '"a\nb"'],
    ['a blank at the end', 'a ', '"a "'],
    ['nothing', undefined, ''],
    ['no', false, 'false'],
    ['a number under zero', -3.5, '-3.5'],
    ['text that is a number', '-3.5e-7', '-3.5e-7'],
    ['text that is a number with a plus', '+12', '+12'],
    ['a formula', '=1+1', "'=1+1"],
    ['a formula by plus', '+cmd|x', "'+cmd|x"],
    ['a formula by minus', '-2+3', "'-2+3"],
    ['a formula by at', '@SUM(A1)', "'@SUM(A1)"],
    ['a formula behind blanks', ' =1', "' =1"],
    ['a formula behind a tab', '\t=1', "'\t=1"],
    ['a formula in wide letters', '＝1', "'＝1"],
    ['a minus alone', '-', "'-"],
  ])('%s', (_name, cell, written) => {
    expect(toCsv({ head: ['h'], rows: [[cell]] })).toBe(`h\r\n${written}\r\n`);
  });

  it.each(TABLE_NAMES)('table %s: every text comes back, each row with as many cells as the head', (name) => {
    for (const text of NASTY) {
      const table = tableOf(reportOfText(text), name);
      const [head, ...rows] = readCsv(toCsv(table));
      expect(head).toEqual(table.head);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows).toEqual(table.rows.map((row) => row.map((cell) => guarded(cell === undefined ? '' : String(cell), typeof cell))));
    }
  });
});

/** What is expected of a cell, said another way than in the program: the first sign that is no blank decides. */
function guarded(text: string, type: string): string {
  const isFormula = type === 'string' && ['=', '+', '-', '@'].includes(text.trim()[0] ?? '');
  return isFormula && Number.isNaN(Number(text)) ? `'${text}` : text;
}

/** RFC 4180, sign by sign. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quoted && sign === '"' && text[at + 1] === '"') cell += text[at++];
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === ',' || (sign === '\r' && text[at + 1] === '\n'))) {
      row.push(cell);
      cell = '';
      if (sign === ',') continue;
      rows.push(row);
      row = [];
      at++;
    } else cell += sign;
  }
  return rows;
}
