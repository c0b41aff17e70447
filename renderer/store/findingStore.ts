import { create } from 'zustand';
import { inspect, type Selection, select, showAnswer, showScreen, useChoices } from './choiceStore';
import { useEngine } from './engineStore';
import { diagnosedOf } from './findings';

interface OpenFinding {
  /** Key of the cause that is open; null: none; undefined: the user chose nothing, the first is. */
  readonly open: string | null | undefined;
  /** What the panel itself selected on the map: beside that it stays, while anything else opens the inspector. */
  readonly shown: Selection | undefined;
  /** Key of the cause whose head is to get the keyboard. */
  readonly focus: string | undefined;
}

export const useFindings = create<OpenFinding>(() => ({ open: undefined, shown: undefined, focus: undefined }));

export function openFinding(open: string | null): void {
  useFindings.setState({ open });
}

/** Another cluster: nothing is chosen of it. */
export function forgetFindings(): void {
  useFindings.setState({ open: undefined, shown: undefined, focus: undefined });
}

/** Opens the panel, at one cause where it is told which. */
export function showFindings(key?: string): void {
  if (key !== undefined) openFinding(key);
  showScreen('findings');
  useFindings.setState({ shown: useChoices.getState().selection });
}

/** Selects on the map; the panel stays. */
export function pointAt(selection: Selection): void {
  select(selection);
  useFindings.setState({ shown: selection });
}

/** The answer that proves something, in the inspector; the panel is back when it is left. */
export function openProof(selection: Selection, answerId: string, line: number | undefined): void {
  inspect(selection);
  showAnswer(answerId, line);
  useFindings.setState({ shown: selection });
}

/** Whether the panel stands beside the map now. */
export function isPanelShown(
  { screen, selection, answerId }: Pick<ReturnType<typeof useChoices.getState>, 'screen' | 'selection' | 'answerId'>,
  shown: Selection | undefined,
): boolean {
  return screen === 'findings' && answerId === undefined && (selection.kind === 'none' || selection === shown);
}

/** Opens the cause after or before the one that is open, round and round, and gives it the keyboard. */
export function stepFinding(way: 1 | -1): void {
  const { view } = useEngine.getState();
  const { causes, infos } = diagnosedOf(view?.report, view?.places);
  const keys = [...causes, ...infos].map(({ key }) => key);
  const { open } = useFindings.getState();
  const here = useChoices.getState().screen !== 'findings' ? -1 : open === undefined ? 0 : keys.indexOf(open ?? '');
  const next = keys[here === -1 ? (way === 1 ? 0 : keys.length - 1) : (here + way + keys.length) % keys.length];
  if (next === undefined) return;
  showFindings(next);
  useFindings.setState({ focus: next });
}

/** Coming to the screen, what is selected already stays beside the panel. Returns what ends it. */
export function linkFindings(): () => void {
  return useChoices.subscribe((now, before) => {
    if (now.screen === 'findings' && before.screen !== 'findings') useFindings.setState({ shown: now.selection });
  });
}
