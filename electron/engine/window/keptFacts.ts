import type { Health } from '../../../shared/model/health';

/** Facts of one member: label and value. Their proofs are answers, which are soon gone; those of changes are kept with the changes. */
export type KeptFacts = readonly (readonly [label: string, value: string])[];

interface FactLook {
  readonly judgement: { readonly health: Health; readonly facts?: readonly { readonly label: string; readonly value: string }[] };
}

/** Of a kind with no more members than this the facts of all are kept, of one with more those of so many that are not ok. */
const MEMBERS_KEPT = 5;

/** What is kept of all facts for one moment: member id -> facts. So few that a moment of 5,000 nodes costs as much as one of 3. */
export function keptFacts(looks: ReadonlyMap<string, FactLook>): Readonly<Record<string, KeptFacts>> {
  const kinds = new Map<string, (readonly [string, FactLook])[]>();
  for (const one of looks) {
    const kind = one[0].split('/', 1)[0] ?? '';
    const members = kinds.get(kind) ?? [];
    if (members.length === 0) kinds.set(kind, members);
    members.push(one);
  }
  return Object.fromEntries([...kinds.values()].flatMap(someOf).map(([id, { judgement }]) => [id, factsOf(judgement)]));
}

function someOf(members: readonly (readonly [string, FactLook])[]): readonly (readonly [string, FactLook])[] {
  if (members.length <= MEMBERS_KEPT) return members;
  return members.filter(([, { judgement }]) => judgement.health !== 'ok').slice(0, MEMBERS_KEPT);
}

function factsOf({ facts = [] }: FactLook['judgement']): KeptFacts {
  return facts.map(({ label, value }) => [label, value]);
}
