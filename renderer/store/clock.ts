import { create } from 'zustand';

/** The time on screen: ages grow by it. One tick a second for the whole page. */
export const useClock = create<{ readonly nowMs: number }>(() => ({ nowMs: Date.now() }));

/** Starts the tick; returns what stops it. */
export function startClock(): () => void {
  const timer = setInterval(() => useClock.setState({ nowMs: Date.now() }), 1_000);
  return () => clearInterval(timer);
}

export function zoneOffsetMinutes(): number {
  return new Date().getTimezoneOffset();
}
