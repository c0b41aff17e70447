const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * An age as `kubectl get` shows it: "45s", "5m12s", "3h7m", "2d4h", "12d", "3y41d". Two units while the first is
 * small, one after that (k8s.io/apimachinery/pkg/util/duration HumanDuration).
 */
export function humanDuration(ms: number): string {
  const seconds = Math.trunc(ms / 1000);
  if (seconds < -1) return '<invalid>';
  if (seconds < 2 * MINUTE) return `${Math.max(0, seconds)}s`;
  if (seconds < 10 * MINUTE) return two(seconds, MINUTE, 'm', 1, 's');
  if (seconds < 3 * HOUR) return `${Math.trunc(seconds / MINUTE)}m`;
  if (seconds < 8 * HOUR) return two(seconds, HOUR, 'h', MINUTE, 'm');
  if (seconds < 2 * DAY) return `${Math.trunc(seconds / HOUR)}h`;
  if (seconds < 8 * DAY) return two(seconds, DAY, 'd', HOUR, 'h');
  if (seconds < 2 * 365 * DAY) return `${Math.trunc(seconds / DAY)}d`;
  if (seconds < 8 * 365 * DAY) return two(seconds, 365 * DAY, 'y', DAY, 'd');
  return `${Math.trunc(seconds / (365 * DAY))}y`;
}

function two(seconds: number, big: number, bigUnit: string, small: number, smallUnit: string): string {
  const rest = Math.trunc((seconds % big) / small);
  const first = `${Math.trunc(seconds / big)}${bigUnit}`;
  return rest === 0 ? first : `${first}${rest}${smallUnit}`;
}

/** The age of a timestamp ("2026-11-21T13:04:28Z") at a time; "<unknown>" where there is none. */
export function ageOf(timestamp: string | undefined, nowMs: number): string {
  const at = timestamp === undefined ? Number.NaN : Date.parse(timestamp);
  return Number.isNaN(at) ? '<unknown>' : humanDuration(nowMs - at);
}
