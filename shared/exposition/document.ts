import { BRACE_OPEN, NEWLINE, QUOTE } from './bytes';
import type { Columns } from './columns';
import type { Exemplar, Family } from './exposition';
import { LabelSetReader, type LabelSyntax } from './labelSet';
import { Scanner } from './scanner';
import { NO_LABELS, type SeriesMemo } from './seriesMemo';
import { isUtf8 } from './utf8';

/** One scrape being read: the place in the bytes that are at hand, what was found so far. */
export class Document {
  scanner = new Scanner(new Uint8Array(0));
  /** Whether nothing comes after the bytes at hand. */
  last = true;
  lineStart = 0;
  readonly families = new Map<string, Family>();
  readonly exemplars: Exemplar[] = [];
  private readonly labels: LabelSetReader;
  private before = -1;

  constructor(
    readonly memo: SeriesMemo,
    private readonly syntax: LabelSyntax,
    readonly columns: Columns,
  ) {
    this.labels = new LabelSetReader(memo, syntax);
  }

  /** Whether what the scanner just did may be otherwise once more bytes are there. */
  get provisional(): boolean {
    return this.scanner.starved && !this.last;
  }

  /** Later lines win, as in Prometheus' metadata. */
  describe(name: string, fields: Family): void {
    if (!this.provisional) this.families.set(name, { ...this.families.get(name), ...fields });
  }

  add(series: number, value: number, timestampMs: number): void {
    if (!this.provisional) this.columns.add(series, value, timestampMs, this.lineStart);
  }

  /** Keeps an exemplar of the sample that is added next. */
  exemplify(exemplar: Omit<Exemplar, 'sample'>): void {
    this.exemplars.push({ sample: this.columns.count, ...exemplar });
  }

  /**
   * Reads `name`, `name{...}` or `{"name",...}`; the value comes next. Gives the series' number in the memo, -1 where it
   * failed. `from` is where the name begins, for a line that starts with blanks the line itself: Prometheus' text
   * parser takes them into the name.
   */
  readSeries(from: number): number {
    const guess = this.memo.expected(this.before);
    const end = guess < 0 ? -1 : this.memo.endOf(guess, this.scanner.view, from);
    if (end >= 0) {
      this.scanner.at = end;
      this.before = guess;
      return guess;
    }
    const series = this.lexSeries(from);
    if (series < 0) return -1;
    this.memo.expectAfter(this.before, series);
    if (guess >= 0 && this.memo.expected(series) < 0) this.memo.expectAfter(series, guess);
    this.before = series;
    return series;
  }

  private lexSeries(from: number): number {
    const { scanner, memo } = this;
    const lineStart = scanner.at;
    const named = scanner.skipMetricName();
    const nameTo = named ? scanner.at : from;
    if (!named && scanner.code !== BRACE_OPEN) {
      scanner.expected('a valid start token', lineStart);
      return -1;
    }
    if (named && this.syntax.loose) scanner.skipBlanks();
    let set = NO_LABELS;
    if (scanner.code === BRACE_OPEN) {
      scanner.at++;
      set = this.labels.read(scanner, nameTo, named);
      if (set < 0) return -1;
    }
    return memo.seriesOf(named ? memo.names.idOf(scanner.view, from, nameTo) : memo.emptyName, set);
  }

  /** The name after TYPE, HELP or UNIT, as written, without its quotes; undefined where it failed. */
  readFamilyName(keyword: string): string | undefined {
    const { scanner } = this;
    const from = scanner.at;
    if (scanner.code === QUOTE && scanner.skipQuoted(true, false) >= 0) return scanner.text(from + 1, scanner.at - 1);
    if (scanner.skipMetricName()) return scanner.text(from, scanner.at);
    scanner.expected(`metric name after ${keyword}`);
    return undefined;
  }

  checkHelp(from: number, to: number): boolean {
    return isUtf8(this.scanner.bytes, from, to) || this.scanner.fail('help text is not valid UTF-8', from);
  }

  /** Moves past the end of the line, or past the end of the text. */
  endLine(): void {
    if (this.scanner.code === NEWLINE) this.scanner.at++;
  }
}
