/**
 * The one formatter of numbers: everything on a screen, in a report's text and in an export goes
 * through here, so that a number always has its unit and looks the same everywhere. Pure; the
 * decimal point is a point and thousands are parted by a comma, whatever the locale (as Kubernetes
 * and Prometheus print them).
 */
export interface Quantity {
  readonly value: string;
  /** Empty when the number has none. */
  readonly unit: string;
}

const NO_VALUE = 'no value';
const IEC = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;
const COUNT_STEPS = [
  { at: 1e9, suffix: ' G' },
  { at: 1e6, suffix: ' M' },
  { at: 1e4, suffix: ' k' },
] as const;

/** From here on no letter is shorter than powers of ten; and beyond this no unit says anything (32 EiB, a thousand times the age of the universe). */
const HUGE = 1e15;
const BEYOND_ALL_UNITS = 4e19;

/** "0 B", "812 B", "212.4 MiB". Powers of 1024, as Kubernetes' Mi and Gi. */
export function formatBytes(bytes: number): string {
  return joinQuantity(bytesQuantity(bytes));
}

/** Cores: "1.42 cores", "250 m" under one core (thousandths, as in a Pod's requests), "0 m". */
export function formatCores(cores: number): string {
  return joinQuantity(coresQuantity(cores));
}

/** A stretch of time, two units at most: "0 s", "41 ms", "7 s", "2.4 s" under 10 s when not whole, "10 min 27 s", "3 h 5 min", "61 d". */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return NO_VALUE;
  if (seconds < 0) return `-${formatDuration(-seconds)}`;
  if (seconds === 0) return '0 s';
  if (seconds < 0.001) return '< 1 ms';
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 9.95) return `${trimmed(seconds, 1)} s`;
  return longDuration(Math.round(seconds));
}

/** How long ago something was true, in whole seconds and at most two units: "7 s", "10 min 27 s". An age under zero (a clock that is off) is "0 s". */
export function formatAge(seconds: number): string {
  if (!Number.isFinite(seconds)) return NO_VALUE;
  return longDuration(Math.max(0, Math.round(seconds)));
}

/** An age with one unit, for a card's corner: "7 s", "10 min", "3 h", "2 d". */
export function formatShortAge(seconds: number): string {
  return formatAge(seconds).split(' ').slice(0, 2).join(' ');
}

/** Counts: "0", "4,621", from ten thousand on "61.2 k", "1.2 M". */
export function formatCount(count: number): string {
  if (!Number.isFinite(count)) return NO_VALUE;
  const size = Math.abs(count);
  if (size >= HUGE) return powerOfTen(count);
  for (const step of COUNT_STEPS) if (size >= step.at) return `${trimmed(count / (step.at === 1e4 ? 1e3 : step.at), 1)}${step.suffix}`;
  return grouped(size >= 100 || Number.isInteger(count) ? Math.round(count) : Number(count.toPrecision(3)));
}

/** A share of one: 0.62 is "62 %", 0.004 is "0.4 %". */
export function formatRatio(share: number): string {
  return joinQuantity(ratioQuantity(share));
}

/** "3 of 3", counts as formatCount. */
export function formatOf(some: number, all: number): string {
  return `${formatCount(some)} of ${formatCount(all)}`;
}

/** Clock time of a moment in UTC or, with the zone's offset, in local time: "14:32:07". */
export function formatClock(atMs: number, zoneOffsetMinutes = 0): string {
  if (!Number.isFinite(atMs)) return NO_VALUE;
  return new Date(atMs - zoneOffsetMinutes * 60_000).toISOString().slice(11, 19);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** Day of a moment in UTC or, with the zone's offset, in local time: "21 Nov". */
export function formatDay(atMs: number, zoneOffsetMinutes = 0): string {
  if (!Number.isFinite(atMs)) return NO_VALUE;
  const day = new Date(atMs - zoneOffsetMinutes * 60_000);
  return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()] ?? ''}`;
}

/**
 * Any number of the model with the unit it came with: bytes, cores, seconds, ms, ratio (a share of
 * one), percent (of a hundred), anything "/s"; every other unit is a plural noun and the number a count.
 */
export function formatQuantity(value: number, unit: string): Quantity {
  if (!Number.isFinite(value)) return { value: NO_VALUE, unit: '' };
  if (Math.abs(value) >= BEYOND_ALL_UNITS) return { value: powerOfTen(value), unit };
  switch (unit) {
    case 'bytes':
    case 'B':
      return bytesQuantity(value);
    case 'bytes/s':
    case 'B/s': {
      const quantity = bytesQuantity(value);
      return { value: quantity.value, unit: `${quantity.unit}/s` };
    }
    case 'cores':
      return coresQuantity(value);
    case 'seconds':
    case 's':
      return parted(formatDuration(value));
    case 'ms':
    case 'milliseconds':
      return parted(formatDuration(value / 1000));
    case 'ratio':
      return ratioQuantity(value);
    case 'percent':
    case '%':
      return ratioQuantity(value / 100);
    default:
      return { value: formatCount(value), unit };
  }
}

/** formatQuantity as one text: "212.4 MiB", "34 pods served", "10 min 27 s". */
export function formatValue(value: number, unit: string): string {
  return joinQuantity(formatQuantity(value, unit));
}

/** What is counted stands first in a label: "metrics listed". */
const ONE_OF = /^(alert|metric|node|pod|rule|target)s\b/;

/** A number with what it counts ("23", "pods served"); a unit that the label holds already ("pods") is not said twice, and one is "1 metric listed". */
export function formatLabelled({
  value,
  unit,
  label,
}: {
  value: number;
  unit: string;
  label: string;
}): Quantity & { readonly label: string } {
  const quantity = formatQuantity(value, unit);
  const said = quantity.unit === unit && label.toLowerCase().includes(unit.toLowerCase());
  return { ...quantity, unit: said ? '' : quantity.unit, label: value === 1 ? label.replace(ONE_OF, '$1') : label };
}

/** "1e308", "-2.5e20": what is far beyond what can be meant. */
function powerOfTen(value: number): string {
  return Number(value.toPrecision(3)).toExponential().replace('e+', 'e');
}

function joinQuantity(quantity: Quantity): string {
  return quantity.unit === '' ? quantity.value : `${quantity.value} ${quantity.unit}`;
}

/** "7 s" is value and unit; "10 min 27 s" stays one value, its units stand inside. */
function parted(text: string): Quantity {
  const words = text.split(' ');
  return words.length === 2 ? { value: words[0] ?? '', unit: words[1] ?? '' } : { value: text, unit: '' };
}

function bytesQuantity(bytes: number): Quantity {
  if (!Number.isFinite(bytes)) return { value: NO_VALUE, unit: '' };
  let size = bytes;
  let step = 0;
  while (Math.abs(size) >= 1024 && step < IEC.length - 1) {
    size /= 1024;
    step += 1;
  }
  return { value: step === 0 ? grouped(Math.round(size)) : grouped(Number(size.toFixed(1))), unit: IEC[step] ?? 'B' };
}

function coresQuantity(cores: number): Quantity {
  if (!Number.isFinite(cores)) return { value: NO_VALUE, unit: '' };
  if (Math.abs(cores) < 1) return { value: String(cores === 0 ? 0 : Number((cores * 1000).toPrecision(3))), unit: 'm' };
  return { value: grouped(Number(cores.toFixed(2))), unit: 'cores' };
}

function ratioQuantity(share: number): Quantity {
  if (!Number.isFinite(share)) return { value: NO_VALUE, unit: '' };
  const percent = share * 100;
  return { value: grouped(Math.abs(percent) < 10 ? Number(percent.toFixed(1)) : Math.round(percent)), unit: '%' };
}

function longDuration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return twoUnits(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  if (seconds < 86_400) return twoUnits(Math.floor(seconds / 3600), 'h', Math.floor((seconds % 3600) / 60), 'min');
  return twoUnits(Math.floor(seconds / 86_400), 'd', Math.floor((seconds % 86_400) / 3600), 'h');
}

function twoUnits(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${grouped(big)} ${bigUnit}` : `${grouped(big)} ${bigUnit} ${small} ${smallUnit}`;
}

function trimmed(value: number, digits: number): string {
  return grouped(Number(value.toFixed(digits)));
}

/** Thousands parted by a comma: "1,204.31". */
export function grouped(value: number | string): string {
  const [whole = '', fraction] = String(value).split('.');
  const parts = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? parts : `${parts}.${fraction}`;
}
