import { gunzipSync } from 'node:zlib';
import { expect, it, test } from 'vitest';
import { expositionFixture } from './documents.testSupport';
import type { Sample } from './exposition';
import { parseExposition } from './parse';
import { printFamilies } from './printFamilies';
import { decodeProtobuf } from './protobuf';

const sample = (name: string, value: number, labels: Record<string, string> = {}, timestampMs?: number): Sample => ({
  name,
  labels,
  value,
  ...(timestampMs === undefined ? {} : { timestampMs }),
});

function printed(samples: readonly Sample[], families: [string, { type?: string; help?: string }][] = []): string {
  return printFamilies({ families: new Map(families), samples: () => samples, sampleCount: samples.length });
}

it('reads back what came as protobuf', () => {
  const decoded = decodeProtobuf(gunzipSync(expositionFixture('protobuf.bin.gz')));
  if (!decoded.ok) throw new Error(decoded.error.message);
  const read = parseExposition(printFamilies(decoded.value), 'text');
  const written = [...decoded.value.samples()].map(({ timestampMs = -1, ...rest }) => (timestampMs < 0 ? rest : { ...rest, timestampMs }));
  expect(read.ok && [...read.value.samples()]).toEqual(written);
});

test.each([
  ['a name alone', [sample('a', 1)], 'a 1\n'],
  ['labels with all that needs a backslash', [sample('a', 1, { b: '\\ " \n' })], 'a{b="\\\\ \\" \\n"} 1\n'],
  ['a time', [sample('a', -0, {}, 5)], 'a -0 5\n'],
  ['a name with dots', [sample('a.b', 1, { 'c.d': 'e' })], '{"a.b","c.d"="e"} 1\n'],
  ['what is no number', [sample('a', Number.NaN), sample('a', Number.NEGATIVE_INFINITY)], 'a NaN\na -Inf\n'],
])('%s', (_name, samples, text) => expect(printed(samples)).toBe(text));

it('says of a family what it is before its first sample, in words of the text format', () => {
  const samples = [sample('h_bucket', 1, { le: '+Inf' }), sample('h_count', 1), sample('u', 2)];
  const families: [string, { type?: string; help?: string }][] = [
    ['h', { type: 'gaugehistogram', help: 'a \\ and\nb' }],
    ['u', { type: 'unknown', help: '' }],
  ];
  expect(printed(samples, families)).toBe(
    ['# HELP h a \\\\ and\\nb', '# TYPE h histogram', 'h_bucket{le="+Inf"} 1', 'h_count 1', '# TYPE u untyped', 'u 2', ''].join('\n'),
  );
});
