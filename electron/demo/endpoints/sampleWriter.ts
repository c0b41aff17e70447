import { type Exposition, type Family, parseExposition, type Sample } from '../../../shared/exposition/parse';
import { goNumber } from './goNumber';
import { type LabelSet, labelsOfText } from './labelSets';

/** HELP and TYPE of a family. */
export interface FamilyHead {
  readonly name: string;
  readonly text: string;
}

/**
 * Takes what an endpoint exposes, in its order: printed, or as samples without their text. Both come from the same
 * calls, so that they tell the same.
 */
export interface SampleWriter {
  /** False: samples of that name need not be made, only counted. */
  wants(name: string): boolean;
  family(head: FamilyHead): void;
  sample(name: string, labels: LabelSet | undefined, value: number, timestampMs?: number): void;
  /** A sample whose value and time are reckoned when they are read: what a Prometheus drops by its labels is not. */
  deferred(name: string, labels: LabelSet, value: () => number, timestampMs: () => number): void;
  /** Whole lines without timestamps, each with its end. */
  lines(name: string, text: string): void;
  /** So many samples that are not wanted. */
  leaveOut(count: number): void;
}

/** The exposition as text. */
export class TextWriter implements SampleWriter {
  text = '';

  wants(): boolean {
    return true;
  }

  family(head: FamilyHead): void {
    this.text += head.text;
  }

  sample(name: string, labels: LabelSet | undefined, value: number, timestampMs?: number): void {
    const start = labels === undefined || labels.text === '' ? name : `${name}{${labels.text}}`;
    this.text += timestampMs === undefined ? `${start} ${goNumber(value)}\n` : `${start} ${goNumber(value)} ${timestampMs}\n`;
  }

  deferred(name: string, labels: LabelSet, value: () => number, timestampMs: () => number): void {
    this.sample(name, labels, value(), timestampMs());
  }

  lines(_name: string, text: string): void {
    this.text += text;
  }

  leaveOut(): void {}
}

const NO_LABELS: Readonly<Record<string, string>> = {};

/** The exposition as reading the text would give it. */
export class SampleList implements SampleWriter, Exposition {
  sampleCount = 0;
  private readonly list: Sample[] = [];

  constructor(
    readonly families: ReadonlyMap<string, Family>,
    private readonly wanted: ((name: string) => boolean) | undefined,
  ) {}

  samples(): Iterable<Sample> {
    return this.list;
  }

  wants(name: string): boolean {
    return this.wanted === undefined || this.wanted(name);
  }

  family(): void {}

  sample(name: string, labels: LabelSet | undefined, given: number, timestampMs?: number): void {
    this.sampleCount++;
    if (!this.wants(name)) return;
    // Printed and read, -0 is 0.
    const value = given + 0;
    const read = labels === undefined ? NO_LABELS : labels.labels;
    this.list.push(timestampMs === undefined ? { name, labels: read, value } : { name, labels: read, value, timestampMs });
  }

  deferred(name: string, labels: LabelSet, value: () => number, timestampMs: () => number): void {
    this.sampleCount++;
    if (this.wants(name)) this.list.push(new DeferredSample(name, labels.labels, value, timestampMs));
  }

  /** Samples that exist already. */
  add(samples: readonly Sample[]): void {
    this.sampleCount += samples.length;
    for (const sample of samples) if (this.wants(sample.name)) this.list.push(sample);
  }

  lines(name: string, text: string): void {
    for (let from = 0; from < text.length; ) {
      const end = text.indexOf('\n', from);
      if (this.wants(name)) this.line(text.slice(from, end));
      else this.sampleCount++;
      from = end + 1;
    }
  }

  private line(line: string): void {
    const at = line.lastIndexOf(' ');
    const brace = line.indexOf('{');
    const name = brace < 0 ? line.slice(0, at) : line.slice(0, brace);
    const labels = brace < 0 ? undefined : labelsOfText(line.slice(brace + 1, at - 1));
    this.sample(name, labels, exposedNumber(line.slice(at + 1)));
  }

  leaveOut(count: number): void {
    this.sampleCount += count;
  }
}

class DeferredSample implements Sample {
  constructor(
    readonly name: string,
    readonly labels: Record<string, string>,
    private readonly readValue: () => number,
    private readonly readTime: () => number,
  ) {}

  get value(): number {
    return this.readValue() + 0;
  }

  get timestampMs(): number {
    return this.readTime();
  }
}

/** A value as Go's writers print it. */
export function exposedNumber(text: string): number {
  if (text === '+Inf') return Number.POSITIVE_INFINITY;
  return text === '-Inf' ? Number.NEGATIVE_INFINITY : Number(text);
}

/** What reading the heads alone gives: types and helps do not depend on the samples. */
export function familiesOf(heads: readonly FamilyHead[]): ReadonlyMap<string, Family> {
  const read = parseExposition(heads.map((head) => head.text).join(''), 'text');
  if (!read.ok) throw new Error(`the heads of an endpoint of the demo cannot be read: ${read.error.message}`);
  return read.value.families;
}
