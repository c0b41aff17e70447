import { formatClock, formatDuration } from '../../../shared/model/format';
import { zoneOffsetMinutes } from '../../store/clock';

/** "14:08:00". */
export function clockText(atMs: number): string {
  return formatClock(atMs, zoneOffsetMinutes());
}

/** On the axis: seconds only where the stretch is short. */
export function axisText(atMs: number, lengthMs: number): string {
  return lengthMs < 900_000 ? clockText(atMs) : clockText(atMs).slice(0, 5);
}

/** "3 m 15 s": as narrow as its column. */
export function shortLength(ms: number): string {
  return ms <= 0 ? '' : formatDuration(Math.round(ms / 1_000)).replace(' min', ' m');
}

export function lengthText(ms: number): string {
  return formatDuration(Math.round(ms / 1_000));
}
