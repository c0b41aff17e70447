import type { ExpositionFamilies, FamilyRow } from '../../../shared/contract/engine';

/** A family with where it was read: two expositions of one component may both have it. */
export interface ShownFamily extends FamilyRow {
  readonly answerId: string;
  readonly path: string;
  readonly request: string;
  readonly at: string;
}

export type FamilyColumn = 'name' | 'type' | 'series' | 'unit' | 'stability' | 'help' | 'path';

export interface FamilySort {
  readonly column: FamilyColumn;
  readonly direction: 'up' | 'down';
}

export const BY_NAME: FamilySort = { column: 'name', direction: 'up' };

export function allFamilies(expositions: readonly ExpositionFamilies[]): readonly ShownFamily[] {
  return expositions.flatMap(({ answerId, path, request, at, families }) =>
    families.map((family) => ({ ...family, answerId, path, request, at })),
  );
}

/** Those that hold every word in name, type, unit, stability or help. */
export function findFamilies<Family extends FamilyRow>(families: readonly Family[], search: string): readonly Family[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return families;
  return families.filter((family) => {
    const text = `${family.name} ${family.type ?? ''} ${family.unit ?? ''} ${family.stability ?? ''} ${family.help ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** In the order of one column, then by name; numbers begin with the largest where the direction is down. */
export function sortFamilies(families: readonly ShownFamily[], { column, direction }: FamilySort): readonly ShownFamily[] {
  const sign = direction === 'up' ? 1 : -1;
  return [...families].sort((a, b) => sign * compare(a[column], b[column]) || compare(a.name, b.name) || compare(a.path, b.path));
}

/** What has no value comes after what has one. */
function compare(a: string | number | undefined, b: string | number | undefined): number {
  if (a === b) return 0;
  if (a === undefined || a === '') return 1;
  if (b === undefined || b === '') return -1;
  return a < b ? -1 : 1;
}

/** The sort after a click on a column's head: the same column turns round; counts begin with the largest. */
export function nextSort(now: FamilySort, column: FamilyColumn): FamilySort {
  if (now.column === column) return { column, direction: now.direction === 'up' ? 'down' : 'up' };
  return { column, direction: column === 'series' ? 'down' : 'up' };
}
