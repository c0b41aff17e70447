import { assertNever, failed, ok, type Result } from '../model/result';
import { NEWLINE } from './bytes';
import type { Catalogue } from './catalogue';
import { Columns } from './columns';
import { Document } from './document';
import type { Exemplar, Family, ParseError, SampleColumns } from './exposition';
import type { Metadata } from './metadata';
import { failUnended, OPENMETRICS_SYNTAX, readOpenMetricsLine } from './openMetrics';
import { readTextLine, TEXT_SYNTAX } from './prometheusText';
import { Scanner } from './scanner';
import { SeriesReader } from './seriesReader';
import { TargetMemory } from './targetMemory';
import { decodeUtf8 } from './utf8';

/** Between what lines take with a few labels and with many (kube-state-metrics 160, cAdvisor 310). */
const BYTES_A_SAMPLE = 256;

export type ExpositionFormat = 'text' | 'openmetrics';

/** One scrape that was read whole. Its columns are the reader's and hold only until the next scrape is read; its series keep their numbers in all of them. */
export interface Scrape extends SampleColumns {
  /** Made anew on each call, but not its texts. */
  readonly families: () => ReadonlyMap<string, Family>;
  readonly exemplars: readonly Exemplar[];
}

/**
 * Reads the scrapes of one target, as bytes, whole or in chunks: begin, write, write, end. Series keep their numbers
 * from scrape to scrape, and a scrape that looks like the one before costs little more than looking at its bytes.
 * A text that fails yields nothing; the next one starts afresh.
 */
export class TargetReader {
  private readonly memory = new TargetMemory();
  private readonly columns = new Columns();
  private readonly series: SeriesReader;
  private document: Document;
  /** What the last chunk ended in the midst of, and the chunks since. */
  private rest: Uint8Array[] = [];
  private restSize = 0;
  /** Size from which on the rest is looked at again: it doubles, so that a line without end costs no square of its length. */
  private wanted = 0;
  private ended = false;
  /** Lines in the chunks before. */
  private lines = 0;
  /** Characters in the chunks before of the line that they end in: NULs, which belong to what was read before them. */
  private passed = 0;
  private failure: ParseError | undefined;

  /** `places`: where each sample's line begins is kept, for those who want to quote it. */
  constructor(
    private readonly format: ExpositionFormat,
    { places = false }: { readonly places?: boolean } = {},
  ) {
    if (places) this.columns.keepPlaces();
    this.series = new SeriesReader(this.memory.series, format === 'text' ? TEXT_SYNTAX : OPENMETRICS_SYNTAX);
    this.document = this.newDocument(undefined);
  }

  read(bytes: Uint8Array): Result<Scrape, ParseError> {
    this.begin();
    this.take(bytes, true);
    return this.result();
  }

  begin(): void {
    this.columns.clear();
    this.document = this.newDocument(this.document.metadata);
    this.forgetRest();
    this.wanted = 0;
    this.lines = 0;
    this.passed = 0;
    this.ended = false;
    this.failure = undefined;
  }

  /** Reads what can be read; the chunk may be overwritten afterwards. False: no more is wanted, the text has failed. */
  write(chunk: Uint8Array): boolean {
    if (this.ended) return this.failure === undefined;
    if (this.restSize + chunk.length < this.wanted) this.keep(chunk.slice());
    else this.take(joined([...this.rest, chunk]), false);
    return this.failure === undefined;
  }

  end(): Result<Scrape, ParseError> {
    this.take(joined(this.rest), true);
    return this.result();
  }

  /** What the series are called. */
  get catalogue(): Catalogue {
    return this.memory.catalogue;
  }

  /** Where the lines of the samples begin; they are whole only for a text that was read in one go. */
  get places(): Int32Array | undefined {
    return this.columns.places;
  }

  /** Bytes it holds between scrapes. */
  get heldBytes(): number {
    return this.memory.heldBytes + this.columns.heldBytes + this.series.heldBytes;
  }

  /** Whether it remembers more than `times` the series of its last scrape and `more`. */
  isOvergrown(times: number, more: number): boolean {
    return this.memory.series.seriesCount > times * this.columns.count + more;
  }

  private newDocument(before: Metadata | undefined): Document {
    return new Document(this.memory, this.series, this.columns, before);
  }

  private result(): Result<Scrape, ParseError> {
    if (this.failure !== undefined) return failed(this.failure);
    const { columns, metadata, exemplars } = this.document;
    const { count, series, values, timestampsMs } = columns;
    const { catalogue, metadata: texts } = this.memory;
    const families = () => metadata.families((name) => catalogue.nameText(name), texts);
    return ok({ count, series, values, timestampsMs, families, exemplars });
  }

  private take(bytes: Uint8Array, last: boolean): void {
    if (this.ended) return;
    if (this.memory.series.seriesCount === 0) this.reserve(bytes.length);
    const { document } = this;
    const scanner = new Scanner(bytes);
    document.scanner = scanner;
    document.last = last;
    this.readLines();
    if (scanner.failure !== undefined) this.failure = this.errorOf(scanner);
    if (last || this.ended) return;
    this.passed = this.charactersBefore(bytes, scanner.at);
    this.lines += newlinesIn(bytes, 0, scanner.at);
    this.forgetRest();
    this.keep(bytes.slice(scanner.at));
    this.wanted = this.restSize * 2;
  }

  /** Room for what so many bytes will hold, rather too little: what is missing is made when it is needed. */
  private reserve(bytes: number): void {
    const samples = Math.floor(bytes / BYTES_A_SAMPLE);
    this.columns.reserve(samples);
    this.memory.series.reserve(samples);
  }

  private keep(part: Uint8Array): void {
    this.rest.push(part);
    this.restSize += part.length;
  }

  private forgetRest(): void {
    this.rest = [];
    this.restSize = 0;
  }

  private readLines(): void {
    const { document } = this;
    const { scanner } = document;
    const readLine = lineReader(this.format);
    while (!scanner.atEnd) {
      document.lineStart = scanner.at;
      const more = readLine(document);
      if (document.provisional) {
        document.undoLine();
        scanner.failure = undefined;
        return;
      }
      if (more) continue;
      this.ended = true;
      return;
    }
    if (document.last && this.format === 'openmetrics') failUnended(document);
  }

  private errorOf({ bytes, failure }: Scanner): ParseError | undefined {
    if (failure === undefined) return undefined;
    const line = this.lines + newlinesIn(bytes, 0, failure.at) + 1;
    return { line, column: this.charactersBefore(bytes, failure.at) + 1, message: failure.message };
  }

  /** Of the line that `at` stands in. */
  private charactersBefore(bytes: Uint8Array, at: number): number {
    const newline = at === 0 ? -1 : bytes.lastIndexOf(NEWLINE, at - 1);
    return decodeUtf8(bytes, newline + 1, at).length + (newline < 0 ? this.passed : 0);
  }
}

function lineReader(format: ExpositionFormat): (document: Document) => boolean {
  switch (format) {
    case 'text':
      return readTextLine;
    case 'openmetrics':
      return readOpenMetricsLine;
    default:
      return assertNever(format);
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function newlinesIn(bytes: Uint8Array, from: number, to: number): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE, from); at >= 0 && at < to; at = bytes.indexOf(NEWLINE, at + 1)) lines++;
  return lines;
}
