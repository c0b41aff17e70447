/** Numbers of one axis: one scale for all, and digits enough that no two of them read the same. */
export interface TickTexts {
  /** As they stand beside the axis: "0", "200 MiB", "61.5 k". */
  readonly texts: readonly string[];
  /** What they count, where that does not stand in the texts: "series", "requests/s". Empty otherwise. */
  readonly unit: string;
}

interface Scale {
  readonly by: number;
  /** Behind each number. */
  readonly word: string;
}

const IEC = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;
const SECONDS: readonly Scale[] = [
  { by: 86_400, word: 'd' },
  { by: 3_600, word: 'h' },
  { by: 60, word: 'min' },
  { by: 1, word: 's' },
  { by: 1e-3, word: 'ms' },
  { by: 1e-6, word: 'µs' },
];
const COUNTS: readonly Scale[] = [
  { by: 1e12, word: 'T' },
  { by: 1e9, word: 'G' },
  { by: 1e6, word: 'M' },
  { by: 1e3, word: 'k' },
];
const MOST_DIGITS = 6;
/** From here on powers of ten are shorter than any letter. */
const HUGE = 1e15;

/** Ticks of an axis (ascending, all different), with the unit as shared/model/format.ts takes it. */
export function formatTicks(ticks: readonly number[], unit: string): TickTexts {
  const most = Math.max(...ticks.map(Math.abs), 0);
  const scale = scaleOf(most, unit);
  const word = scale.word === '' ? '' : ` ${scale.word}`;
  const texts = ticks.map((tick) => tick / scale.by);
  const digits = digitsFor(texts);
  return {
    texts: texts.map((value) => (value === 0 ? (isCount(unit) ? '0' : `0${word}`) : `${written(value, digits)}${word}`)),
    unit: isCount(unit) ? unit : '',
  };
}

/** Bytes, times, cores and shares say their unit at each number; all else is counted. */
function isCount(unit: string): boolean {
  return !/^(bytes|B)(\/s)?$|^(seconds|s|ms|milliseconds|cores|ratio|percent|%)$/.test(unit);
}

/** What one of an axis' numbers stands for, and its word: of the highest number's size. */
export function scaleOf(most: number, unit: string): Scale {
  switch (unit) {
    case 'bytes':
    case 'B':
      return bytesScale(most, '');
    case 'bytes/s':
    case 'B/s':
      return bytesScale(most, '/s');
    case 'seconds':
    case 's':
      return secondsScale(most);
    case 'ms':
    case 'milliseconds': {
      const { by, word } = secondsScale(most / 1_000);
      return { by: by * 1_000, word };
    }
    case 'cores':
      return most < 1 ? { by: 1e-3, word: 'm' } : { by: 1, word: 'cores' };
    case 'ratio':
      return { by: 0.01, word: '%' };
    case 'percent':
    case '%':
      return { by: 1, word: '%' };
    default:
      return most >= 1e4 && most < HUGE ? (COUNTS.find(({ by }) => most >= by) ?? { by: 1, word: '' }) : { by: 1, word: '' };
  }
}

function bytesScale(most: number, after: string): Scale {
  const step = Math.min(IEC.length - 1, Math.max(0, Math.floor(Math.log(Math.max(1, most)) / Math.log(1024))));
  return { by: 1024 ** step, word: `${IEC[step] ?? 'B'}${after}` };
}

/** The next larger one only from two of it on: 90 s stay seconds. */
function secondsScale(most: number): Scale {
  if (most === 0) return { by: 1, word: 's' };
  return SECONDS.find(({ by }) => most >= (by > 1 ? 2 * by : by)) ?? { by: 1e-6, word: 'µs' };
}

/** The fewest digits with which all stay apart and none is off by more than a hundredth of a step; undefined: powers of ten must do. */
function digitsFor(values: readonly number[]): number | undefined {
  const step = values.length > 1 ? Math.abs((values[1] ?? 0) - (values[0] ?? 0)) : Math.abs(values[0] ?? 0);
  for (let digits = 0; digits <= MOST_DIGITS; digits++) {
    const off = values.some((value) => Math.abs(Number(value.toFixed(digits)) - value) > step / 100);
    if (!off && new Set(values.map((value) => written(value, digits))).size === values.length) return digits;
  }
  return undefined;
}

function written(value: number, digits: number | undefined): string {
  if (digits === undefined || Math.abs(value) >= HUGE) return Number(value.toPrecision(6)).toExponential().replace('e+', 'e');
  const [whole = '', fraction] = value.toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
