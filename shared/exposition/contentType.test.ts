import { expect, test } from 'vitest';
import { answeredFormat } from './contentType';

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
