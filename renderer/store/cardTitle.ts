import { CARDS } from '../../shared/model/architecture';

/** A card's title; for one of a kind, the name it was found under. */
export function titleOf(id: string, name?: string): string {
  return CARDS.find((card) => card.id === id)?.title ?? name ?? id;
}
