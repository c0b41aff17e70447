/**
 * `next`, with every part that equals the same part of `before` replaced by it: what did not change
 * keeps its identity, so that only cards that changed are drawn again. Plain JSON values only.
 */
export function shareStructure<T>(before: unknown, next: T): T;
export function shareStructure(before: unknown, next: unknown): unknown {
  if (Object.is(before, next)) return before;
  if (Array.isArray(before) && Array.isArray(next)) return shareArray(before, next);
  if (isRecord(before) && isRecord(next)) return shareRecord(before, next);
  return next;
}

function shareArray(before: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  let shared: unknown[] | undefined;
  let same = next.length === before.length;
  for (let index = 0; index < next.length; index++) {
    const item = shareStructure(before[index], next[index]);
    if (!Object.is(item, before[index])) same = false;
    if (Object.is(item, next[index])) continue;
    shared ??= [...next];
    shared[index] = item;
  }
  return same ? before : (shared ?? next);
}

function shareRecord(before: Record<string, unknown>, next: Record<string, unknown>): Record<string, unknown> {
  const keys = Object.keys(next);
  let shared: Record<string, unknown> | undefined;
  let same = keys.length === Object.keys(before).length;
  for (const key of keys) {
    const value = shareStructure(before[key], next[key]);
    if (!Object.is(value, before[key]) || !(key in before)) same = false;
    if (Object.is(value, next[key])) continue;
    shared ??= { ...next };
    shared[key] = value;
  }
  return same ? before : (shared ?? next);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
