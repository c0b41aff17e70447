import { parseExposition } from '../../../shared/exposition/parse';
import { labelPairs } from './goNumber';

type Values = Readonly<Record<string, string>>;

/** The labels of a series, both ways: as they stand between the braces of a line, and as reading them gives. */
export interface LabelSet {
  readonly text: string;
  /** The same object each time: what finds a series again without its text (Listener.samplesOf). */
  readonly labels: Values;
}

/** Known as text; read when someone asks. */
export class TextLabels implements LabelSet {
  private values: Values | undefined;

  constructor(readonly text: string) {}

  get labels(): Values {
    this.values ??= readLabels(this.text);
    return this.values;
  }
}

/** Known as values; printed when someone asks. */
export class ValueLabels implements LabelSet {
  constructor(readonly labels: Values) {}

  get text(): string {
    return labelPairs(this.labels);
  }
}

function readLabels(text: string): Values {
  const read = parseExposition(`x{${text}} 0\n`, 'text');
  if (!read.ok) throw new Error(`the labels {${text}} of a sample of the demo cannot be read: ${read.error.message}`);
  for (const sample of read.value.samples()) return sample.labels;
  return {};
}

/** Beyond this many the memory begins anew: pods of a CronJob come with new names each time. */
const KNOWN_AT_MOST = 100_000;
const known = new Map<string, TextLabels>();

/** The same object for the same text. */
export function labelsOfText(text: string): TextLabels {
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size >= KNOWN_AT_MOST) known.clear();
  const made = new TextLabels(text);
  known.set(text, made);
  return made;
}
