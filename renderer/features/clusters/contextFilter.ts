import type { ContextRow } from '../../../shared/contract/clusters';

/** Rows that hold every word of the search somewhere, in their order. */
export function filterContexts(rows: readonly ContextRow[], search: string): readonly ContextRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = [row.name, row.shownFile, row.server, row.user, row.namespace].filter(Boolean).join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Last opened first, then as the files have them. */
export function lastOpenedFirst(rows: readonly ContextRow[]): readonly ContextRow[] {
  return [...rows].sort((a, b) => (b.remembered?.openedAtMs ?? 0) - (a.remembered?.openedAtMs ?? 0));
}
