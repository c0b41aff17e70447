import { isStale, writeNaN, writeStale } from '../../../../shared/series/stale';

// "Nothing here": a NaN that no text can give.
const ABSENT_LOW = 0x4f50_5343;
const ABSENT_HIGH = 0x7ff4_5f48;

let absences = absent(1024);

function absent(length: number): Float64Array {
  const values = new Float64Array(length);
  const halves = new Uint32Array(values.buffer);
  for (let i = 0; i < halves.length; i += 2) {
    halves[i] = ABSENT_LOW;
    halves[i + 1] = ABSENT_HIGH;
  }
  return values;
}

/** One scrape of one target, or what a later row adds to it: a place for each series the target has. */
export class Row {
  readonly values: Float64Array;
  readonly halves: Uint32Array;
  /** Explicit timestamps of this scrape, each once. */
  readonly ownTimes: number[] = [];
  private readonly places = new Map<number, number>();
  /** By slot: 0 the scrape's own time, else 1 + the place in `ownTimes`. Undefined: no sample has a timestamp of its own. */
  timeOf: Uint16Array | undefined;

  /** `extra`: no scrape of its own, it adds samples with timestamps to one. */
  constructor(
    readonly timeMs: number,
    slots: number,
    readonly extra = false,
  ) {
    if (absences.length < slots) absences = absent(slots * 2);
    this.values = absences.slice(0, slots);
    this.halves = new Uint32Array(this.values.buffer);
  }

  get bytes(): number {
    return this.values.byteLength + (this.timeOf?.byteLength ?? 0) + 8 * this.ownTimes.length + 96;
  }

  has(slot: number): boolean {
    return slot < this.values.length && (this.halves[2 * slot] !== ABSENT_LOW || this.halves[2 * slot + 1] !== ABSENT_HIGH);
  }

  isStale(slot: number): boolean {
    return isStale(this.halves, slot);
  }

  put(slot: number, value: number): void {
    if (Number.isNaN(value)) writeNaN(this.halves, slot);
    else this.values[slot] = value;
  }

  putStale(slot: number): void {
    writeStale(this.halves, slot);
  }

  putTime(slot: number, timeMs: number): void {
    this.timeOf ??= new Uint16Array(this.values.length);
    this.timeOf[slot] = this.placeOf(timeMs) + 1;
  }

  /** When the sample was taken. */
  time(slot: number): number {
    const place = this.timeOf?.[slot] ?? 0;
    return place === 0 ? this.timeMs : (this.ownTimes[place - 1] ?? this.timeMs);
  }

  /** Neighbours are of the same container, whose samples have one timestamp. */
  private placeOf(timeMs: number): number {
    const { ownTimes } = this;
    const last = ownTimes.length - 1;
    if (ownTimes[last] === timeMs) return last;
    const known = this.places.get(timeMs);
    if (known !== undefined) return known;
    this.places.set(timeMs, last + 1);
    return ownTimes.push(timeMs) - 1;
  }
}
