import type { View } from '../../shared/contract/engine';
import type { FindingPlace } from '../../shared/contract/findings';
import type { Report } from '../../shared/report/schema';
import { sinceOf } from '../../shared/report/sinceOf';
import type { Selection } from './choiceStore';

export type Finding = Report['findings'][number];

/** A finding that follows from a root; `depth` 1: from the root itself. */
export interface Effect {
  readonly finding: Finding;
  readonly depth: number;
}

/** Findings that nothing explains and that one repair mends: the same rule with the same remedy. What follows from any of them is below. */
export interface Cause {
  /** Id of the first: the same as long as it is there. */
  readonly key: string;
  readonly first: Finding;
  readonly findings: readonly [Finding, ...Finding[]];
  readonly effects: readonly Effect[];
  /** When the oldest of them began. */
  readonly sinceMs: number | undefined;
  /** It was there when this session looked first: it may have begun long before. */
  readonly isFromStart: boolean;
}

/** What diagnosis says, for the screen. */
export interface Diagnosed {
  /** Errors, then warnings. */
  readonly causes: readonly Cause[];
  readonly infos: readonly Cause[];
  readonly cannotTell: Report['cannotTell'];
  readonly places: ReadonlyMap<string, FindingPlace>;
}

type Seen = Pick<Report, 'findings' | 'cannotTell'> & { readonly from?: string };

export function diagnosedOf(report: Seen | undefined, places: readonly FindingPlace[] | undefined): Diagnosed {
  const findings = report?.findings ?? [];
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    if (finding.causedBy.length > 0) continue;
    const key = `${finding.rule} ${finding.severity} ${finding.remedy}`;
    const before = groups.get(key);
    if (before) before.push(finding);
    else groups.set(key, [finding]);
  }
  const all = [...groups.values()].map((group) => toCause(group, findings, report?.from));
  return {
    causes: all.filter(({ first }) => first.severity !== 'info'),
    infos: all.filter(({ first }) => first.severity === 'info'),
    cannotTell: report?.cannotTell ?? [],
    places: new Map((places ?? []).map((place) => [place.id, place])),
  };
}

function toCause(findings: readonly [Finding, ...Finding[]], all: readonly Finding[], from: string | undefined): Cause {
  const [first] = findings;
  return { key: first.id, first, findings, effects: effectsOf(findings, all), ...sinceOf(findings, from) };
}

/** What follows, nearest first; each once. */
function effectsOf(roots: readonly Finding[], all: readonly Finding[]): readonly Effect[] {
  const seen = new Set(roots.map(({ id }) => id));
  const effects: Effect[] = [];
  for (let depth = 1, wave = new Set(seen); wave.size > 0; depth += 1) {
    const next = all.filter(({ id, causedBy }) => !seen.has(id) && causedBy.some((cause) => wave.has(cause)));
    for (const finding of next) {
      seen.add(finding.id);
      effects.push({ finding, depth });
    }
    wave = new Set(next.map(({ id }) => id));
  }
  return effects;
}

/** Where a place leads: its hop where the map draws it, else its card. */
export function selectionOf(place: FindingPlace | undefined, edges: Report['edges']): Selection | undefined {
  const { hop } = place ?? {};
  if (hop !== undefined && edges.some(({ from, to }) => from === hop.from && to === hop.to)) return { kind: 'hop', ...hop };
  return subjectOf(place);
}

/** The subject itself: the member that it is, else its card. */
export function subjectOf(place: FindingPlace | undefined): Selection | undefined {
  if (place?.card === undefined) return undefined;
  return place.member === undefined ? { kind: 'card', card: place.card } : { kind: 'member', card: place.card, member: place.member };
}

/** What findings say of the map: hops that are the place of a root, those that only follow, and the same of cards. */
export interface Told {
  readonly rootHops: ReadonlySet<string>;
  readonly effectHops: ReadonlySet<string>;
  readonly rootCards: ReadonlySet<string>;
  readonly effectCards: ReadonlySet<string>;
}

const NOTHING = new Set<string>();
export const NOTHING_TOLD: Told = { rootHops: NOTHING, effectHops: NOTHING, rootCards: NOTHING, effectCards: NOTHING };

/** Only of errors: what is on its way to trouble has not stopped anything. */
export function toldBy(view: Pick<View, 'report' | 'places'> | undefined): Told {
  if (view === undefined || view.report.findings.length === 0 || (view.places ?? []).length === 0) return NOTHING_TOLD;
  const places = new Map((view.places ?? []).map((place) => [place.id, place]));
  const told = { rootHops: new Set<string>(), effectHops: new Set<string>(), rootCards: new Set<string>(), effectCards: new Set<string>() };
  for (const { id, severity, causedBy } of view.report.findings) {
    const place = places.get(id);
    if (severity !== 'error' || place === undefined) continue;
    const isRoot = causedBy.length === 0;
    if (place.hop !== undefined) (isRoot ? told.rootHops : told.effectHops).add(`${place.hop.from}>${place.hop.to}`);
    if (place.card !== undefined && !(isRoot && place.hop !== undefined)) (isRoot ? told.rootCards : told.effectCards).add(place.card);
  }
  return told;
}
