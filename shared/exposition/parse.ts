import { ok, type Result } from '../model/result';
import type { ParseError, ReadExposition } from './exposition';
import { ReadScrape } from './readScrape';
import { type ExpositionFormat, TargetReader } from './targetReader';
import { encodeUtf8 } from './utf8';

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
  return read.ok ? ok(new ReadScrape(bytes, read.value, reader.catalogue, () => placesIn(bytes, format))) : read;
}

/** Reads the text anew to find the lines: few ask, and keeping every place would cost those who do not. */
function placesIn(bytes: Uint8Array, format: ExpositionFormat): Int32Array | undefined {
  const reader = new TargetReader(format, { places: true });
  reader.read(bytes);
  return reader.places;
}
