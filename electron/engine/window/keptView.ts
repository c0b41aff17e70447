import { z } from 'zod';
import { View } from '../../../shared/contract/engine';
import type { ReportEvidence } from '../../../shared/report/schema';
import type { KeptFacts } from './keptFacts';

/** What of a view is kept for going back: what was seen, not how the app fares. */
export const KeptView = View.pick({
  phase: true,
  trouble: true,
  cards: true,
  report: true,
  places: true,
  lookedAtMs: true,
  clockOffsetMs: true,
});
export type KeptView = ReturnType<typeof KeptView.parse>;

/** One kept moment: what the map showed, and facts of members by id, as label and value. */
export const KeptMoment = z.object({ view: KeptView, facts: z.record(z.string(), z.array(z.tuple([z.string(), z.string()]))) });
export type KeptMoment = z.infer<typeof KeptMoment>;

export function keptText(view: View, facts: Readonly<Record<string, KeptFacts>>): string {
  const { phase, trouble, cards, report, places, lookedAtMs, clockOffsetMs } = view;
  return JSON.stringify({ view: { phase, trouble, cards, report, places, lookedAtMs, clockOffsetMs }, facts });
}

/** The view of then with load, switches and steps of now. */
export function viewAt(atMs: number, kept: KeptView, now: View): View {
  return { ...now, ...kept, places: kept.places, at: atMs };
}

/** Of an earlier session: its answers are gone, and their ids mean others now. */
export function withoutAnswers(kept: KeptMoment): KeptMoment {
  const proven = <T extends { readonly evidence: readonly ReportEvidence[] }>(each: T) => ({
    ...each,
    evidence: each.evidence.map(({ answerId: _, ...proof }) => proof),
  });
  const { report } = kept.view;
  const [components, edges, findings] = [report.components.map(proven), report.edges.map(proven), report.findings.map(proven)];
  return { ...kept, view: { ...kept.view, report: { ...report, components, edges, findings } } };
}
