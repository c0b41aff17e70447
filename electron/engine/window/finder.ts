import { bestMatches, rankOf, wordsOf } from '../../../shared/analysis/find/match';
import { type FindIntent, type Found, type FoundFamily, type FoundMember, MATCHES_SENT } from '../../../shared/contract/find';
import type { Discovered } from '../../../shared/model/component';
import type { Clock } from '../clock';
import { type FamiliesSeen, FamilyIndex, type IndexedFamily } from '../session/familyIndex';

/** Between two pieces of reading: others get their answers. */
const PAUSE_MS = 5;

/** Looks through members, nodes and metric families for the window: thousands of each stay here, some matches are sent. */
export class Finder {
  private readonly index = new FamilyIndex();
  private latest: FindIntent | undefined;
  private reading = false;

  constructor(
    private readonly seen: () => FamiliesSeen,
    private readonly clock: Clock,
    private readonly send: (found: Found) => void,
  ) {}

  /** Answers at once with what is known; again when expositions that were still to be read have been. */
  find(intent: FindIntent): void {
    this.latest = intent;
    if (this.reading) {
      this.answer(true);
      return;
    }
    const left = this.index.readMore(this.seen(), this.clock.now());
    this.answer(left);
    if (left) void this.readOn();
  }

  private async readOn(): Promise<void> {
    this.reading = true;
    do await this.clock.sleep(PAUSE_MS);
    while (this.index.readMore(this.seen(), this.clock.now()));
    this.reading = false;
    this.answer(false);
  }

  private answer(reading: boolean): void {
    if (this.latest !== undefined) this.send(search(this.latest, this.seen(), this.index.families(), reading));
  }
}

function search({ query, scope }: FindIntent, seen: FamiliesSeen, indexed: readonly IndexedFamily[], reading: boolean): Found {
  const words = wordsOf(query);
  const asked = words.length > 0 || scope !== 'all';
  const limit = scope === 'all' ? MATCHES_SENT.all : MATCHES_SENT.alone;
  const members = asked && scope === 'all' ? membersMatching(words, seen, limit) : NONE;
  const nodes = asked && scope !== 'metrics' ? nodesMatching(words, seen, limit) : NONE;
  const families = asked && scope !== 'nodes' ? familiesMatching(words, indexed, limit) : NONE;
  return {
    type: 'found',
    query,
    scope,
    members: members.best.map((found) => toMember(found, seen)),
    nodes: nodes.best.map((found) => toMember(found, seen)),
    families: toFamilies(families.best, seen),
    more: {
      members: members.matched - members.best.length,
      nodes: nodes.matched - nodes.best.length,
      families: families.matched - families.best.length,
    },
    reading,
  };
}

const NONE = { best: [], matched: 0 } as const;

/** Members of cards with several: the only one of a card is its card. A kubelet is found by its node. */
function membersMatching(words: readonly string[], { discovered }: FamiliesSeen, limit: number) {
  const sizes = new Map<string, number>();
  for (const { card } of discovered) sizes.set(card, (sizes.get(card) ?? 0) + 1);
  const several = discovered.filter(({ card, kind }) => (sizes.get(card) ?? 0) > 1 && kind !== 'kubelet');
  return bestMatches(several, limit, (found) => rankOf(words, found.name, `${found.namespace ?? ''} ${found.kind}`), nameOf);
}

function nodesMatching(words: readonly string[], { discovered }: FamiliesSeen, limit: number) {
  const kubelets = discovered.filter(({ kind }) => kind === 'kubelet');
  return bestMatches(kubelets, limit, (found) => rankOf(words, nodeOf(found), 'node'), nodeOf);
}

function familiesMatching(words: readonly string[], indexed: readonly IndexedFamily[], limit: number) {
  return bestMatches(
    indexed,
    limit,
    (family) => rankOf(words, family.name, [...family.owners.keys()].slice(0, 3).join(' ')),
    ({ name }) => name,
  );
}

function nameOf({ name }: Discovered): string {
  return name;
}

function nodeOf({ node, name }: Discovered): string {
  return node ?? name;
}

function toMember(found: Discovered, { looks }: FamiliesSeen): FoundMember {
  const { id, card, kind, name, namespace, node } = found;
  return { id, card, kind, name, namespace, node, health: looks.get(id)?.judgement.health ?? 'unknown' };
}

function toFamilies(families: readonly IndexedFamily[], seen: FamiliesSeen): FoundFamily[] {
  const byId = new Map(seen.discovered.map((found) => [found.id, found]));
  return families.flatMap(({ name, type, owners }) => {
    const [first] = owners;
    const owner = first && byId.get(first[0]);
    if (first === undefined || owner === undefined) return [];
    return [{ name, type, owner: toMember(owner, seen), others: owners.size - 1, series: first[1] }];
  });
}
