/** How far ahead a schedule is looked through: a leap day is at most eight years away, a week's day seven days. */
const searchedDays = 366;

/**
 * The first minute after `from` (seconds since the epoch, UTC) that a five-field cron schedule names;
 * undefined when it names none within a year or is not understood (names of months and days are not).
 */
export function nextSchedule(schedule: string, from: number): number | undefined {
  const [minutes, hours, days, months, weekdays, ...rest] = schedule.trim().split(/\s+/).map(parseField);
  if (!minutes || !hours || !days || !months || !weekdays || rest.length > 0) return undefined;
  const first = new Date(from * 1000);
  for (let day = 0; day <= searchedDays; day += 1) {
    const date = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate() + day));
    if (!months(date.getUTCMonth() + 1) || !days(date.getUTCDate()) || !weekdays(date.getUTCDay())) continue;
    for (let minute = 0; minute < 1440; minute += 1) {
      const at = date.getTime() / 1000 + minute * 60;
      if (at > from && hours(Math.floor(minute / 60)) && minutes(minute % 60)) return at;
    }
  }
  return undefined;
}

type Matches = (value: number) => boolean;

/** "*", "5", "1-5", "*\/15", "0,30". */
function parseField(text: string): Matches | undefined {
  const parts = text.split(',').map(parsePart);
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? (value) => known.some((part) => part(value)) : undefined;
}

function parsePart(text: string): Matches | undefined {
  const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(text);
  if (match === null) return undefined;
  const step = Number(match[3] ?? 1);
  const low = match[1] === undefined ? 0 : Number(match[1]);
  const high = match[1] === undefined || (match[2] === undefined && match[3] !== undefined) ? Infinity : Number(match[2] ?? match[1]);
  return step === 0 ? undefined : (value) => value >= low && value <= high && (value - low) % step === 0;
}
