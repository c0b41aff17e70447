import { togglePause } from '../features/frame/TitleBar';
import { focusCard, useMapFocus } from '../features/map/mapFocus';
import { closeInspector, showAnswer, showKeys, useChoices } from '../store/choiceStore';

/** Keys of the whole window; single letters and Space count only where no text is written. Returns what ends it. */
export function listenToKeys(): () => void {
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') {
    undoOne();
    return;
  }
  if (isWriting(event.target)) return;
  if (event.key === ' ' && !isPressable(event.target)) {
    togglePause();
    event.preventDefault();
  }
  if (event.key === '?') showKeys(true);
}

/** Esc takes back one thing: the raw answer, then the selection, and the map has the keyboard again. */
function undoOne(): void {
  const { keysShown, answerId, selection } = useChoices.getState();
  if (keysShown) {
    showKeys(false);
  } else if (answerId !== undefined) {
    showAnswer(undefined);
  } else if (selection.kind !== 'none') {
    closeInspector();
    focusCard(useMapFocus.getState().card);
  }
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}

/** Space presses a button or opens a summary; on a card it pauses, Enter opens. */
function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && ['BUTTON', 'SUMMARY', 'A'].includes(target.tagName);
}
