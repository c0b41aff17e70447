import type { Card } from '../../model/architecture';
import type { ComponentKind, Discovered, Pipeline } from '../../model/component';

/** A card of the map as it stands in this cluster: one of the picture, or a further instance of one. */
export interface ShownCard {
  readonly id: string;
  /** Id of the card of the picture; "other" for kinds that have none. */
  readonly base: string;
  readonly instance: boolean;
  readonly kind: ComponentKind;
  readonly title: string;
  readonly role: Card['role'];
  readonly pipeline: Pipeline;
  readonly members: readonly Discovered[];
}

/** The card of the picture that an instance's card ("prometheus:NS/NAME") belongs to. */
export function baseOf(cardId: string): string {
  const colon = cardId.indexOf(':');
  return colon < 0 ? cardId : cardId.slice(0, colon);
}

/**
 * Cards to show: all that are always part of the picture, those that were found, and further instances
 * behind the card they are of, by id; kinds without a card last. What was never built is not among them.
 */
export function shownCards(cards: readonly Card[], discovered: readonly Discovered[]): readonly ShownCard[] {
  const members = new Map<string, Discovered[]>();
  for (const item of discovered) {
    const list = members.get(item.card);
    if (list) list.push(item);
    else members.set(item.card, [item]);
  }
  const extra = [...members.keys()].filter((id) => !cards.some((card) => card.id === id)).sort();
  const known = cards.flatMap((card) => {
    const own = members.get(card.id) ?? [];
    const shown = card.shown === 'always' || (card.shown === 'found' && own.length > 0);
    const instances = extra.filter((id) => baseOf(id) === card.id).map((id) => instanceOf(id, card, members.get(id) ?? []));
    return [...(shown ? [ofPicture(card, own)] : []), ...instances];
  });
  const others = extra.filter((id) => !cards.some((card) => card.id === baseOf(id)));
  return [...known, ...others.map((id) => withoutCard(id, members.get(id) ?? []))];
}

function ofPicture(card: Card, members: readonly Discovered[]): ShownCard {
  const { id, kind, title, role, pipeline } = card;
  return { id, base: id, instance: false, kind, title, role, pipeline, members };
}

function instanceOf(id: string, card: Card, members: readonly Discovered[]): ShownCard {
  return { ...ofPicture(card, members), id, base: card.id, instance: true, title: members[0]?.name ?? card.title };
}

function withoutCard(id: string, members: readonly Discovered[]): ShownCard {
  const first = members[0];
  return {
    id,
    base: 'other',
    instance: true,
    kind: first?.kind ?? 'other',
    title: first?.name ?? id,
    role: 'collector',
    pipeline: 'monitoring',
    members,
  };
}
