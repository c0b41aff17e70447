import { create } from 'zustand';
import type { Pipeline } from '../../shared/model/component';
import type { Health } from '../../shared/model/health';
import type { Selection } from './choiceStore';

/** Top left of a card, in px of the canvas at 100 %. */
export interface CardPosition {
  readonly x: number;
  readonly y: number;
}

/** What stays in full colour; an empty list leaves its question open. */
export interface MapFilters {
  /** Names of namespaces; CLUSTER_WIDE for what is in none. */
  readonly namespaces: readonly string[];
  readonly healths: readonly Health[];
  readonly pipelines: readonly Pipeline[];
}

/** What is remembered of the map for each cluster: plain data. */
export interface MapMemory {
  /** Cards that were moved by hand. */
  readonly positions: Readonly<Record<string, CardPosition>>;
  /** Where the user panned and zoomed to; absent: the map is fitted to its room. */
  readonly zoom?: { readonly x: number; readonly y: number; readonly zoom: number };
  readonly filters: MapFilters;
  /** Card ids whose members are listed beside them, and HISTORY_OPENED. */
  readonly opened: readonly string[];
}

export const CLUSTER_WIDE = '';
/** In `opened`: the parts of the official picture that are history are drawn. */
export const HISTORY_OPENED = 'history';
export const NO_FILTERS: MapFilters = { namespaces: [], healths: [], pipelines: [] };
export const NOTHING_REMEMBERED: MapMemory = { positions: {}, filters: NO_FILTERS, opened: [] };

/** `useMapMemory.subscribe` tells whoever keeps it per cluster of every change. */
export const useMapMemory = create<MapMemory>(() => NOTHING_REMEMBERED);

type Positions = MapMemory['positions'];

/** What is of this moment only. */
interface MapMoment {
  /** The path of this card or hop stands out, the rest is faint. */
  readonly path: Selection;
  /** What stands at its lines in place of their rhythm, by their ids: of a trace, what each added. */
  readonly lags?: Readonly<Record<string, string>> | undefined;
  /** Positions before each move, the last move last. */
  readonly before: readonly Positions[];
}

const UNDO_DEPTH = 50;
const NO_MOMENT: MapMoment = { path: { kind: 'none' }, before: [] };

export const useMapMoment = create<MapMoment>(() => NO_MOMENT);

/** Another cluster: what was remembered of it, or nothing. */
export function recallMap(memory: MapMemory = NOTHING_REMEMBERED): void {
  useMapMoment.setState(NO_MOMENT);
  useMapMemory.setState(memory, true);
}

export function moveCards(moved: Positions): void {
  const { positions } = useMapMemory.getState();
  placeAnew({ ...positions, ...moved });
}

/** Every card back to its place; Ctrl-Z undoes this as well. */
export function resetPositions(): void {
  placeAnew({});
}

/** Returns false when there is no move to take back. */
export function undoMove(): boolean {
  const { before } = useMapMoment.getState();
  const last = before[before.length - 1];
  if (last === undefined) return false;
  useMapMoment.setState({ before: before.slice(0, -1) });
  useMapMemory.setState({ positions: last });
  return true;
}

function placeAnew(positions: Positions): void {
  const { positions: now } = useMapMemory.getState();
  useMapMoment.setState(({ before }) => ({ before: [...before.slice(-UNDO_DEPTH + 1), now] }));
  useMapMemory.setState({ positions });
}

export function keepZoom(zoom: MapMemory['zoom']): void {
  useMapMemory.setState({ zoom });
}

export function setFilters(filters: MapFilters): void {
  useMapMemory.setState({ filters });
}

export function isOpened(id: string, { opened }: Pick<MapMemory, 'opened'> = useMapMemory.getState()): boolean {
  return opened.includes(id);
}

/** Opens or closes; of cards one at a time. */
export function toggleOpened(id: string): void {
  useMapMemory.setState(({ opened }) => {
    if (opened.includes(id)) return { opened: opened.filter((other) => other !== id) };
    return { opened: id === HISTORY_OPENED ? [...opened, id] : [...opened.filter((other) => other === HISTORY_OPENED), id] };
  });
}

export function focusPath(path: Selection, lags?: MapMoment['lags']): void {
  useMapMoment.setState({ path, lags });
}

/** Returns false when no path was in focus: Esc then takes back something else. */
export function leavePath(): boolean {
  if (useMapMoment.getState().path.kind === 'none') return false;
  useMapMoment.setState({ path: NO_MOMENT.path, lags: undefined });
  return true;
}
