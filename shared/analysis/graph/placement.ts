import { CARDS, type Card } from '../../model/architecture';
import type { ComponentKind } from '../../model/component';
import { baseOf } from './shownCard';

/** Where a card stands on the canvas (px at 100 %), and in which column. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly column: Column;
}

export const COLUMNS = ['sources', 'agents', 'collectors', 'apis', 'consumers'] as const;
export type Column = (typeof COLUMNS)[number];

/** Left edges of the columns and the rows' pitch (design, screens 3.1). */
const COLUMN_X: readonly number[] = [18, 242, 506, 770, 1034];
const PITCH = 108;
const FIRST_FREE_ROW = 620;
const SIZE = { w: 164, h: 84 } as const;

const BY_ID: ReadonlyMap<string, Card> = new Map(CARDS.map((card) => [card.id, card]));

/**
 * Positions by card id: cards of the picture at theirs, further instances below the last row that the
 * picture ever uses in their column, by id. A card that comes later moves none of the picture's.
 */
export function placeCards(components: readonly { readonly id: string; readonly kind: ComponentKind }[]): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const below = new Map<Column, number>();
  for (const { id } of components) {
    const card = BY_ID.get(id);
    if (card) places.set(id, { x: card.x, y: card.y, w: card.w, h: card.h, column: columnAt(card.x) });
  }
  const further = components.map((component) => component.id).filter((id) => !places.has(id));
  for (const id of [...further].sort()) {
    const base = BY_ID.get(baseOf(id));
    const column = base ? columnAt(base.x) : 'collectors';
    const y = below.get(column) ?? firstFreeRow(column);
    below.set(column, y + PITCH);
    places.set(id, {
      x: COLUMN_X[COLUMNS.indexOf(column)] ?? 0,
      y,
      ...(base?.role === 'source' ? { w: base.w, h: base.h } : SIZE),
      column,
    });
  }
  return places;
}

function columnAt(x: number): Column {
  return COLUMNS[COLUMN_X.indexOf(x)] ?? 'collectors';
}

function firstFreeRow(column: Column): number {
  const rows = CARDS.filter((card) => columnAt(card.x) === column).map((card) => card.y);
  return rows.includes(FIRST_FREE_ROW) ? FIRST_FREE_ROW + PITCH : FIRST_FREE_ROW;
}
