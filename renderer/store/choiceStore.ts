import { create } from 'zustand';

/** What is open in the inspector. A member keeps the card it belongs to. */
export type Selection =
  | { readonly kind: 'none' }
  | { readonly kind: 'card'; readonly card: string }
  | { readonly kind: 'member'; readonly card: string; readonly member: string }
  | { readonly kind: 'hop'; readonly from: string; readonly to: string };

/** What fills the view beside the rail. */
export type Screen =
  | 'map'
  | 'list'
  | 'findings'
  | 'gaps'
  | 'blindSpots'
  | 'trace'
  | 'why'
  | 'workbench'
  | 'access'
  | 'doctors'
  | 'settings'
  | 'clusters';

/** Hops have overview, timing, raw and access; cards all but timing. */
export type Tab = 'overview' | 'charts' | 'metrics' | 'raw' | 'access' | 'history' | 'timing';

/** What the user chose: no facts of the cluster. */
export interface Choices {
  readonly screen: Screen;
  readonly selection: Selection;
  /** What the inspector stays on while other things are selected; undefined: it follows the selection. */
  readonly pinned: Selection | undefined;
  readonly tab: Tab;
  /** Id of the answer shown in the Raw tab. */
  readonly answerId: string | undefined;
  /** The line of that answer that the claim stands on which led there. */
  readonly answerLine: number | undefined;
  readonly inspectorWidth: number;
  /** The family that find led to: what the Metrics tab is searched for at first. */
  readonly familyWanted: string | undefined;
  readonly keysShown: boolean;
  /** The fault lab stands beside whatever screen is shown, where the demo is looked at. */
  readonly labShown: boolean;
  /** Keys of one character without Ctrl do something; off: for those who speak or whose hands shake. */
  readonly singleKeys: boolean;
}

export const INSPECTOR = { min: 320, max: 560 } as const;
/** From this width on the inspector is wide, and open from the start. */
const WIDE_WINDOW = 1600;

export function isWideWindow(): boolean {
  return window.innerWidth >= WIDE_WINDOW;
}

export function usualInspectorWidth(): number {
  return isWideWindow() ? 440 : 360;
}

const NOTHING: Selection = { kind: 'none' };

export const useChoices = create<Choices>(() => ({
  screen: 'map',
  selection: NOTHING,
  pinned: undefined,
  tab: 'overview',
  answerId: undefined,
  answerLine: undefined,
  inspectorWidth: usualInspectorWidth(),
  familyWanted: undefined,
  keysShown: false,
  labShown: false,
  singleKeys: true,
}));

/** Opens something in the inspector; the tab stays, so that cards can be compared. A pinned inspector stays where it is. */
export function select(selection: Selection): void {
  useChoices.setState(({ pinned }) => (pinned === undefined ? { selection, answerId: undefined, answerLine: undefined } : { selection }));
}

/** Opens something from within the inspector: there it goes even when pinned. */
export function inspect(selection: Selection): void {
  useChoices.setState(({ pinned }) => ({ selection, pinned: pinned && selection, answerId: undefined, answerLine: undefined }));
}

/** What the inspector is on. */
export function inspectedOf({ selection, pinned }: Pick<Choices, 'selection' | 'pinned'>): Selection {
  return pinned ?? selection;
}

/** Pins the inspector to what it is on, or lets it follow the selection again. */
export function togglePin(): void {
  useChoices.setState(({ selection, pinned }) =>
    pinned === undefined ? { pinned: selection } : { pinned: undefined, answerId: undefined, answerLine: undefined },
  );
}

export function selectCard(card: string): void {
  select({ kind: 'card', card });
}

export function closeInspector(): void {
  useChoices.setState({ selection: NOTHING, pinned: undefined, answerId: undefined, answerLine: undefined });
}

export function showScreen(screen: Screen): void {
  useChoices.setState({ screen });
}

export function chooseTab(tab: Tab): void {
  useChoices.setState({ tab });
}

/** Shows one kept answer in the Raw tab, at the line that a claim stands on. */
export function showAnswer(answerId: string | undefined, answerLine?: number): void {
  useChoices.setState({ tab: 'raw', answerId, answerLine });
}

/** Opens a component in the inspector at one of its metric families. */
export function showFamily(selection: Selection, familyWanted: string): void {
  inspect(selection);
  useChoices.setState({ tab: 'metrics', familyWanted });
}

export function resizeInspector(width: number): number {
  const inspectorWidth = Math.round(Math.min(INSPECTOR.max, Math.max(INSPECTOR.min, width)));
  useChoices.setState({ inspectorWidth });
  return inspectorWidth;
}

export function showKeys(keysShown: boolean): void {
  useChoices.setState({ keysShown });
}

export function showLab(labShown: boolean): void {
  useChoices.setState({ labShown });
}

export function allowSingleKeys(singleKeys: boolean): void {
  useChoices.setState({ singleKeys });
}

/** The id the engine is asked details of. Of a hop they hold its history of states; its evidence names its answers. */
export function detailsIdOf(selection: Selection): string | null {
  if (selection.kind === 'card') return selection.card;
  if (selection.kind === 'hop') return `${selection.from}>${selection.to}`;
  return selection.kind === 'member' ? selection.member : null;
}
