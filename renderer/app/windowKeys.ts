import { focusCard, useMapFocus } from '../features/map/mapFocus';
import { showAbout, useAbout } from '../store/aboutStore';
import { leaveZoom } from '../store/chartChoice';
import { closeInspector, showAnswer, showKeys, showLab, useChoices } from '../store/choiceStore';
import { type Command, isAvailable, useCommands } from '../store/commandStore';
import { showFind, useFinding } from '../store/findStore';
import { closeGlossary, useGlossary } from '../store/glossaryStore';
import { leavePath } from '../store/mapStore';
import { closePreview, useRecording } from '../store/recordingStore';
import { showExports, useSaving } from '../store/saving';
import { leaveWalkthrough } from '../store/walkthroughStore';
import { focusNextRegion } from './regions';

/** Keys of the whole window, by the commands that are offered. Returns what ends it. */
export function listenToKeys(): () => void {
  window.addEventListener('keydown', holdSingleKeys, { capture: true });
  window.addEventListener('keydown', onKey);
  return () => {
    window.removeEventListener('keydown', holdSingleKeys, { capture: true });
    window.removeEventListener('keydown', onKey);
  };
}

/** Switched off, no part of the window hears keys of one character; Space is none, it presses buttons. */
function holdSingleKeys(event: KeyboardEvent): void {
  const { singleKeys } = useChoices.getState();
  if (!singleKeys && isSingleKey(event) && !isWriting(event.target)) event.stopPropagation();
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey) return;
  const dialog =
    useChoices.getState().keysShown ||
    useFinding.getState().shown ||
    useSaving.getState().shown ||
    useAbout.getState().shown ||
    useGlossary.getState().term !== undefined;
  if (event.key === 'Escape') {
    if (!isInPopover(event.target)) undoOne();
    return;
  }
  if (event.key === 'F6' && event.shiftKey && !dialog) {
    focusNextRegion(-1);
    event.preventDefault();
    return;
  }
  const command = commandFor(event);
  if (command?.run === undefined || !isAvailable(command)) return;
  if (dialog && !event.ctrlKey && !event.metaKey) return;
  command.run();
  event.preventDefault();
}

/**
 * The command of a key, where that key means a command: not while text is written, not where Space presses something. Of several the
 * one that can be run now and was offered last: the part that came on the screen last is what the user looks at.
 */
function commandFor(event: KeyboardEvent): Command | undefined {
  if ((event.key.length === 1 && !event.ctrlKey && !event.metaKey && isWriting(event.target)) || pressesSomething(event)) return undefined;
  const name = keyName(event);
  const meant = useCommands.getState().commands.filter(({ keys, run }) => run !== undefined && keys.includes(name));
  return meant.filter(isAvailable).at(-1) ?? meant[0];
}

/** As commands name keys: letters small whatever Shift and Caps Lock do, Ctrl and Cmd alike; F keys with Shift are others. */
function keyName(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const shifted = key === '=' ? '+' : event.shiftKey && /^F\d+$/.test(key) ? `Shift+${key}` : key;
  return event.ctrlKey || event.metaKey ? `Ctrl+${key}` : shifted;
}

function isSingleKey(event: KeyboardEvent): boolean {
  return event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
}

/** Esc takes back one thing: an open dialog, the fault lab, the raw answer, the path, a chart's zoom, the selection (the map has the keyboard again), then the walkthrough. */
function undoOne(): void {
  const { keysShown, labShown, answerId, selection, tab } = useChoices.getState();
  if (keysShown) {
    showKeys(false);
  } else if (useFinding.getState().shown) {
    showFind(false);
  } else if (useSaving.getState().shown) {
    showExports(false);
  } else if (useRecording.getState().preview !== undefined) {
    closePreview();
  } else if (useAbout.getState().shown) {
    showAbout(false);
  } else if (useGlossary.getState().term !== undefined) {
    closeGlossary();
  } else if (labShown) {
    showLab(false);
  } else if (answerId !== undefined) {
    showAnswer(undefined);
  } else if (leavePath() || (tab === 'charts' && leaveZoom())) {
    return;
  } else if (selection.kind === 'none') {
    leaveWalkthrough();
  } else {
    closeInspector();
    focusCard(useMapFocus.getState().card);
  }
}

function isWriting(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement && target.type === 'range') return false;
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}

/** Space presses a button or opens a summary; on a card it pauses, Enter opens. */
function pressesSomething({ key, target }: KeyboardEvent): boolean {
  return key === ' ' && target instanceof HTMLElement && ['BUTTON', 'SUMMARY', 'A'].includes(target.tagName);
}

/** A menu or popover closes itself. */
function isInPopover(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('.mantine-Popover-dropdown, .mantine-Menu-dropdown, .mantine-Combobox-dropdown') !== null
  );
}
