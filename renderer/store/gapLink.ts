import { tellEngine } from '../bridge/enginePort';
import { useChoices } from './choiceStore';
import { gapsIntent, useGaps } from './gapStore';

const OFF = JSON.stringify({ type: 'gaps-off' });
let told = OFF;

/** Tells the engine which gaps to read, while their view is open; `always` after a new engine came up. */
export function tellGaps(always = false): void {
  const intent = useChoices.getState().screen === 'gaps' ? gapsIntent(useGaps.getState()) : ({ type: 'gaps-off' } as const);
  const now = JSON.stringify(intent);
  if (now === told && !(always && now !== OFF)) return;
  told = now;
  tellEngine(intent);
}

/** Keeps the engine told. Returns what ends it. */
export function linkGaps(): () => void {
  const stops = [useGaps.subscribe(() => tellGaps()), useChoices.subscribe(() => tellGaps())];
  return () => {
    for (const stop of stops) stop();
  };
}
