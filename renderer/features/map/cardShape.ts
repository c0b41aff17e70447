import type { MapCard } from '../../store/mapModel';

/** Source: text only. Upper, lower: halves of the card that two pipelines share. Tall and split hold rows. Past: what is history. */
export type Shape = 'source' | 'plain' | 'upper' | 'lower' | 'tall' | 'split' | 'past';

export function shapeOf({ card }: MapCard): Shape {
  if (card.shown === 'history') return 'past';
  if (card.role === 'source') return 'source';
  if (card.h >= 200) return 'tall';
  if (card.h > 84) return 'split';
  if (card.h < 84) return card.pipeline === 'core' ? 'upper' : 'lower';
  return 'plain';
}

/** Characters that a name may have before it is set smaller. */
const USUAL_NAME = { source: 12, other: 15 } as const;

export function isLongName({ name, card }: MapCard): boolean {
  return name.length > (card.role === 'source' ? USUAL_NAME.source : USUAL_NAME.other);
}
