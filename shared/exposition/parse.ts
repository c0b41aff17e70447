import { ok, type Result } from '../model/result';
import { NEWLINE } from './bytes';
import type { Catalogue } from './catalogue';
import type { ExposedLine, ParseError, ReadExposition, Sample } from './exposition';
import { type ExpositionFormat, type Scrape, TargetReader } from './targetReader';
import { decodeUtf8, encodeUtf8 } from './utf8';

export type { Exposition, Family, ParseError, ReadExposition, Sample } from './exposition';
export type { ExpositionFormat } from './targetReader';

/**
 * Reads what a component exposes as the scraper of Prometheus 3 does: accepts and refuses the same texts, whole or not
 * at all. Label values are as written. Errors say where, from 1, and what was expected.
 */
export function parseExposition(input: string | Uint8Array, format: ExpositionFormat): Result<ReadExposition, ParseError> {
  const bytes = typeof input === 'string' ? encodeUtf8(input) : input;
  const reader = new TargetReader(format);
  const read = reader.read(bytes);
  return read.ok ? ok(expositionOf(bytes, format, read.value, reader.catalogue)) : read;
}

function expositionOf(bytes: Uint8Array, format: ExpositionFormat, scrape: Scrape, catalogue: Catalogue): ReadExposition {
  return {
    families: scrape.families(),
    sampleCount: scrape.count,
    samples: () => samplesOf(scrape, catalogue),
    linesOf: (indexes) => linesOf(bytes, format, indexes),
    exemplars: scrape.exemplars,
  };
}

function* samplesOf({ count, series, values, timestampsMs }: Scrape, catalogue: Catalogue): Generator<Sample> {
  for (let i = 0; i < count; i++) {
    const id = series[i] ?? 0;
    const sample = { name: catalogue.nameOf(id), labels: catalogue.labelsOf(id), value: values[i] ?? Number.NaN };
    const timestampMs = timestampsMs?.[i] ?? Number.NaN;
    yield Number.isNaN(timestampMs) ? sample : { ...sample, timestampMs };
  }
}

/** Reads the text anew to find the lines: few ask, and keeping every place would cost those who do not. */
function linesOf(bytes: Uint8Array, format: ExpositionFormat, indexes: readonly number[]): ExposedLine[] {
  if (indexes.length === 0) return [];
  const reader = new TargetReader(format, { places: true });
  reader.read(bytes);
  let line = 1;
  let counted = 0;
  return indexes.map((index) => {
    const place = reader.places?.[index] ?? 0;
    for (let at = bytes.indexOf(NEWLINE, counted); at !== -1 && at < place; at = bytes.indexOf(NEWLINE, counted)) {
      line += 1;
      counted = at + 1;
    }
    const end = bytes.indexOf(NEWLINE, place);
    return { line, text: decodeUtf8(bytes, counted, end === -1 ? bytes.length : end) };
  });
}
