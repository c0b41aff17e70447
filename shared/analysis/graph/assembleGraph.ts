import { type Health, worstHealth } from '../../model/health';
import type { HopJudgement } from '../../model/judgement';
import type { ReportComponent, ReportEdge } from '../../report/schema';
import { absenceOf } from './absence';
import { toEdge } from './edgeHealth';
import { type EdgePair, edgePairs, pairKey, serves } from './edgePairs';
import { toReportEvidence } from './graphEvidence';
import type { GraphInput } from './graphInput';
import { evidenceOf, type MemberState, memberState, mergeMembers, NOT_LOOKED_YET, numberOf, oldestAge, versionsOf } from './members';
import { type ShownCard, shownCards } from './shownCard';

export interface Graph {
  /** In the order of the picture, further instances behind the first. */
  readonly components: ReportComponent[];
  readonly edges: ReportEdge[];
}

/**
 * The map as values: every card with its members merged, every hop with what the looks at its ends said.
 * Pure and deterministic. What nobody looked at is `unknown`, what was seen not to be there `absent`;
 * sources have the health of who reads them.
 */
export function assembleGraph(input: GraphInput): Graph {
  const cards = shownCards(input.cards, input.discovered);
  const states = new Map(cards.map((card) => [card.id, card.members.map((found) => memberState(found, input.looks.get(found.id)))]));
  const own = new Map(
    cards.flatMap((card) => ownHealth(card, states.get(card.id) ?? [], input)).map((component) => [component.id, component]),
  );
  const looked = (card: ShownCard) => (states.get(card.id) ?? []).some((state) => state.look !== undefined);
  const judgements = judgementsIn(input);
  const pairs = edgePairs(input.hops, cards, judgements, looked);
  const around = {
    component: (id: string) => own.get(id),
    serversOf: (id: string) => serversOf(id, cards),
    inventory: input.inventory,
  };
  // Readers first: a source that only sources read (the runtime, through cAdvisor's card) has its edges' health from them.
  const edges = pairs.map((pair) => toEdge(pair, around));
  const components = cards.map((card) => own.get(card.id) ?? sourceOf(card, states.get(card.id) ?? [], pairs, edges));
  return { components, edges };
}

function judgementsIn(input: GraphInput): ReadonlyMap<string, readonly HopJudgement[]> {
  const found = new Map<string, HopJudgement[]>();
  for (const { id } of input.discovered) {
    for (const hop of input.looks.get(id)?.judgement.hops ?? []) {
      const key = pairKey(hop.from, hop.to);
      const list = found.get(key);
      if (list) list.push(hop);
      else found.set(key, [hop]);
    }
  }
  return found;
}

/** A component with a health of its own; nothing for sources that are only seen through their readers. */
function ownHealth(card: ShownCard, states: readonly MemberState[], input: GraphInput): readonly ReportComponent[] {
  const looked = states.some((state) => state.look !== undefined);
  if (card.role === 'source' && !looked && (states.length > 0 || !hasMembersOfItsOwn(card))) return [];
  if (states.length === 0) {
    const absence = absenceOf(card.id, input.inventory, input.nowMs);
    return [{ ...headOf(card, states), health: absence.health, because: absence.because, evidence: toReportEvidence(absence.evidence) }];
  }
  return [{ ...headOf(card, states), ...mergeMembers(states), ...measuresOf(states), evidence: toReportEvidence(evidenceOf(states)) }];
}

/** Cgroups and /proc are there on every node; applications and the kube-apiserver are found or not. */
function hasMembersOfItsOwn(card: ShownCard): boolean {
  return card.kind !== 'other';
}

function sourceOf(
  card: ShownCard,
  states: readonly MemberState[],
  pairs: readonly EdgePair[],
  edges: readonly ReportEdge[],
): ReportComponent {
  const out = edges.filter((edge, i) => pairs[i]?.from.id === card.id && edge.health !== 'absent');
  const health = worstHealth(out.map((edge) => edge.health));
  const worst = out.find((edge) => edge.health === health);
  const because =
    worst === undefined ? 'nothing that was found reads it' : (worst.because ?? (health === 'ok' ? undefined : NOT_LOOKED_YET));
  return {
    ...headOf(card, states),
    health,
    ...(because === undefined ? {} : { because }),
    ...(states.length > 0 ? { members: mergeMembers(throughReader(states, health)).members } : {}),
    evidence: worst?.evidence ?? [],
  };
}

/** Nobody asks the members of a source: what was seen of them is what was seen of the card. */
function throughReader(states: readonly MemberState[], health: Health): readonly MemberState[] {
  return states.map((state) => ({ ...state, health: health === 'ok' || health === 'denied' || health === 'stale' ? health : 'unknown' }));
}

function headOf(
  card: ShownCard,
  states: readonly MemberState[],
): Pick<ReportComponent, 'id' | 'kind' | 'name' | 'namespace' | 'version' | 'flavour'> {
  const namespace = onlyOne(states.map((state) => state.found.namespace));
  const flavour = onlyOne(states.map((state) => state.found.flavour));
  const version = versionsOf(states);
  return {
    id: card.id,
    kind: card.kind,
    name: card.title,
    ...(namespace === undefined ? {} : { namespace }),
    ...(version === undefined ? {} : { version }),
    ...(flavour === undefined ? {} : { flavour }),
  };
}

function onlyOne(values: readonly (string | undefined)[]): string | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}

function measuresOf(states: readonly MemberState[]): Pick<ReportComponent, 'ageSeconds' | 'number'> {
  const ageSeconds = oldestAge(states);
  const number = numberOf(states);
  return { ...(ageSeconds === undefined ? {} : { ageSeconds }), ...(number === undefined ? {} : { number }) };
}

function serversOf(apiCard: string, cards: readonly ShownCard[]): string {
  const api = cards.find((card) => card.id === apiCard);
  const servers = api ? cards.filter((card) => serves(card, api)) : [];
  const names = servers.map((card) => [card.title, card.members[0]?.flavour].filter((part) => part !== undefined).join(' '));
  return names.length > 0 ? names.join(', ') : 'nobody that was found';
}
