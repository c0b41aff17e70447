const LABEL_PLACES = 4;
const SAMPLE_PLACES = 3;
const SAMPLE_NUMBERS = 2;
const FIRST_SIZE = 1024;

/** Places of a label, each counted from the beginning of the text. */
export const NAME_FROM = 0;
export const NAME_TO = 1;
export const VALUE_FROM = 2;
export const VALUE_TO = 3;

/**
 * What was read, as places in the text: names and labels become strings only when someone asks for them. Numbers in
 * a few arrays, because an object for each label would cost more than the text itself.
 */
export class Rows {
  count = 0;
  labelCount = 0;
  /** Places where quoted names and values begin that hold backslashes. */
  readonly escaped = new Set<number>();
  private labels = new Int32Array(FIRST_SIZE);
  private samples = new Int32Array(FIRST_SIZE);
  private numbers = new Float64Array(FIRST_SIZE);

  addLabel(nameFrom: number, nameTo: number, valueFrom: number, valueTo: number): void {
    const at = this.labelCount++ * LABEL_PLACES;
    if (at + LABEL_PLACES > this.labels.length) this.labels = grown(this.labels, new Int32Array(this.labels.length * 2));
    this.labels[at] = nameFrom;
    this.labels[at + NAME_TO] = nameTo;
    this.labels[at + VALUE_FROM] = valueFrom;
    this.labels[at + VALUE_TO] = valueTo;
  }

  /** `timestampMs` is NaN where the sample has none. */
  addSample(nameFrom: number, nameTo: number, firstLabel: number, value: number, timestampMs: number): void {
    const at = this.count * SAMPLE_PLACES;
    const number = this.count++ * SAMPLE_NUMBERS;
    if (at + SAMPLE_PLACES > this.samples.length) this.samples = grown(this.samples, new Int32Array(this.samples.length * 2));
    if (number + SAMPLE_NUMBERS > this.numbers.length) this.numbers = grown(this.numbers, new Float64Array(this.numbers.length * 2));
    this.samples[at] = nameFrom;
    this.samples[at + NAME_TO] = nameTo;
    this.samples[at + 2] = firstLabel;
    this.numbers[number] = value;
    this.numbers[number + 1] = timestampMs;
  }

  labelPlace(label: number, place: number): number {
    return this.labels[label * LABEL_PLACES + place] ?? 0;
  }

  namePlace(sample: number, place: number): number {
    return this.samples[sample * SAMPLE_PLACES + place] ?? 0;
  }

  /** The sample's first label; the next sample's is the end of them. */
  firstLabel(sample: number): number {
    return sample < this.count ? (this.samples[sample * SAMPLE_PLACES + 2] ?? 0) : this.labelCount;
  }

  value(sample: number): number {
    return this.numbers[sample * SAMPLE_NUMBERS] ?? Number.NaN;
  }

  timestampMs(sample: number): number {
    return this.numbers[sample * SAMPLE_NUMBERS + 1] ?? Number.NaN;
  }
}

function grown<T extends Int32Array | Float64Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
