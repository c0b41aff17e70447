import { showScreen, useChoices } from '../store/choiceStore';

/** Half of a usual window: what 200 % zoom leaves. frame.css folds the rail at the same width. */
const NARROW = '(max-width: 720px)';

/** Where the map cannot be read the list comes first: on the way in, once; who goes back to the map stays there. Returns what ends it. */
export function listWhenNarrow(): () => void {
  const narrow = window.matchMedia(NARROW);
  const change = () => {
    if (narrow.matches && useChoices.getState().screen === 'map') showScreen('list');
  };
  change();
  narrow.addEventListener('change', change);
  return () => narrow.removeEventListener('change', change);
}
