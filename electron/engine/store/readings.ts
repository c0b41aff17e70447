import { answeredFormat } from '../../../shared/exposition/contentType';
import type { ParseError, Reading } from '../../../shared/exposition/exposition';
import { type DropCause, Intake } from '../../../shared/exposition/intake';
import { decodeProtobuf } from '../../../shared/exposition/protobuf';
import { ReadScrape } from '../../../shared/exposition/readScrape';
import { type ExpositionFormat, type Scrape, TargetReader } from '../../../shared/exposition/targetReader';
import { failed, ok, type Result } from '../../../shared/model/result';
import type { PrintedAnswer } from './printed';

/** As much of an answer as its reading needs. */
export interface ExposedAnswer {
  readonly status: number;
  readonly contentType?: string;
  readonly body: Uint8Array;
  readonly printedFrom?: 'protobuf';
  readonly atMs: number;
  readonly request: string;
}

export function exposedIn({ headers, ...answer }: PrintedAnswer): ExposedAnswer {
  return { ...answer, contentType: headers['content-type'] };
}

/** Samples of one scrape that Prometheus would not store, while it takes the others. */
export interface Dropped {
  readonly cause: DropCause;
  readonly samples: number;
  /** Where the first of them stands, from 1. */
  readonly line: number;
}

/** What readers of all targets may hold between scrapes; those that were not used for longest go first. */
const HELD_BYTES = 64 * 1024 * 1024;
/** A reader that remembers this many times the series of its last scrape, and some more, begins anew: names of pods come and go. */
const REMEMBERED = { times: 4, more: 4096 };
const BY_SERVICE = /\/services\/[^/]+\/proxy\//;

interface KeptReader {
  readonly format: ExpositionFormat;
  readonly reader: TargetReader;
  /** The way its answers came, and what was stored of them. */
  readonly way: string;
  readonly intake: Intake;
}

/**
 * Every exposition of the engine is read here, once: who wants it after that gets the same reading, as long as the
 * answer's bytes are kept. A target's reader stays from look to look, and what the last answer said again is only compared.
 */
export class Readings {
  private readonly made = new WeakMap<Uint8Array, Reading>();
  private readonly drops = new WeakMap<Uint8Array, readonly Dropped[]>();
  /** By target, the one used last at the end. */
  private readonly readers = new Map<string, KeptReader>();
  private held = 0;

  constructor(private readonly heldBytes = HELD_BYTES) {}

  /** The answer read in the format that its Content-Type names, as text where it names none. `target`: whose scrape it is, if anybody's. */
  of(answer: ExposedAnswer, target?: string): Reading {
    const known = this.made.get(answer.body);
    if (known !== undefined) return known;
    const reading = this.read(answer, target);
    this.made.set(answer.body, reading);
    return reading;
  }

  /** What Prometheus would drop of a scrape that was read; of others, and of what nobody scrapes, nothing is known. */
  droppedOf({ body }: Pick<ExposedAnswer, 'body'>): readonly Dropped[] {
    return this.drops.get(body) ?? [];
  }

  /** Nothing is remembered of targets that are not in the list. */
  keepOnly(isKept: (target: string) => boolean): void {
    for (const target of [...this.readers.keys()]) if (!isKept(target)) this.drop(target);
  }

  get size(): { readonly readers: number; readonly bytes: number } {
    return { readers: this.readers.size, bytes: this.held };
  }

  private read(answer: ExposedAnswer, target: string | undefined): Reading {
    const format = formatOf(answer);
    if (format === 'protobuf') return notDecoded(answer.body);
    // A page that says what went wrong is no scrape of the target.
    if (target === undefined || answer.status !== 200) return readBy(newReader(format), answer.body);
    const kept = this.readerOf(target, format, answer.request);
    const before = heldBy(kept);
    const reading = readBy(kept.reader, answer.body);
    if (reading.ok) this.drops.set(answer.body, droppedIn(reading.value, kept.intake, answer.atMs));
    this.held += heldBy(kept) - before;
    this.makeRoom(target);
    return reading;
  }

  private readerOf(target: string, format: ExpositionFormat, request: string): KeptReader {
    const known = this.readers.get(target);
    const before = known?.format === format && !known.reader.isOvergrown(REMEMBERED.times, REMEMBERED.more) ? known : undefined;
    this.drop(target);
    const reader = before?.reader ?? newReader(format);
    // Behind a Service stand several, and another way leads to another: only one of them is a target whose times go forward.
    const same = before?.way === request && !BY_SERVICE.test(request);
    const kept = { format, reader, way: request, intake: same ? before.intake : new Intake(reader.catalogue) };
    this.readers.set(target, kept);
    this.held += heldBy(kept);
    return kept;
  }

  private drop(target: string): void {
    const kept = this.readers.get(target);
    if (kept !== undefined) this.held -= heldBy(kept);
    this.readers.delete(target);
  }

  private makeRoom(used: string): void {
    for (const target of this.readers.keys()) {
      if (this.held <= this.heldBytes) return;
      if (target !== used) this.drop(target);
    }
  }
}

function newReader(format: ExpositionFormat): TargetReader {
  return new TargetReader(format, { places: true });
}

function heldBy({ reader, intake }: KeptReader): number {
  return reader.heldBytes + intake.heldBytes;
}

/** A body of no bytes Prometheus takes for a scrape without samples, whatever its type (scrape.scrapeLoop.append). */
function formatOf({ body, contentType, printedFrom }: ExposedAnswer): ExpositionFormat | 'protobuf' {
  if (printedFrom !== undefined || body.length === 0) return 'text';
  const format = answeredFormat(contentType);
  return format === 'unknown' ? 'text' : format;
}

/** What is protobuf is read as its text (`asPrinted`): this was none. */
function notDecoded(body: Uint8Array): Reading {
  const decoded = decodeProtobuf(body);
  const why = decoded.ok ? 'it was not printed' : `family ${decoded.error.family}, byte ${decoded.error.offset}: ${decoded.error.message}`;
  return failed({ line: 1, column: 1, message: `no protobuf that can be read: ${why}` });
}

function droppedIn(scrape: ReadScrape, intake: Intake, atMs: number): readonly Dropped[] {
  const found = new Map<DropCause, { samples: number; first: number }>();
  for (const { sample, cause } of intake.take(scrape.columns, atMs)) {
    const known = found.get(cause);
    if (known) known.samples += 1;
    else found.set(cause, { samples: 1, first: sample });
  }
  return [...found].map(([cause, { samples, first }]) => ({ cause, samples, line: scrape.linesOf([first])[0]?.line ?? 1 }));
}

/** The reader's columns are written over by its next scrape: the reading has its own. */
function readBy(reader: TargetReader, body: Uint8Array): Result<ReadScrape, ParseError> {
  const read = reader.read(body);
  if (!read.ok) return read;
  const places = reader.places?.slice(0, read.value.count);
  return ok(new ReadScrape(body, ownColumns(read.value), reader.catalogue, () => places));
}

function ownColumns({ count, series, values, timestampsMs, families, exemplars }: Scrape): Scrape {
  return {
    count,
    series: series.slice(0, count),
    values: values.slice(0, count),
    timestampsMs: timestampsMs?.slice(0, count),
    families,
    exemplars,
  };
}
