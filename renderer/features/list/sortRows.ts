import { compareHealth } from '../../../shared/model/health';
import type { State } from '../../ui/Glyph';

/** Which column the rows are sorted by; absent: as they stand on the map. */
export interface Sorting<Column extends string> {
  readonly column: Column;
  readonly descending: boolean;
}

/** What a cell is sorted by: words, a number, a state; undefined stands last either way. */
export type SortValue = string | number | { readonly state: State } | undefined;

/** The next sorting after a click on a head: ascending, descending, none. */
export function nextSorting<Column extends string>(sorting: Sorting<Column> | undefined, column: Column): Sorting<Column> | undefined {
  if (sorting?.column !== column) return { column, descending: false };
  return sorting.descending ? undefined : { column, descending: true };
}

/** Rows that are equal keep their order. */
export function sortRows<Row, Column extends string>(
  rows: readonly Row[],
  sorting: Sorting<Column> | undefined,
  cellOf: (row: Row, column: Column) => SortValue,
): readonly Row[] {
  if (sorting === undefined) return rows;
  const way = sorting.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [cellOf(a, sorting.column), cellOf(b, sorting.column)];
    if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
    return way * compareValues(left, right);
  });
}

function compareValues(a: Exclude<SortValue, undefined>, b: Exclude<SortValue, undefined>): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'object' && typeof b === 'object') return compareStates(a.state, b.state);
  return String(a).localeCompare(String(b), 'en', { numeric: true, sensitivity: 'base' });
}

/** The worst first; history after everything that is. */
function compareStates(a: State, b: State): number {
  if (a === 'history' || b === 'history') return Number(a === 'history') - Number(b === 'history');
  return compareHealth(a, b);
}

/** Whether every word of the filter stands somewhere in the row. */
export function holdsWords(cells: readonly string[], filter: string): boolean {
  const text = cells.join(' ').toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
