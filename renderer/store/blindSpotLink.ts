import { tellEngine } from '../bridge/enginePort';
import { useBlindSpots } from './blindSpotStore';
import { useChoices } from './choiceStore';

let told = 'null';

/** Tells the engine what the screen shows when that changed; `always` after a new engine came up. */
export function tellBlindSpots(always = false): void {
  const facts = useBlindSpots.getState();
  const open = useChoices.getState().screen === 'blindSpots';
  const shown = open ? { search: facts.search, uid: facts.chosen ?? null } : null;
  const now = JSON.stringify(shown);
  if (now === told && !(always && open)) return;
  told = now;
  tellEngine({ type: 'blind-spots', shown });
}

/** Keeps the engine told. Returns what ends it. */
export function linkBlindSpots(): () => void {
  const stops = [useBlindSpots.subscribe(() => tellBlindSpots()), useChoices.subscribe(() => tellBlindSpots())];
  return () => {
    for (const stop of stops) stop();
  };
}
