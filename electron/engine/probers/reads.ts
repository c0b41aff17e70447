import type { Read, Reads } from '../../../shared/analysis/series/counterRate';
import type { Observation } from '../../../shared/model/observation';

/** The last read and the one before it, out of this look's read and what the look before kept. No read keeps the last one to compare with. */
export function nextReads<T>(kept: Reads<T> | undefined, now: Read<T> | undefined): Reads<T> {
  const last = kept?.now ?? kept?.before;
  if (!now) return { before: last };
  // An answer that is kept over several looks is one read.
  const isKept = kept?.now?.atMs === now.atMs && kept.now.value === now.value;
  return isKept ? kept : { now, before: last };
}

/** What an answer brought, at the time of the answer. */
export function readOf<Seen, T>(seen: Observation<Seen> | undefined, pick: (value: Seen) => T): Read<T> | undefined {
  return seen?.state === 'ok' ? { atMs: seen.atMs, value: pick(seen.value) } : undefined;
}
