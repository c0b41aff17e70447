import type { AccessColumn } from '../../../shared/contract/engine';
import { CARDS, HOPS } from '../../../shared/model/architecture';
import type { ComponentKind, Discovered } from '../../../shared/model/component';
import type { Inventory } from '../../../shared/model/inventory';
import type { AccessNeed } from '../../../shared/model/observation';
import { needKey } from '../cluster/accessNeeds';
import type { Subject } from '../cluster/rbac';
import type { LookResult } from '../probers/prober';
import { accessNeedOf } from './accessNeed';
import { type NeededAccess, readerNeeds, serverNeeds, watcherNeeds } from './readerNeeds';

/** Who is asked about: you (no subject of its own), or a component by its service account. */
export interface Asked {
  readonly column: AccessColumn;
  /** undefined: its pods were not seen, so nobody knows which account it runs as. */
  readonly subject?: Subject;
  readonly needs: readonly NeededAccess[];
}

export interface Seen {
  readonly discovered: readonly Discovered[];
  readonly looks: ReadonlyMap<string, LookResult>;
  readonly inventory: Pick<Inventory, 'pods'>;
}

/** More readers than this make no table that can be read. */
const READERS = 4;
/** The HPA controller's account, where the controller manager uses one for each controller (its default in kubeadm). */
const HPA_ACCOUNT: Subject = { kind: 'ServiceAccount', namespace: 'kube-system', name: 'horizontal-pod-autoscaler' };

/** You and the service accounts that matter for a card, a member or a hop ("from>to"). */
export function accessSubjects(id: string, seen: Seen): readonly Asked[] {
  const hopEnds = id.includes('>') ? id.split('>') : undefined;
  const ends = hopEnds ?? [seen.discovered.find((found) => found.id === id)?.card ?? id];
  const bases = ends.map(baseOf);
  const hops = HOPS.filter((hop) =>
    hopEnds === undefined ? bases.includes(hop.from) || bases.includes(hop.to) : hop.from === bases[0] && hop.to === bases[1],
  );
  const endOf = (base: string) => ends.find((end) => baseOf(end) === base) ?? base;
  const readers = hops.flatMap((hop) => [
    { end: endOf(hop.to), needs: readerNeeds(kindOf(hop.to), hop.from) },
    { end: endOf(hop.from), needs: serverNeeds(kindOf(hop.from), hop.to) },
  ]);
  const yours = hopEnds === undefined ? yourNeeds(id, seen) : ends.flatMap((end) => yourNeeds(end, seen));
  return [{ column: { id: 'you', title: 'you' }, needs: unique(yours) }, ...merged(readers, seen).slice(0, READERS)];
}

/** Every component that reads or serves, by its service account, with all that it needs. */
export function everyAccount(seen: Seen): readonly Asked[] {
  const readers = HOPS.flatMap((hop) => [
    { end: hop.to, needs: readerNeeds(kindOf(hop.to), hop.from) },
    { end: hop.from, needs: serverNeeds(kindOf(hop.from), hop.to) },
  ]);
  return merged(readers, seen);
}

function baseOf(card: string): string {
  return card.split(':', 1)[0] ?? card;
}

function kindOf(card: string): ComponentKind {
  return CARDS.find((one) => one.id === baseOf(card))?.kind ?? 'other';
}

/** One column for each account. */
function merged(readers: readonly { readonly end: string; readonly needs: readonly NeededAccess[] }[], seen: Seen): readonly Asked[] {
  const columns = new Map<string, Asked>();
  for (const { end, needs } of readers) {
    if (needs.length === 0) continue;
    for (const found of foundAt(end, seen)) {
      const subject = subjectOf(found, seen);
      const account = subject?.kind === 'ServiceAccount' ? `${subject.namespace}/${subject.name}` : undefined;
      const id = account ?? found.id;
      const before = columns.get(id)?.needs ?? [];
      columns.set(id, {
        column: { id, title: found.title, ...(account === undefined ? {} : { account }) },
        ...(subject ? { subject } : {}),
        needs: unique([...before, ...needs]),
      });
    }
  }
  return [...columns.values()];
}

interface Reader {
  readonly id: string;
  readonly title: string;
  readonly found?: Discovered;
}

/** The components at a card that could be readers: every instance once, the HPA controller though it has no pods. */
function foundAt(card: string, seen: Seen): readonly Reader[] {
  const title = CARDS.find((one) => one.id === baseOf(card))?.title ?? card;
  if (kindOf(card) === 'hpa') return [{ id: 'hpa', title: 'HPA controller' }];
  const instances = seen.discovered.filter((found) => found.card === card || (card === baseOf(card) && baseOf(found.card) === card));
  return instances.map((found) => ({ id: found.id, title: instances.length > 1 ? found.name : title, found }));
}

function subjectOf({ id, found }: Reader, { inventory }: Seen): Subject | undefined {
  if (id === 'hpa') return HPA_ACCOUNT;
  const pod = found && inventory.pods.find((one) => one.namespace === found.namespace && found.pods.includes(one.name));
  return pod && { kind: 'ServiceAccount', namespace: pod.namespace ?? '', name: pod.serviceAccount ?? 'default' };
}

/** What your looks at it need: every request of its members' last looks, and the objects it is seen by. */
function yourNeeds(id: string, seen: Seen): readonly NeededAccess[] {
  const members = seen.discovered.filter((found) => found.card === id || found.id === id);
  const asked = members.flatMap((found) => requestNeeds(seen.looks.get(found.id)));
  const isSource = members.length === 0 && CARDS.find((one) => one.id === id)?.role === 'source';
  return [...asked, ...(isSource ? [] : watcherNeeds(members[0]?.kind ?? kindOf(id)))];
}

function requestNeeds(look: LookResult | undefined): readonly NeededAccess[] {
  return (look?.observations ?? []).flatMap(({ observation }) => {
    const path = observation.request.replace(/^GET /, '');
    const need: AccessNeed | undefined =
      observation.state === 'denied'
        ? observation.missing
        : path.startsWith('/')
          ? accessNeedOf({ route: { via: 'apiserver' }, path })
          : undefined;
    return need === undefined ? [] : [{ need, why: `to ask it (${observation.route})` }];
  });
}

/** The first of each. */
export function unique(needs: readonly NeededAccess[]): readonly NeededAccess[] {
  const known = new Map<string, NeededAccess>();
  for (const each of needs) if (!known.has(needKey(each.need))) known.set(needKey(each.need), each);
  return [...known.values()];
}
