import { NEWLINE, QUOTE } from './bytes';
import type { Columns } from './columns';
import type { Exemplar } from './exposition';
import { Metadata, TYPE } from './metadata';
import { Scanner } from './scanner';
import type { SeriesReader } from './seriesReader';
import type { TargetMemory } from './targetMemory';

/** One scrape being read: the place in the bytes that are at hand, what was found so far. */
export class Document {
  scanner = new Scanner(new Uint8Array(0));
  /** Whether nothing comes after the bytes at hand. */
  last = true;
  lineStart = 0;
  /** Whether the family's name that was read last stands in quotes. */
  private quoted = false;
  /** Whether the metadata line that is read is written as most are: name, one blank, text, newline. */
  spaced = true;
  readonly metadata: Metadata;
  readonly exemplars: Exemplar[] = [];

  /** `before`: what the scrape before said of its families. */
  constructor(
    readonly target: TargetMemory,
    private readonly series: SeriesReader,
    readonly columns: Columns,
    before: Metadata | undefined,
  ) {
    series.begin();
    this.metadata = new Metadata(before);
  }

  /** Whether what the scanner just did may be otherwise once more bytes are there. */
  get provisional(): boolean {
    return this.scanner.starved && !this.last;
  }

  describe(name: number, kind: number, text: number): void {
    if (!this.provisional) this.metadata.add(name, kind, text, this.quoted || !this.spaced);
  }

  /** Whether the line at the scanner's place, which is moved past it, says the same of a family as the scrape before did next. */
  describeAgain(): boolean {
    const { scanner, target } = this;
    const end = this.metadata.again(scanner.view, scanner.at, target.series.names, target.metadata.texts);
    if (end < 0) return false;
    scanner.at = end;
    return true;
  }

  describeHelp(name: number, kind: number, from: number, to: number): boolean {
    const text = this.target.metadata.idOf(this.scanner, from, to);
    if (text < 0) return this.scanner.fail('help text is not valid UTF-8', from);
    this.describe(name, kind, text);
    return true;
  }

  describeType(name: number, from: number, to: number, types: ReadonlySet<string>): boolean {
    const { scanner } = this;
    const text = this.target.metadata.idOf(scanner, from, to);
    if (text < 0 || !types.has(this.target.metadata.string(text)))
      return scanner.fail(`invalid metric type ${JSON.stringify(scanner.text(from, to))}`, from);
    this.describe(name, TYPE, text);
    return true;
  }

  add(series: number, value: number, timestampMs: number): void {
    if (!this.provisional) this.columns.add(series, value, timestampMs, this.lineStart);
  }

  /** Keeps an exemplar of the sample that is added next. */
  exemplify(exemplar: Omit<Exemplar, 'sample'>): void {
    this.exemplars.push({ sample: this.columns.count, ...exemplar });
  }

  /** Back to the line's beginning, as if nothing of it had been read. */
  undoLine(): void {
    this.scanner.at = this.lineStart;
    if (this.exemplars.at(-1)?.sample === this.columns.count) this.exemplars.pop();
  }

  /** The series at the scanner's place, as SeriesReader.read gives it. */
  readSeries(from: number): number {
    return this.series.read(this.scanner, from);
  }

  /** The number of the name after TYPE, HELP or UNIT, as written, without its quotes; -1 where it failed. */
  readFamilyName(keyword: string): number {
    const { scanner } = this;
    const from = scanner.at;
    this.quoted = scanner.code === QUOTE && scanner.skipQuoted(true, false) >= 0;
    if (this.quoted) return this.target.series.names.idOf(scanner.view, from + 1, scanner.at - 1);
    const name = this.series.readName(scanner, from);
    if (name >= 0) return name;
    scanner.expected(`metric name after ${keyword}`);
    return -1;
  }

  /** Moves past the end of the line, or past the end of the text. */
  endLine(): void {
    if (this.scanner.code === NEWLINE) this.scanner.at++;
  }
}
