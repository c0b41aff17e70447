import { View } from '../../../shared/contract/engine';

/** What of a view is kept for going back: what was seen, not how the app fares. */
export const KeptView = View.pick({ phase: true, trouble: true, cards: true, report: true, lookedAtMs: true, clockOffsetMs: true });
export type KeptView = ReturnType<typeof KeptView.parse>;

export function keptText(view: View): string {
  const { phase, trouble, cards, report, lookedAtMs, clockOffsetMs } = view;
  return JSON.stringify({ phase, trouble, cards, report, lookedAtMs, clockOffsetMs });
}

/** The view of then with load, switches and steps of now. */
export function viewAt(atMs: number, kept: KeptView, now: View): View {
  return { ...now, ...kept, at: atMs };
}
