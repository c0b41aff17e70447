import { BACKSLASH, BRACE_OPEN, COLON, DIGIT, KINDS, LETTER, NEWLINE, NUL, QUOTE, SPACE, TAB, viewOf } from './bytes';
import { decodeUtf8 } from './utf8';

export interface Failure {
  readonly at: number;
  readonly message: string;
}

/** What a text in quotes holds besides plain letters: bits. */
export const ESCAPES = 1;
export const BEYOND_ASCII = 2;

/** A place in the bytes that moves forward, and the first thing that was wrong there. */
export class Scanner {
  at = 0;
  failure: Failure | undefined;
  /** Something asked for a byte past the end: what was found is only true if nothing more comes. */
  starved = false;
  readonly end: number;
  readonly view: DataView;

  constructor(readonly bytes: Uint8Array) {
    this.end = bytes.length;
    this.view = viewOf(bytes);
  }

  /** The byte at `at`; -1 past the end. */
  get code(): number {
    return this.at < this.end ? (this.bytes[this.at] ?? -1) : this.past();
  }

  get atEnd(): boolean {
    return this.at >= this.end;
  }

  /** -1, and known to be starved. */
  past(): -1 {
    this.starved = true;
    return -1;
  }

  codeAt(at: number): number {
    return at < this.end ? (this.bytes[at] ?? -1) : this.past();
  }

  /** Whether this word stands at `at`. */
  startsWith(word: Uint8Array): boolean {
    for (let i = 0; i < word.length; i++) if (this.codeAt(this.at + i) !== word[i]) return false;
    return true;
  }

  /** Moves past NUL bytes, which Prometheus' lexers pass over in comments, metadata and label values. */
  skipNuls(): void {
    while (this.code === NUL) this.at++;
  }

  /** Moves past this word, NULs between its letters and after it included; false, without having moved, where another stands there. */
  skipKeyword(word: Uint8Array): boolean {
    let at = this.at;
    for (const letter of word) {
      if (this.codeAt(at) !== letter) return false;
      do at++;
      while (this.codeAt(at) === NUL);
    }
    this.at = at;
    return true;
  }

  skipBlanks(): void {
    for (let { code } = this; code === SPACE || code === TAB; { code } = this) this.at++;
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
    const { bytes, end } = this;
    let at = this.at;
    if (at >= end || ((KINDS[bytes[at] ?? 0] ?? 0) & first) === 0) return this.code < 0 && false;
    const within = first | DIGIT;
    do at++;
    while (at < end && ((KINDS[bytes[at] ?? 0] ?? 0) & within) !== 0);
    this.at = at;
    if (at >= end) this.starved = true;
    return true;
  }

  /**
   * Moves past a text in quotes, `at` being the first of them; a backslash takes the byte after it along, but no
   * newline. Gives ESCAPES and BEYOND_ASCII, or -1 where the text does not end. Where NULs may be, they are passed over
   * as the lexer's `next` does: after a backslash and after the closing quote too.
   */
  skipQuoted(newlines: boolean, nulls: boolean): number {
    const { bytes, end } = this;
    let found = 0;
    for (let at = this.at + 1; at < end; at++) {
      const code = bytes[at] ?? 0;
      if (code === QUOTE) {
        this.at = at + 1;
        if (nulls) this.skipNuls();
        return found;
      }
      if (code === BACKSLASH) {
        found |= ESCAPES;
        do at++;
        while (nulls && this.codeAt(at) === NUL);
        const taken = this.codeAt(at);
        if (taken === NEWLINE || taken === NUL) return -1;
        if (taken >= 0x80) found |= BEYOND_ASCII;
      } else if (code >= 0x80) found |= BEYOND_ASCII;
      else if ((code === NEWLINE && !newlines) || (code === NUL && !nulls)) return -1;
    }
    return this.past();
  }

  /** Moves past everything up to a blank, a newline or a NUL, in the text format also up to a brace. */
  skipToken(blankTab: boolean): void {
    for (let { code } = this; code >= 0; { code } = this) {
      if (code === SPACE || code === NEWLINE || code === NUL) return;
      if (blankTab && (code === TAB || code === BRACE_OPEN)) return;
      this.at++;
    }
  }

  /** The end of the line `at` is in: its newline, or the end of the bytes. */
  lineEnd(): number {
    const end = this.bytes.indexOf(NEWLINE, this.at);
    if (end >= 0) return end;
    this.starved = true;
    return this.end;
  }

  text(from: number, to: number): string {
    return decodeUtf8(this.bytes, from, to);
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
    const code = this.codeAt(at);
    if (code < 0) return 'the end of the text';
    if (code === NEWLINE) return 'the end of the line';
    let to = at;
    while (to < at + 40 && this.codeAt(to) > 0 && (KINDS[this.codeAt(to)] ?? 0) !== 0) to++;
    if (to > at) return JSON.stringify(this.text(at, to));
    // Of a longer character all bytes must be there.
    if (code >= 0x80) this.codeAt(at + 3);
    return JSON.stringify(String.fromCodePoint(this.text(at, Math.min(at + 4, this.end)).codePointAt(0) ?? 0));
  }
}
