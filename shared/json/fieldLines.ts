/** A step into JSON: a key of an object, a place in an array, or each of them. */
export type JsonStep = string | number;
export const EACH = '*';

/** A field by the steps that lead to it; with `is` only where its value is this string. */
export interface JsonField {
  readonly path: readonly JsonStep[];
  readonly is?: string;
}

/** The line (from 1) at which each value stands that one of the fields names, in order, the first `most`. The text must be valid JSON. */
export function fieldLines(text: string, fields: readonly JsonField[], most: number): readonly number[] {
  const scan = new Scan(text, most);
  scan.value(fields, 0);
  return scan.found;
}

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Goes through the text once, into those values only that a field may be in. */
class Scan {
  readonly found: number[] = [];
  private at = 0;
  private line = 1;

  constructor(
    private readonly text: string,
    private readonly most: number,
  ) {}

  /** Reads one value; `wanted` are the fields that led here by `depth` steps. */
  value(wanted: readonly JsonField[], depth: number): void {
    this.blanks();
    const here = wanted.filter(({ path }) => path.length === depth);
    const inside = wanted.filter(({ path }) => path.length > depth);
    const [fromAt, fromLine] = [this.at, this.line];
    const code = this.text.charCodeAt(this.at);
    if (inside.length > 0 && code === OPEN_BRACE) this.members(inside, depth);
    else if (inside.length > 0 && code === OPEN_BRACKET) this.elements(inside, depth);
    else this.skip();
    if (here.some(({ is }) => is === undefined || this.text.slice(fromAt, this.at) === JSON.stringify(is))) this.note(fromLine);
  }

  private note(line: number): void {
    if (this.found.length < this.most && this.found[this.found.length - 1] !== line) this.found.push(line);
  }

  private members(wanted: readonly JsonField[], depth: number): void {
    this.at += 1;
    while (this.more(CLOSE_BRACE)) {
      const fromAt = this.at;
      this.string();
      const key = this.text.slice(fromAt + 1, this.at - 1);
      this.blanks();
      this.at += 1;
      this.value(leadingTo(wanted, depth, key), depth + 1);
    }
  }

  private elements(wanted: readonly JsonField[], depth: number): void {
    this.at += 1;
    for (let index = 0; this.more(CLOSE_BRACKET); index++) this.value(leadingTo(wanted, depth, index), depth + 1);
  }

  /** Whether another member or element comes; else the end is read. */
  private more(end: number): boolean {
    this.blanks();
    if (this.at >= this.text.length || this.found.length >= this.most) return false;
    if (this.text.charCodeAt(this.at) !== end) return true;
    this.at += 1;
    return false;
  }

  /** Over blanks, line ends and commas. */
  private blanks(): void {
    for (; this.at < this.text.length; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code === NEWLINE) this.line += 1;
      else if (code > 0x20 && code !== COMMA) return;
    }
  }

  /** Over a whole string. */
  private string(): void {
    for (let end = this.text.indexOf('"', this.at + 1); end !== -1; end = this.text.indexOf('"', end + 1)) {
      let slashes = 0;
      while (this.text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes += 1;
      if (slashes % 2 === 1) continue;
      this.at = end + 1;
      return;
    }
    this.at = this.text.length;
  }

  /** Over a value that no field is in. */
  private skip(): void {
    let depth = 0;
    while (this.at < this.text.length) {
      const code = this.text.charCodeAt(this.at);
      if (code === QUOTE) this.string();
      else if (depth === 0 && (code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET || code <= 0x20)) return;
      else {
        if (code === NEWLINE) this.line += 1;
        if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
        if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth -= 1;
        this.at += 1;
        if (depth > 0) continue;
        if (code === CLOSE_BRACE || code === CLOSE_BRACKET) return;
      }
      if (depth === 0 && code === QUOTE) return;
    }
  }
}

function leadingTo(fields: readonly JsonField[], depth: number, step: JsonStep): readonly JsonField[] {
  return fields.filter(({ path }) => path[depth] === EACH || path[depth] === step);
}
