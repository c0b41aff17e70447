import { answeredFormat } from '../../../shared/exposition/contentType';
import type { Reading } from '../../../shared/exposition/exposition';
import { ReadScrape } from '../../../shared/exposition/readScrape';
import { type ExpositionFormat, type Scrape, TargetReader } from '../../../shared/exposition/targetReader';
import { ok } from '../../../shared/model/result';
import type { PortAnswer } from '../cluster/port';

/** As much of an answer as its reading needs. */
export interface ExposedAnswer {
  readonly status: number;
  readonly contentType?: string;
  readonly body: Uint8Array;
}

export function exposedIn({ status, headers, body }: PortAnswer): ExposedAnswer {
  return { status, contentType: headers['content-type'], body };
}

/** What readers of all targets may hold between scrapes; those that were not used for longest go first. */
const HELD_BYTES = 64 * 1024 * 1024;
/** A reader that remembers this many times the series of its last scrape, and some more, begins anew: names of pods come and go. */
const REMEMBERED = { times: 4, more: 4096 };

interface KeptReader {
  readonly format: ExpositionFormat;
  readonly reader: TargetReader;
}

/**
 * Every exposition of the engine is read here, once: who wants it after that gets the same reading, as long as the
 * answer's bytes are kept. A target's reader stays from look to look, and what the last answer said again is only compared.
 */
export class Readings {
  private readonly made = new WeakMap<Uint8Array, Reading>();
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

  /** Nothing is remembered of targets that are not in the list. */
  keepOnly(isKept: (target: string) => boolean): void {
    for (const target of [...this.readers.keys()]) if (!isKept(target)) this.drop(target);
  }

  get size(): { readonly readers: number; readonly bytes: number } {
    return { readers: this.readers.size, bytes: this.held };
  }

  private read({ status, contentType, body }: ExposedAnswer, target: string | undefined): Reading {
    const format = answeredFormat(contentType) === 'openmetrics' ? 'openmetrics' : 'text';
    // A page that says what went wrong is no scrape of the target.
    if (target === undefined || status !== 200) return readBy(newReader(format), body);
    const kept = this.readerOf(target, format);
    const before = kept.reader.heldBytes;
    const reading = readBy(kept.reader, body);
    this.held += kept.reader.heldBytes - before;
    this.makeRoom(target);
    return reading;
  }

  private readerOf(target: string, format: ExpositionFormat): KeptReader {
    const known = this.readers.get(target);
    if (known?.format === format && !known.reader.isOvergrown(REMEMBERED.times, REMEMBERED.more)) {
      this.readers.delete(target);
      this.readers.set(target, known);
      return known;
    }
    this.drop(target);
    const made = { format, reader: newReader(format) };
    this.readers.set(target, made);
    this.held += made.reader.heldBytes;
    return made;
  }

  private drop(target: string): void {
    this.held -= this.readers.get(target)?.reader.heldBytes ?? 0;
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

/** The reader's columns are written over by its next scrape: the reading has its own. */
function readBy(reader: TargetReader, body: Uint8Array): Reading {
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
