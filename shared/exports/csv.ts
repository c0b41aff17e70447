import type { Cell, Table } from './reportTables';

/**
 * What a spreadsheet takes for a formula (OWASP, CSV injection): these at the beginning, also behind blanks, and in their
 * wide forms; a tab or line end at the beginning would hide one.
 */
const FORMULA = /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/u;
/** A text that is a number is one to a spreadsheet too, whatever its sign: it stays as it is. */
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The table as CSV (RFC 4180): CRLF after every record, quotes where a cell needs them. A text that a spreadsheet would
 * run as a formula gets an apostrophe before it; numbers never do.
 */
export function toCsv({ head, rows }: Table): string {
  return [head, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const safe = FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
  // Blanks at the ends are part of the cell, and some readers trim what is not quoted.
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
