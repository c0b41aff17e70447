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

/**
 * Reads what the demo itself writes between braces: name="value",name="value". The scraper's own reader does the same,
 * for any text there may be, and costs a hundred times as much for one label set.
 */
function readLabels(text: string): Values {
  const labels: Record<string, string> = {};
  for (let at = 0; at < text.length; ) {
    const equals = text.indexOf('="', at);
    const end = endOfValue(text, equals + 2);
    if (equals < 0 || end < 0) throw new Error(`the labels {${text}} of a sample of the demo cannot be read`);
    labels[text.slice(at, equals)] = unescaped(text.slice(equals + 2, end));
    at = end + 2;
  }
  return labels;
}

/** The quote that ends the value; -1 where there is none. */
function endOfValue(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at;
  }
  return -1;
}

const BACKSLASH = 92;
const QUOTE = 34;

function unescaped(value: string): string {
  return value.includes('\\') ? value.replace(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter)) : value;
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
