import type { Report } from './schema';

/** The first looks take some seconds; what they find was there before. */
const FIRST_LOOKS_MS = 60_000;

/**
 * When the oldest of some findings began; undefined: none says. `isFromStart`: it was there when the cluster was looked at first, at
 * `from`, and may have begun long before.
 */
export function sinceOf(
  findings: readonly Report['findings'][number][],
  from: string | undefined,
): { readonly sinceMs: number | undefined; readonly isFromStart: boolean } {
  const times = findings.flatMap(({ since }) => (since === undefined ? [] : [Date.parse(since)]));
  if (times.length === 0) return { sinceMs: undefined, isFromStart: false };
  const [sinceMs, startedMs] = [Math.min(...times), Date.parse(from ?? '')];
  return { sinceMs, isFromStart: sinceMs >= startedMs && sinceMs - startedMs < FIRST_LOOKS_MS };
}
