import { type AnswerHead, type Details, type ExpositionFamilies, type Member, MOST_MEMBERS } from '../../../shared/contract/engine';
import type { Discovered } from '../../../shared/model/component';
import { compareHealth } from '../../../shared/model/health';
import type { Evidence, Observation } from '../../../shared/model/observation';
import type { LookResult } from '../probers/prober';
import type { AnswerStore } from '../store/answers';
import type { History } from '../store/history';
import { deniedIn } from './denials';
import type { Expositions } from './expositions';
import { flagRows } from './flagRows';
import { linesOf, withLine } from './proofLines';
import { toReportEvidence, toTime } from './reportEvidence';

export interface DetailsParts {
  readonly discovered: readonly Discovered[];
  readonly looks: ReadonlyMap<string, LookResult>;
  readonly answers: AnswerStore;
  readonly history: History;
  readonly expositions: Expositions;
  readonly commandsOf: (
    request: string,
    accept?: string,
  ) => { readonly kubectl?: string; readonly curl?: string; readonly accept?: string };
}

/** Everything of one card or member, for the inspector. Of a card with one member: that member's as well. */
export function detailsOf(id: string, parts: DetailsParts): Details {
  const members = parts.discovered.filter((found) => found.card === id || found.id === id);
  const single = members.length === 1 ? members[0] : undefined;
  const look = single ? parts.looks.get(single.id) : undefined;
  const ordered = worstFirst(members, parts);
  return {
    id,
    why: single ? [...single.because] : members.slice(0, 3).flatMap((found) => found.because.map((because) => `${found.name}: ${because}`)),
    confidence: single?.confidence,
    facts: (look?.judgement.facts ?? []).map((fact) => ({
      label: fact.label,
      value: fact.value,
      ...(fact.evidence ? { evidence: toReportEvidence(withLine(fact.evidence, parts.answers)) } : {}),
    })),
    ...(single !== undefined && single.args.length > 0 ? { flags: flagRows(single) } : {}),
    answers: answersOf(ordered.slice(0, single ? 1 : 3), parts),
    members: single && single.id === id ? [] : ordered.slice(0, MOST_MEMBERS).map((found) => memberOf(found, parts)),
    ...(members.length > MOST_MEMBERS ? { memberCount: members.length } : {}),
    series: seriesOwners(id, single).flatMap((owner) =>
      parts.history.heads(owner).map((head) => ({ ...head, key: `${owner} ${head.key}` })),
    ),
    familyCount: familiesOf(id, parts).expositions.reduce((sum, { families }) => sum + families.length, 0),
    ...deniedOf(members, parts),
  };
}

function deniedOf(members: readonly Discovered[], parts: DetailsParts): Pick<Details, 'denied'> {
  const denied = deniedIn(
    members.flatMap((found) => parts.looks.get(found.id) ?? []),
    parts.discovered,
  );
  return denied === undefined ? {} : { denied };
}

/** The expositions of a member, or of a card's first member that has any. */
export function familiesOf(
  id: string,
  parts: Pick<DetailsParts, 'discovered' | 'looks' | 'answers' | 'expositions'>,
): { readonly member?: string; readonly expositions: ExpositionFamilies[] } {
  for (const found of parts.discovered) {
    if (found.card !== id && found.id !== id) continue;
    const look = parts.looks.get(found.id);
    const expositions = look === undefined ? [] : parts.expositions.inLook(look, parts.answers);
    if (expositions.length > 0) return { member: found.id, expositions };
  }
  return { expositions: [] };
}

/** Whose series belong to a selection: the card's own and its only member's. */
export function seriesOwners(id: string, single: Discovered | undefined): readonly string[] {
  return single ? [single.id] : [id];
}

function worstFirst(members: readonly Discovered[], parts: DetailsParts): Discovered[] {
  const healthOf = (found: Discovered) => parts.looks.get(found.id)?.judgement.health ?? 'unknown';
  return [...members].sort((a, b) => compareHealth(healthOf(a), healthOf(b)) || (a.name < b.name ? -1 : Number(a.name > b.name)));
}

export function memberOf(found: Discovered, parts: Pick<DetailsParts, 'looks'>): Member {
  const judgement = parts.looks.get(found.id)?.judgement;
  return {
    id: found.id,
    name: found.name,
    namespace: found.namespace,
    node: found.node,
    health: judgement?.health ?? 'unknown',
    because: judgement ? judgement.because : 'not looked at yet',
    version: judgement?.version ?? found.version,
    ageSeconds: judgement?.ageSeconds,
  };
}

function answersOf(members: readonly Discovered[], parts: DetailsParts): AnswerHead[] {
  return members.flatMap((found) =>
    (parts.looks.get(found.id)?.observations ?? []).map(({ name, observation }) =>
      answerHead(found.id, name, observation, parts.commandsOf),
    ),
  );
}

function answerHead(owner: string, name: string, seen: Observation<unknown>, commandsOf: DetailsParts['commandsOf']): AnswerHead {
  return {
    id: seen.answerId ?? `${owner} ${name}`,
    place: `${owner} ${name}`,
    name,
    request: seen.request,
    route: seen.route,
    state: seen.state,
    ...(seen.state === 'ok' ? {} : { because: seen.because }),
    ...('remedy' in seen ? { remedy: seen.remedy } : {}),
    status: seen.status,
    at: toTime(seen.atMs),
    durationMs: Math.round(seen.durationMs),
    bytes: seen.bytes,
    ...commandsOf(seen.request, seen.accept),
  };
}

/** Lines to mark in a raw answer: every proof that stands in it, of components and hops alike. A fact's says what it shows. */
export function marksIn(answerId: string, looks: Iterable<LookResult>, answers: AnswerStore): { line: number; says: string }[] {
  const lines = new Map<number, string>();
  for (const look of looks)
    for (const { proof, says } of proofsOf(look))
      if (proof.answerId === answerId) for (const line of linesOf(proof, answers)) lines.set(line, says);
  return [...lines].map(([line, says]) => ({ line, says })).sort((a, b) => a.line - b.line);
}

interface Said {
  readonly proof: Evidence;
  readonly says: string;
}

function proofsOf({ judgement, observations }: LookResult): readonly Said[] {
  const plain = [
    ...judgement.evidence,
    ...judgement.hops.flatMap((hop) => hop.evidence),
    ...observations.flatMap(({ observation }) => observation.evidence),
  ];
  const facts = judgement.facts.flatMap(({ label, value, evidence }) =>
    evidence ? [{ proof: evidence, says: `${label}: ${value}` }] : [],
  );
  return [...plain.map((proof) => ({ proof, says: proof.says })), ...facts];
}
