import { CARDS } from '../../../shared/model/architecture';
import type { Discovered } from '../../../shared/model/component';
import { compareText } from './candidate';
import type { Found } from './scene';

const CARD_ORDER: ReadonlyMap<string, number> = new Map(CARDS.map((card, index) => [card.id, index]));

/**
 * Gives every Found its card. The first instance of a kind takes the card of the map, others a card of
 * their own, "prometheus:NS/NAME": corrected first, then by rank, then the oldest, so that the card
 * does not move when a look changes how sure we are. Ordered by card of the map, instance and id.
 */
export function withCards(found: readonly Found[]): readonly Discovered[] {
  const first = firstInstances(found);
  return [...found].sort(compareFound).map(({ found: item, baseCard, instance }) => ({
    ...item,
    card: cardOf(baseCard, instance?.name, first.get(baseCard)),
  }));
}

function cardOf(baseCard: string, instance: string | undefined, first: string | undefined): string {
  // Kinds without a card on the map (parts of Thanos) always have their own.
  const hasCard = CARD_ORDER.has(baseCard);
  return instance === undefined || (hasCard && instance === first) ? baseCard : `${baseCard}:${instance}`;
}

function firstInstances(found: readonly Found[]): ReadonlyMap<string, string> {
  const first = new Map<string, Found>();
  for (const item of found) {
    const known = first.get(item.baseCard);
    if (item.instance && (!known || compareInstance(item, known) < 0)) first.set(item.baseCard, item);
  }
  return new Map([...first].map(([card, item]) => [card, item.instance?.name ?? '']));
}

function compareInstance(a: Found, b: Found): number {
  const corrected = Number(b.found.confidence === 'corrected') - Number(a.found.confidence === 'corrected');
  return (
    corrected ||
    (a.instance?.rank ?? 0) - (b.instance?.rank ?? 0) ||
    (a.instance?.createdMs ?? 0) - (b.instance?.createdMs ?? 0) ||
    compareText(a.instance?.name ?? '', b.instance?.name ?? '')
  );
}

function compareFound(a: Found, b: Found): number {
  return cardIndex(a) - cardIndex(b) || compareText(a.baseCard, b.baseCard) || compareText(a.found.id, b.found.id);
}

function cardIndex(item: Found): number {
  return CARD_ORDER.get(item.baseCard) ?? CARD_ORDER.size;
}
