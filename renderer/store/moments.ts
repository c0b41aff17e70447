import type { Strip } from '../../shared/contract/engine';
import { tellEngine } from '../bridge/enginePort';
import { holdClock } from './clock';
import { useEngine } from './engineStore';
import { useReplay } from './replayStore';

/** Shows what was shown at this time; at or after the newest moment kept, now. */
export function goTo(atMs: number): void {
  const { strip } = useEngine.getState();
  if (strip === undefined) return;
  const newestMs = strip.moments[strip.moments.length - 1];
  if (strip.past && newestMs !== undefined) tellEngine({ type: 'go-to', atMs: Math.min(atMs, newestMs) });
  else tellEngine(isNewest(atMs, strip.moments) ? { type: 'go-live' } : { type: 'go-to', atMs });
}

/** The time strip shows the hour before, or the one after, of which something is kept. */
export function turnStrip(to: 'earlier' | 'later'): void {
  tellEngine({ type: 'turn-strip', to });
}

/** Shows the first moment kept that is not older: what came of a change at this time. */
export function goToAfter(atMs: number): void {
  const first = useEngine.getState().strip?.moments.find((each) => each >= atMs);
  if (first === undefined) goLive();
  else goTo(first);
}

export function goLive(): void {
  tellEngine({ type: 'go-live' });
}

/** To the moment kept before (-1) or after (+1) the one shown; after the newest comes now. */
export function stepMoment(by: -1 | 1): void {
  const { strip, view } = useEngine.getState();
  const atMs = strip && neighbourMoment(strip, view?.at, by);
  if (atMs !== undefined) goTo(atMs);
}

/** The moment before or after; from now (undefined) the last but one is before, for the newest is now; of an hour that is gone it is not. */
export function neighbourMoment(
  { moments, past }: Pick<Strip, 'moments' | 'past'>,
  atMs: number | undefined,
  by: -1 | 1,
): number | undefined {
  if (atMs === undefined) return by < 0 ? moments[moments.length - (past ? 1 : 2)] : undefined;
  return by > 0 ? moments.find((each) => each > atMs) : moments.filter((each) => each < atMs).pop();
}

function isNewest(atMs: number, moments: readonly number[]): boolean {
  return atMs >= (moments[moments.length - 1] ?? Number.NEGATIVE_INFINITY);
}

/** While a kept moment is shown the time on screen is its time, and that of a recording is the moment played; without an engine it goes on. Returns what ends it. */
export function holdTimeOfMoments(): () => void {
  const hold = () => {
    const { view, engine } = useEngine.getState();
    const { replay } = useReplay.getState();
    if (replay?.state === 'seeking') return;
    holdClock(engine.state === 'running' ? (view?.at ?? replay?.nowMs) : undefined);
  };
  const stops = [useEngine.subscribe(hold), useReplay.subscribe(hold)];
  return () => {
    for (const stop of stops) stop();
  };
}
