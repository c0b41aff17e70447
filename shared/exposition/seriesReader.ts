import { BRACE_OPEN, grown, grownSize, KINDS } from './bytes';
import { LabelSetReader, type LabelSyntax } from './labelSet';
import type { Scanner } from './scanner';
import { NO_LABELS, type SeriesMemo } from './seriesMemo';

const NONE = -1;

/** Reads the series that begin the lines of a target's scrapes, guessing first which it may be: bytes are compared faster than read. */
export class SeriesReader {
  private readonly labels: LabelSetReader;
  private before = NONE;
  private name = NONE;
  private set = NO_LABELS;
  /** Of each set, the one that followed it last plus 1: families often show the same sets in the same order. */
  private followers = new Int32Array(64);

  constructor(
    private readonly memo: SeriesMemo,
    private readonly syntax: LabelSyntax,
  ) {
    this.labels = new LabelSetReader(memo, syntax);
  }

  /** Before a scrape. */
  begin(): void {
    this.before = NONE;
    this.name = NONE;
    this.set = NO_LABELS;
  }

  get heldBytes(): number {
    return this.followers.byteLength;
  }

  /**
   * Reads `name`, `name{...}` or `{"name",...}`; the value comes next. Gives the series' number in the memo, -1 where it
   * failed. `from` is where the name begins, for a line that starts with blanks the line itself: Prometheus' text
   * parser takes them into the name.
   */
  read(scanner: Scanner, from: number): number {
    const { memo } = this;
    const guess = memo.expected(this.before);
    const end = guess < 0 ? NONE : memo.endOf(guess, scanner.view, from);
    if (end >= 0) {
      scanner.at = end;
      this.before = guess;
      return guess;
    }
    const series = this.lex(scanner, from);
    if (series < 0) return NONE;
    memo.expectAfter(this.before, series);
    if (guess >= 0 && memo.expected(series) < 0) memo.expectAfter(series, guess);
    this.before = series;
    return series;
  }

  /**
   * The number of the metric's name at the scanner's place, which is moved past it; -1, without a failure, where none
   * begins. The name read last is tried first: it is the same more often than not.
   */
  readName(scanner: Scanner, from: number): number {
    const { names } = this.memo;
    if (this.name >= 0) {
      const end = from + names.lengthOf(this.name);
      if (end > scanner.at && end < scanner.end && KINDS[scanner.bytes[end] ?? 0] === 0 && names.is(this.name, scanner.view, from)) {
        scanner.at = end;
        return this.name;
      }
    }
    if (!scanner.skipMetricName()) return NONE;
    this.name = names.idOf(scanner.view, from, scanner.at);
    return this.name;
  }

  private lex(scanner: Scanner, from: number): number {
    const { memo } = this;
    const name = this.readName(scanner, from);
    const named = name >= 0;
    if (!named && scanner.code !== BRACE_OPEN) {
      scanner.expected('a valid start token');
      return NONE;
    }
    const nameTo = named ? scanner.at : from;
    if (named && this.syntax.loose) scanner.skipBlanks();
    if (scanner.code !== BRACE_OPEN) return memo.seriesOf(name, NO_LABELS);
    const set = this.lexSet(scanner, nameTo, named);
    return set < 0 ? NONE : memo.seriesOf(named ? name : memo.emptyName, set);
  }

  private lexSet(scanner: Scanner, from: number, named: boolean): number {
    const { memo } = this;
    const guess = (this.followers[this.set] ?? 0) - 1;
    const end = guess < 0 || !named ? NONE : memo.setEndOf(guess, scanner.view, from);
    scanner.at = end < 0 ? scanner.at + 1 : end;
    const set = end < 0 ? this.labels.read(scanner, from, named) : guess;
    if (set >= 0 && named) this.follow(set);
    return set;
  }

  /** Sets with a name in them are left out: they must not be guessed where a name stands before the braces. */
  private follow(set: number): void {
    if (this.set >= this.followers.length)
      this.followers = grown(this.followers, new Int32Array(grownSize(this.followers.length, this.set + 1)));
    this.followers[this.set] = set + 1;
    this.set = set;
  }
}
