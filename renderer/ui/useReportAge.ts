import { useClock } from '../store/clock';
import { useEngine } from '../store/engineStore';

/** Whole seconds since the report on screen was made: what every age in it has grown by. */
export function useReportAge(): number {
  const to = useEngine((facts) => facts.view?.report.to);
  return useClock(({ nowMs }) => secondsSince(to, nowMs));
}

/** 0 for a report without a readable time, or from the future. */
export function secondsSince(time: string | undefined, nowMs: number): number {
  const atMs = time === undefined ? Number.NaN : Date.parse(time);
  return Number.isFinite(atMs) ? Math.max(0, Math.round((nowMs - atMs) / 1000)) : 0;
}
