import type { Input } from './input';

export const TAB: number = 9;
export const NEWLINE: number = 10;
export const SPACE: number = 32;
export const QUOTE: number = 34;
export const HASH: number = 35;
export const COMMA: number = 44;
export const EQUALS: number = 61;
export const BACKSLASH: number = 92;
export const BRACE_OPEN: number = 123;
export const BRACE_CLOSE: number = 125;

const LETTER = 1;
const DIGIT = 2;
const COLON = 4;

const KINDS = new Uint8Array(128);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_') KINDS[letter.charCodeAt(0)] = LETTER;
for (const digit of '0123456789') KINDS[digit.charCodeAt(0)] = DIGIT;
KINDS[':'.charCodeAt(0)] = COLON;

export interface Failure {
  readonly at: number;
  readonly message: string;
}

/** A place in the text that moves forward, and the first thing that was wrong there. Its questions answer false or -1 then. */
export class Scanner {
  at = 0;
  failure: Failure | undefined;

  constructor(readonly input: Input) {}

  /** The character at `at`, as a number; NaN past the end, which equals nothing. */
  get code(): number {
    return this.input.text.charCodeAt(this.at);
  }

  get atEnd(): boolean {
    return this.at >= this.input.text.length;
  }

  skipBlanks(): void {
    const { text } = this.input;
    for (let code = text.charCodeAt(this.at); code === SPACE || code === TAB; code = text.charCodeAt(this.at)) this.at++;
  }

  /** Moves past a metric name; false, without a failure, where none begins. */
  skipMetricName(): boolean {
    return this.skipWord(LETTER | COLON);
  }

  /** Moves past a label name that stands without quotes. */
  skipLabelName(): boolean {
    return this.skipWord(LETTER);
  }

  private skipWord(first: number): boolean {
    const { text } = this.input;
    if (((KINDS[text.charCodeAt(this.at)] ?? 0) & first) === 0) return false;
    const within = first | DIGIT;
    do this.at++;
    while (((KINDS[text.charCodeAt(this.at)] ?? 0) & within) !== 0);
    return true;
  }

  /**
   * Moves past a text in quotes, `at` being the first of them; a backslash takes the character after it along, but no
   * newline. Gives whether there were backslashes, or undefined where the text does not end.
   */
  skipQuoted(newlines: boolean, nulls: boolean): boolean | undefined {
    const { text } = this.input;
    let escapes = false;
    for (let at = this.at + 1; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        this.at = at + 1;
        return escapes;
      }
      if (code === BACKSLASH) {
        escapes = true;
        at++;
        if (text.charCodeAt(at) === NEWLINE) return undefined;
      } else if ((code === NEWLINE && !newlines) || (code === 0 && !nulls)) return undefined;
    }
    return undefined;
  }

  /** Moves past everything up to a blank, a newline or a NUL, in the text format also up to a brace. */
  skipToken(blankTab: boolean): void {
    const { text } = this.input;
    for (; this.at < text.length; this.at++) {
      const code = text.charCodeAt(this.at);
      if (code === SPACE || code === NEWLINE || code === 0) return;
      if (blankTab && (code === TAB || code === BRACE_OPEN)) return;
    }
  }

  /** The end of the line `at` is in: its newline, or the end of the text. */
  lineEnd(): number {
    const end = this.input.text.indexOf('\n', this.at);
    return end < 0 ? this.input.text.length : end;
  }

  fail(message: string, at = this.at): false {
    this.failure ??= { at, message };
    return false;
  }

  /** Fails for something else being expected: names what stands there. */
  expected(what: string, at = this.at): false {
    return this.fail(`expected ${what}, got ${this.tokenAt(at)}`, at);
  }

  private tokenAt(at: number): string {
    const { text } = this.input;
    if (at >= text.length) return 'the end of the text';
    const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (char === '\n') return 'the end of the line';
    if ((KINDS[char.charCodeAt(0)] ?? 0) === 0) return JSON.stringify(char);
    const word = new Scanner(this.input);
    word.at = at;
    while (((KINDS[word.code] ?? 0) & (LETTER | DIGIT | COLON)) !== 0 && word.at < at + 40) word.at++;
    return JSON.stringify(text.slice(at, word.at));
  }
}
