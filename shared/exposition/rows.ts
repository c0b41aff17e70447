/**
 * What was read, as places in the text: names and labels become strings only when someone asks for them. Arrays of
 * numbers, one entry a sample or a label, because an object for each would cost more than the text itself.
 */
export class Rows {
  readonly nameFrom: number[] = [];
  readonly nameTo: number[] = [];
  readonly value: number[] = [];
  /** Milliseconds; NaN where the sample has no timestamp. */
  readonly timestampMs: number[] = [];
  /** Index of the sample's first label; the next sample's is the end. */
  readonly firstLabel: number[] = [];
  readonly labelNameFrom: number[] = [];
  readonly labelNameTo: number[] = [];
  readonly labelValueFrom: number[] = [];
  readonly labelValueTo: number[] = [];
  /** Places of quoted names and values that hold backslashes, by where they begin. */
  readonly escaped = new Set<number>();

  get count(): number {
    return this.value.length;
  }

  get labelCount(): number {
    return this.labelNameFrom.length;
  }

  addLabel(nameFrom: number, nameTo: number, valueFrom: number, valueTo: number): void {
    this.labelNameFrom.push(nameFrom);
    this.labelNameTo.push(nameTo);
    this.labelValueFrom.push(valueFrom);
    this.labelValueTo.push(valueTo);
  }

  addSample(nameFrom: number, nameTo: number, firstLabel: number, value: number, timestampMs: number): void {
    this.nameFrom.push(nameFrom);
    this.nameTo.push(nameTo);
    this.firstLabel.push(firstLabel);
    this.value.push(value);
    this.timestampMs.push(timestampMs);
  }
}
