import type { Selection } from '../../store/choiceStore';
import type { MapModel } from '../../store/mapModel';

type Break = Extract<Selection, { kind: 'hop' | 'card' }>;

/** Where data stops, along the flow (by column, then from the top): cut hops, and broken cards that no broken hop tells of. One for each cause. */
export function breaksOf({ cards, hops }: MapModel): readonly Break[] {
  const placeOf = new Map(cards.map(({ card }) => [card.id, card]));
  const told = new Set(hops.flatMap((hop) => (hop.role === 'cut' ? [hop.from, hop.to] : hop.role === 'follows' ? [hop.to] : [])));
  const breaks: Break[] = [
    ...hops.filter((hop) => hop.role === 'cut').map(({ from, to }) => ({ kind: 'hop' as const, from, to })),
    ...cards
      .filter(({ card, state }) => state === 'broken' && card.role !== 'source' && !told.has(card.id))
      .map(({ card }) => ({ kind: 'card' as const, card: card.id })),
  ];
  const at = (one: Break) => placeOf.get(one.kind === 'hop' ? one.from : one.card) ?? { x: 0, y: 0 };
  return breaks.sort((a, b) => at(a).x - at(b).x || at(a).y - at(b).y);
}

/** The break after the one that is selected, the first after the last. */
export function nextBreak(model: MapModel, selection: Selection): Break | undefined {
  const breaks = breaksOf(model);
  const here = breaks.findIndex((one) => isSame(one, selection));
  return breaks[(here + 1) % Math.max(1, breaks.length)];
}

function isSame(one: Break, other: Selection): boolean {
  if (one.kind === 'card') return other.kind === 'card' && other.card === one.card;
  return other.kind === 'hop' && other.from === one.from && other.to === one.to;
}
