import { showScreen, useChoices } from '../store/choiceStore';

/** Half of a usual window: what 200 % zoom leaves. frame.css folds the rail at the same width. */
const NARROW = '(max-width: 720px)';

/**
 * Where the map cannot be read the list comes first: on the way in, once; who goes back to the map stays there. With room
 * again the map that gave way is back (a window that opens can be narrow for a moment). Returns what ends it.
 */
export function listWhenNarrow(): () => void {
  const narrow = window.matchMedia(NARROW);
  let gaveWay = false;
  const change = () => {
    const { screen } = useChoices.getState();
    if (narrow.matches && screen === 'map') {
      showScreen('list');
      gaveWay = true;
    } else if (!narrow.matches) {
      if (gaveWay && screen === 'list') showScreen('map');
      gaveWay = false;
    }
  };
  // Who chose a screen while it was narrow has it.
  const chosen = useChoices.subscribe(({ screen }) => {
    if (screen !== 'list') gaveWay = false;
  });
  change();
  narrow.addEventListener('change', change);
  return () => {
    narrow.removeEventListener('change', change);
    chosen();
  };
}
