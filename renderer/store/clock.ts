import { create } from 'zustand';
import { whenStill } from './motion';

/** The time on screen: ages grow by it. One tick a second for the whole page; it stands while a kept moment is shown. */
export const useClock = create<{ readonly nowMs: number }>(() => ({ nowMs: Date.now() }));

let heldMs: number | undefined;

/** Stands at the time of a kept moment, or goes on (undefined). */
export function holdClock(atMs: number | undefined): void {
  if (heldMs === atMs) return;
  heldMs = atMs;
  tick();
}

/** Starts the tick; returns what stops it. */
export function startClock(): () => void {
  const timer = setInterval(() => whenStill('clock', tick), 1_000);
  return () => clearInterval(timer);
}

function tick(): void {
  useClock.setState({ nowMs: heldMs ?? Date.now() });
}

export function zoneOffsetMinutes(): number {
  return new Date().getTimezoneOffset();
}
