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
  const shared = next.map((item, index) => shareStructure(before[index], item));
  return shared.length === before.length && shared.every((item, index) => Object.is(item, before[index])) ? before : shared;
}

function shareRecord(before: Record<string, unknown>, next: Record<string, unknown>): Record<string, unknown> {
  const keys = Object.keys(next);
  const shared = Object.fromEntries(keys.map((key) => [key, shareStructure(before[key], next[key])]));
  const same = keys.length === Object.keys(before).length && keys.every((key) => key in before && Object.is(shared[key], before[key]));
  return same ? before : shared;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
