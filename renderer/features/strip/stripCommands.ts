import { turnsOf } from '../../../shared/analysis/history/turns';
import type { Command } from '../../store/commandStore';
import { useEngine } from '../../store/engineStore';
import { goLive, goTo, stepMoment, turnStrip } from '../../store/moments';
import { texts } from '../../texts/catalogue';

const { commands } = texts.strip;

/** Going back and forth in time, for the keys of the window and find. */
export const STRIP_COMMANDS: readonly Command[] = [
  { id: 'moment-before', group: 'looks', words: commands.before, keys: ['['], when: hasMoments, run: () => stepMoment(-1) },
  { id: 'moment-after', group: 'looks', words: commands.after, keys: [']'], when: isHeld, run: () => stepMoment(1) },
  { id: 'newest-change', group: 'looks', words: commands.newest, keys: [], when: () => newestTurnMs() !== undefined, run: toNewestTurn },
  { id: 'hour-before', group: 'looks', words: commands.earlier, keys: [], when: hasEarlier, run: () => turnStrip('earlier') },
  { id: 'hour-after', group: 'looks', words: commands.later, keys: [], when: isPast, run: () => turnStrip('later') },
  { id: 'go-live', group: 'looks', words: commands.live, keys: [], when: isHeld, run: goLive },
];

function hasMoments(): boolean {
  return (useEngine.getState().strip?.moments.length ?? 0) > 1;
}

function isHeld(): boolean {
  return useEngine.getState().view?.at !== undefined;
}

function hasEarlier(): boolean {
  return useEngine.getState().strip?.earlier === true;
}

function isPast(): boolean {
  return useEngine.getState().strip?.past === true;
}

function newestTurnMs(): number | undefined {
  const { strip } = useEngine.getState();
  return strip && turnsOf(strip)[0]?.atMs;
}

function toNewestTurn(): void {
  const atMs = newestTurnMs();
  if (atMs !== undefined) goTo(atMs);
}
