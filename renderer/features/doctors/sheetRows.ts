import type { SheetColumn, SheetRow } from '../../../shared/contract/doctors';
import type { Table } from '../../../shared/exports/reportTables';
import { compareHealth } from '../../../shared/model/health';

/** By which column, and which way; absent: as the sheet has them. */
export interface SheetSorting {
  readonly column: number;
  readonly descending: boolean;
}

type Cell = SheetRow['cells'][number];

/** Numbers large first, words and states from their beginning; then the other way, then as they were. */
export function nextSorting(sorting: SheetSorting | undefined, column: number, look: SheetColumn['look']): SheetSorting | undefined {
  const first = look === 'number';
  if (sorting?.column !== column) return { column, descending: first };
  return sorting.descending === first ? { column, descending: !first } : undefined;
}

/** Empty cells stand last either way; equal ones keep their order. */
export function sortSheetRows(rows: readonly SheetRow[], sorting: SheetSorting | undefined): readonly SheetRow[] {
  if (sorting === undefined) return rows;
  const way = sorting.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [a.cells[sorting.column], b.cells[sorting.column]];
    if (!left?.text || !right?.text) return Number(!left?.text) - Number(!right?.text);
    return way * compareCells(left, right);
  });
}

function compareCells(a: Cell, b: Cell): number {
  if (a.sort !== undefined && b.sort !== undefined) return a.sort - b.sort;
  if (a.state !== undefined && b.state !== undefined && a.state !== b.state) return compareHealth(a.state, b.state);
  return a.text.localeCompare(b.text, 'en', { numeric: true, sensitivity: 'base' });
}

/** Rows that hold every word of the search. */
export function rowsWith(rows: readonly SheetRow[], search: string): readonly SheetRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter(({ cells }) => {
    const text = cells
      .map((cell) => cell.text)
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** What is shown, to be saved or copied. */
export function sheetCells(columns: readonly SheetColumn[], rows: readonly SheetRow[]): Table {
  return { head: columns.map(({ title }) => title), rows: rows.map(({ cells }) => cells.map(({ text }) => text)) };
}

/** Columns padded with blanks, for a chat or a ticket. */
export function textOf(columns: readonly SheetColumn[], rows: readonly SheetRow[]): string {
  const lines = [columns.map(({ title }) => title), ...rows.map(({ cells }) => cells.map(({ text }) => text))];
  const widths = columns.map((_, at) => lines.reduce((most, line) => Math.max(most, (line[at] ?? '').length), 0));
  return lines
    .map((line) =>
      line
        .map((text, at) => text.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
