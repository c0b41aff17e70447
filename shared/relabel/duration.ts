import { failed, ok, type Result } from '../model/result';

const UNITS_MS = { y: 31_536_000_000, w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;
const DURATION = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
// Go keeps durations as 64 bit nanoseconds.
const LONGEST_MS = 9_223_372_036_854;

type Unit = keyof typeof UNITS_MS;
const UNITS: readonly Unit[] = ['y', 'w', 'd', 'h', 'm', 's', 'ms'];

/** Prometheus' durations ("1h30m", "15s", "0"), in milliseconds; the error is a sentence. */
export function parseDuration(text: string): Result<number, string> {
  if (text === '') return failed('empty duration string');
  if (text === '0') return ok(0);
  const parts = DURATION.exec(text);
  if (parts === null) return failed(`not a valid duration string: ${JSON.stringify(text)}`);
  const total = UNITS.reduce((sum, unit, i) => sum + Number(parts[i + 1] ?? 0) * UNITS_MS[unit], 0);
  return total > LONGEST_MS ? failed('duration out of range') : ok(total);
}

/** As Prometheus prints them: years and weeks only where nothing is left over, so 90 s is "1m30s" and 10 d is "10d". */
export function printDuration(ms: number): string {
  if (ms === 0) return '0s';
  let left = ms;
  let text = '';
  for (const unit of UNITS) {
    const size = UNITS_MS[unit];
    if ((unit === 'y' || unit === 'w') && left % size !== 0) continue;
    const count = Math.floor(left / size);
    if (count > 0) text += `${count}${unit}`;
    left -= count * size;
  }
  return text;
}
