import { select, selectCard, useChoices } from '../../store/choiceStore';
import type { MapModel } from '../../store/mapModel';
import { focusPath, HISTORY_OPENED, isOpened, leavePath, moveCards, toggleOpened, undoMove } from '../../store/mapStore';
import { texts } from '../../texts/catalogue';
import { spokenHop } from '../../ui/hopWords';
import { nextBreak } from './breakList';
import { pathOf } from './flowPath';
import { announce } from './mapAnnounce';
import { focusCard } from './mapFocus';
import { withHalf } from './useMoves';

const words = texts.map;
/** Px of the canvas that Shift and an arrow move a card. */
const STEP = 12;

/** Selects the next place where data stops and gives its card the keyboard. */
export function goToBreak(model: MapModel): void {
  const found = nextBreak(model, useChoices.getState().selection);
  if (found === undefined) {
    announce(words.noBreak);
    return;
  }
  select(found);
  focusCard(found.kind === 'hop' ? found.to : found.card);
}

/** Without a selection there is no path: the map says so. */
export function togglePath(model: MapModel): void {
  if (leavePath()) return;
  const { selection } = useChoices.getState();
  const path = pathOf(selection, model.hops);
  if (path === undefined) {
    announce(words.pathOfWhat);
    return;
  }
  focusPath(selection);
  announce(words.pathShown(nameOfSelection(model), path.cards.size, model.cards.length));
}

function nameOfSelection(model: MapModel): string {
  const { selection } = useChoices.getState();
  if (selection.kind === 'none') return '';
  const id = selection.kind === 'hop' ? selection.from : selection.card;
  return model.cards.find(({ card }) => card.id === id)?.name ?? id;
}

export function toggleHistory(): void {
  toggleOpened(HISTORY_OPENED);
  announce(isOpened(HISTORY_OPENED) ? words.historyShown : words.historyHidden);
}

export function takeBackMove(): void {
  announce(undoMove() ? words.moveUndone : words.nothingToUndo);
}

/** The card one step in the arrow's way: dragging for those who use no mouse. */
export function nudgeCard(id: string, [dx, dy]: readonly [number, number], { cards }: MapModel): void {
  const found = cards.find(({ card }) => card.id === id);
  if (found === undefined) return;
  moveCards(withHalf(id, { x: found.card.x + dx * STEP, y: found.card.y + dy * STEP }));
  announce(words.moved(found.name));
}

/** The hops of the card in turn: out first, then in. */
export function openNextHop(card: string, { hops }: MapModel): void {
  const around = [...hops.filter((hop) => hop.from === card), ...hops.filter((hop) => hop.to === card)];
  const { selection } = useChoices.getState();
  const at = around.findIndex((hop) => selection.kind === 'hop' && selection.from === hop.from && selection.to === hop.to);
  const next = around[(at + 1) % Math.max(1, around.length)];
  if (next === undefined) return;
  select({ kind: 'hop', from: next.from, to: next.to });
  announce(spokenHop(next));
}

export function openCard(card: string): void {
  selectCard(card);
  focusCard(card);
}
