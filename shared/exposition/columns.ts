import { grown, grownSize } from './bytes';

const FIRST = 256;

/** The samples of one scrape in their order: numbers in columns, no object for any of them. */
export class Columns {
  count = 0;
  /** Which series of the memo. */
  series = new Int32Array(FIRST);
  values = new Float64Array(FIRST);
  /** Milliseconds, NaN where a sample has none; undefined while no sample has one. */
  timestampsMs: Float64Array | undefined;
  /** Where the samples' lines begin, if anybody wants to know. */
  places: Int32Array | undefined;

  keepPlaces(): void {
    this.places = new Int32Array(this.values.length);
  }

  clear(): void {
    this.count = 0;
    this.timestampsMs?.fill(Number.NaN);
  }

  /** `timestampMs` is NaN where the sample has none. */
  add(series: number, value: number, timestampMs: number, place: number): void {
    const at = this.count++;
    if (at >= this.values.length) this.growTo(grownSize(this.values.length, this.count));
    this.series[at] = series;
    this.values[at] = value;
    if (this.places !== undefined) this.places[at] = place;
    if (!Number.isNaN(timestampMs)) this.stamps()[at] = timestampMs;
  }

  timestampMs(sample: number): number {
    return this.timestampsMs?.[sample] ?? Number.NaN;
  }

  get heldBytes(): number {
    return this.series.byteLength + this.values.byteLength + (this.timestampsMs?.byteLength ?? 0);
  }

  /** Makes room for so many samples. */
  reserve(samples: number): void {
    if (samples > this.values.length) this.growTo(samples);
  }

  private stamps(): Float64Array {
    this.timestampsMs ??= new Float64Array(this.values.length).fill(Number.NaN);
    return this.timestampsMs;
  }

  private growTo(size: number): void {
    this.series = grown(this.series, new Int32Array(size));
    this.values = grown(this.values, new Float64Array(size));
    if (this.places !== undefined) this.places = grown(this.places, new Int32Array(size));
    if (this.timestampsMs !== undefined) this.timestampsMs = grown(this.timestampsMs, new Float64Array(size).fill(Number.NaN));
  }
}
