import type { Report, ReportEdge } from '../../shared/report/schema';
import { NOTHING_TOLD, type Told } from './findings';

/**
 * Where data stops. Broken hops that are the place of a root finding; of the others those with nothing broken before them, unless a
 * finding says that they follow from something. What comes after only follows.
 */
export function findCuts(report: Pick<Report, 'components' | 'edges'>, told: Told = NOTHING_TOLD): ReadonlySet<ReportEdge> {
  const idOf = ({ from, to }: ReportEdge) => `${from}>${to}`;
  const roots = report.edges.filter((edge) => edge.health === 'broken' && told.rootHops.has(idOf(edge)));
  const first = [...firstBroken(report)].filter((edge) => roots.length === 0 || !told.effectHops.has(idOf(edge)));
  return new Set([...roots, ...first]);
}

/** Broken hops with nothing broken before them. */
function firstBroken(report: Pick<Report, 'components' | 'edges'>): ReadonlySet<ReportEdge> {
  const broken = report.edges.filter((edge) => edge.health === 'broken');
  const fed = new Set(broken.map((edge) => edge.to));
  const brokenCards = new Set(report.components.filter((component) => component.health === 'broken').map((component) => component.id));
  const first = broken.filter((edge) => !fed.has(edge.from));
  const cuts = new Set(first.filter((edge) => !(brokenCards.has(edge.from) && feedsNothing(edge.from, report))));
  for (let left = unreached(first, broken); left[0] !== undefined; left = unreached([...first, ...cuts], broken)) cuts.add(left[0]);
  return cuts;
}

/** Broken hops that none of these leads to: those of a cycle, where each is fed by another. */
function unreached(from: readonly ReportEdge[], broken: readonly ReportEdge[]): readonly ReportEdge[] {
  const reached = new Set(from.flatMap((edge) => [edge.to, ...followers(edge, broken)]));
  return broken.filter((edge) => !from.includes(edge) && !reached.has(edge.from));
}

/** True when none of the card's hops out carries anything: then the card itself is the trouble, not each of its hops. */
function feedsNothing(card: string, report: Pick<Report, 'edges'>): boolean {
  const out = report.edges.filter((edge) => edge.from === card);
  return out.length > 1 && out.every((edge) => edge.health === 'broken');
}

/** Cards after the cut that broken hops lead to, in the order of the flow. */
export function followers(cut: ReportEdge, edges: readonly ReportEdge[]): readonly string[] {
  const reached = new Set([cut.to]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const edge of edges) {
      if (edge.health !== 'broken' || !reached.has(edge.from) || reached.has(edge.to)) continue;
      reached.add(edge.to);
      grown = true;
    }
  }
  reached.delete(cut.to);
  return [...reached];
}
