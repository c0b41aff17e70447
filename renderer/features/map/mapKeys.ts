import type { KeyboardEvent } from 'react';
import { selectCard, showScreen, useChoices } from '../../store/choiceStore';
import type { MapModel } from '../../store/mapModel';
import { toggleOpened } from '../../store/mapStore';
import { nudgeCard, openNextHop, takeBackMove } from './mapActions';
import type { MapCommands } from './mapCommands';
import { cardElement, focusCard, useMapFocus } from './mapFocus';
import { type Arrow, neighbour } from './neighbour';

const ARROWS: Readonly<Record<Arrow, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Keys of the map; where a list or a form is open on it, that has them. */
export function onMapKey(event: KeyboardEvent, model: MapModel, commands: MapCommands): void {
  if (event.defaultPrevented || isWriting(event.target)) return;
  const done = event.ctrlKey || event.metaKey ? onControlKey(event) : !event.altKey && onPlainKey(event, model, commands);
  if (done) event.preventDefault();
}

function onControlKey(event: KeyboardEvent): boolean {
  if (event.key.toLowerCase() !== 'z' || event.shiftKey) return false;
  takeBackMove();
  return true;
}

function onPlainKey(event: KeyboardEvent, model: MapModel, commands: MapCommands): boolean {
  if (isArrow(event.key)) return onArrow(event.key, event.shiftKey, model);
  const { card } = useMapFocus.getState();
  const act = actionOf(event.key.toLowerCase(), card, model, commands);
  act?.();
  return act !== undefined;
}

function actionOf(key: string, card: string, model: MapModel, commands: MapCommands): (() => void) | undefined {
  switch (key) {
    case 'enter':
      return document.activeElement === cardElement(card) ? () => selectCard(card) : undefined;
    case 'e':
      return () => openNextHop(card, model);
    case 'm':
      return hasMembers(card, model) ? () => toggleOpened(card) : undefined;
    case 'b':
      return commands.toBreak;
    case 'p':
      return commands.togglePath;
    case 'h':
      return commands.toggleHistory;
    case 'f':
      return commands.toggleFilter;
    case 'l':
      return () => showScreen('list');
    case '+':
    case '=':
      return commands.zoomIn;
    case '-':
      return commands.zoomOut;
    case '0':
      return commands.fit;
    default:
      return undefined;
  }
}

function hasMembers(id: string, { cards }: MapModel): boolean {
  return (cards.find(({ card }) => card.id === id)?.found?.members?.total ?? 0) > 1;
}

/** Along the flow, or with Shift the card itself one step. From a hop that is open: to the card at its end. */
function onArrow(arrow: Arrow, shift: boolean, model: MapModel): boolean {
  const { card } = useMapFocus.getState();
  if (shift) {
    nudgeCard(card, ARROWS[arrow], model);
    return true;
  }
  const next = endOfOpenHop(arrow, card) ?? neighbour(card, arrow, new Map(model.cards.map((one) => [one.card.id, one.card])), model.hops);
  if (next !== undefined) focusCard(next);
  return true;
}

function endOfOpenHop(arrow: Arrow, card: string): string | undefined {
  const { selection } = useChoices.getState();
  if (selection.kind !== 'hop') return undefined;
  if (arrow === 'ArrowRight' && selection.from === card) return selection.to;
  return arrow === 'ArrowLeft' && selection.to === card ? selection.from : undefined;
}

function isArrow(key: string): key is Arrow {
  return Object.hasOwn(ARROWS, key);
}

function isWriting(target: EventTarget): boolean {
  return target instanceof HTMLElement && ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}
