/** What Hopscope says of a component or a hop. "unknown" is never shown as healthy. */
export const HEALTHS = ['ok', 'degraded', 'broken', 'denied', 'stale', 'unknown', 'absent'] as const;
export type Health = (typeof HEALTHS)[number];

/** Worst first (docs/design.md, states): a worse state wins when several are true of one card. */
const ORDER: readonly Health[] = ['broken', 'denied', 'degraded', 'stale', 'unknown', 'ok', 'absent'];

/** The worst of the given states; `absent` only if there is nothing else, `unknown` for an empty list. */
export function worstHealth(states: readonly Health[]): Health {
  let worst = ORDER.length;
  for (const state of states) worst = Math.min(worst, ORDER.indexOf(state));
  return ORDER[worst] ?? 'unknown';
}

/** Sorts worse states first. */
export function compareHealth(a: Health, b: Health): number {
  return ORDER.indexOf(a) - ORDER.indexOf(b);
}
