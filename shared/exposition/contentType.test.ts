import { expect, test } from 'vitest';
import { acceptHeader } from './accept';
import { answeredFormat, scrapeFormat } from './contentType';

test.each([
  ['text/plain; version=0.0.4; charset=utf-8; escaping=underscores', 'text'],
  ['text/plain', 'text'],
  ['TEXT/PLAIN;version=1.0.0', 'text'],
  ['application/openmetrics-text; version=1.0.0; charset=utf-8', 'openmetrics'],
  ['application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited', 'protobuf'],
  ['text/html; charset=utf-8', 'unknown'],
  ['application/json', 'unknown'],
  ['text', 'unknown'],
  ['text/plain, text/html', 'unknown'],
  ['', 'unknown'],
  [undefined, 'unknown'],
] as const)('%j is %s', (contentType, format) => {
  expect(answeredFormat(contentType)).toBe(format);
});

test.each([
  [undefined, 'missing', /blank Content-Type/],
  ['', 'missing', /blank Content-Type/],
  ['text', 'malformed', /cannot parse Content-Type "text"/],
  [
    'text/html; charset=utf-8',
    'unsupported',
    /received unsupported Content-Type "text\/html; charset=utf-8" and no fallback_scrape_protocol/,
  ],
] as const)('a scrape answered as %j fails: %s', (contentType, fault, message) => {
  expect(scrapeFormat(contentType)).toEqual({ ok: false, error: { fault, message: expect.stringMatching(message) } });
});

test('a scrape of a known type is read', () => {
  expect(scrapeFormat('application/openmetrics-text; version=1.0.0')).toEqual({ ok: true, value: 'openmetrics' });
});

test('Accept is what Prometheus 3 sends', () => {
  expect(acceptHeader()).toBe(
    'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,' +
      'text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2',
  );
  expect(acceptHeader(['PrometheusProto', 'PrometheusText0.0.4'])).toMatch(
    /^application\/vnd.google.protobuf;.*delimited;q=0.6,.*;q=0.5,\*\/\*;q=0.4$/,
  );
});
