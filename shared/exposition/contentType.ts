import { failed, ok, type Result } from '../model/result';
import type { ExpositionFormat } from './parse';

/** What a Content-Type says: a format that can be read, protobuf (which is not read here), or nothing that a scraper knows. */
export type AnsweredFormat = ExpositionFormat | 'protobuf' | 'unknown';

const MEDIA_TYPES: ReadonlyMap<string, AnsweredFormat> = new Map([
  ['text/plain', 'text'],
  ['application/openmetrics-text', 'openmetrics'],
  ['application/vnd.google.protobuf', 'protobuf'],
]);

// Parameters are separated by semicolons; RFC 9110 5.6.6. What is no media type at all is as unknown as one nobody knows.
const MEDIA_TYPE = /^\s*([^\s;,/]+\/[^\s;,/]+)\s*(?:;|$)/;

/**
 * Prometheus 3 refuses a scrape whose type is missing or unknown, unless fallback_scrape_protocol says how to read it;
 * 2.x read it as text (prometheus model/textparse/interface.go). HTML from a proxy is unknown.
 */
export function answeredFormat(contentType: string | undefined): AnsweredFormat {
  const media = MEDIA_TYPE.exec(contentType ?? '')?.[1]?.toLowerCase();
  return media === undefined ? 'unknown' : (MEDIA_TYPES.get(media) ?? 'unknown');
}

/** A Content-Type with which Prometheus 3 fails a scrape. */
export interface ContentTypeFault {
  readonly fault: 'missing' | 'malformed' | 'unsupported';
  /** As Prometheus says it in a target's lastError. */
  readonly message: string;
}

const NO_FALLBACK = 'and no fallback_scrape_protocol specified for target';

/** The format a scrape of Prometheus 3 is read in, or why it is refused whatever its body holds. */
export function scrapeFormat(contentType: string | undefined): Result<ExpositionFormat | 'protobuf', ContentTypeFault> {
  const format = answeredFormat(contentType);
  if (format !== 'unknown') return ok(format);
  if (contentType === undefined || contentType === '')
    return failed({ fault: 'missing', message: `non-compliant scrape target sending blank Content-Type ${NO_FALLBACK}` });
  const quoted = JSON.stringify(contentType);
  if (MEDIA_TYPE.test(contentType))
    return failed({ fault: 'unsupported', message: `received unsupported Content-Type ${quoted} ${NO_FALLBACK}` });
  return failed({ fault: 'malformed', message: `cannot parse Content-Type ${quoted} and no fallback_scrape_protocol for target` });
}
