import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import type { ReadExposition } from './exposition';
import { type ExpositionFormat, parseExposition, type Sample } from './parse';

interface AnsweredSample {
  readonly labels: Record<string, string>;
  readonly value: string;
  readonly ts?: number;
}

interface Case {
  readonly name: string;
  readonly format: ExpositionFormat;
  readonly input: string | { readonly base64: string };
  readonly prometheus: {
    readonly error?: string;
    readonly samples?: readonly AnsweredSample[];
    readonly families?: Record<string, Record<string, string>>;
  };
}

interface Recording {
  readonly file: string;
  readonly format: ExpositionFormat;
  readonly samples: number;
  readonly families: number;
  readonly sha256: string;
}

function fixture(name: string): Buffer {
  const bytes = readFileSync(new URL(`../../e2e/fixtures/exposition/${name}`, import.meta.url));
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

function json<T>(name: string): T {
  return JSON.parse(fixture(name).toString('utf8'));
}

function bytesOf(input: Case['input']): Buffer {
  return typeof input === 'string' ? Buffer.from(input) : Buffer.from(input.base64, 'base64');
}

function parsed(input: string | Uint8Array, format: ExpositionFormat = 'text'): ReadExposition {
  const result = parseExposition(input, format);
  if (!result.ok) throw new Error(`${result.error.line}:${result.error.column} ${result.error.message}`);
  return result.value;
}

function numberOf(text: string): number {
  const infinite = /^([+-]?)inf$/i.exec(text);
  if (infinite === null) return Number(text);
  return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** Prometheus rewrites le and quantile of histograms and summaries ("1" to "1.0"); the parser leaves them as written. */
function comparable(labels: Record<string, string>): Record<string, unknown> {
  const pairs = Object.entries(labels).map(([name, value]) => {
    const rewritten = (name === 'le' || name === 'quantile') && value !== '' && !Number.isNaN(numberOf(value));
    return [name, rewritten ? numberOf(value) : value];
  });
  return Object.fromEntries(pairs);
}

function answered({ labels: { __name__: name, ...labels }, value, ts }: AnsweredSample): unknown {
  return { name, labels: comparable(labels), value: numberOf(value), timestampMs: ts };
}

function read({ name, labels, value, timestampMs }: Sample): unknown {
  return { name, labels: comparable(labels), value, timestampMs };
}

describe.each(['grammar.json', 'conformance.json'])('texts of %s, as Prometheus 3.10 takes them', (file) => {
  const { cases } = json<{ cases: readonly Case[] }>(file);

  test.each(cases)('$format: $name', ({ format, input, prometheus }) => {
    const bytes = bytesOf(input);
    const result = parseExposition(bytes, format);
    expect(result.ok, prometheus.error ?? 'Prometheus takes it').toBe(prometheus.error === undefined);
    if (typeof input === 'string') expect(parseExposition(input, format).ok).toBe(result.ok);
    if (!result.ok) return;
    expect([...result.value.samples()].map(read)).toEqual((prometheus.samples ?? []).map(answered));
    expect(Object.fromEntries(result.value.families)).toEqual(prometheus.families);
  });
});

describe('recordings of a real cluster', () => {
  const { recordings } = json<{ recordings: readonly Recording[] }>('recordings.json');

  test.each(recordings)('$file', ({ file, format, samples, families, sha256 }) => {
    const exposition = parsed(fixture(file), format);
    expect(exposition.sampleCount).toBe(samples);
    expect(exposition.families.size).toBe(families);
    const digest = createHash('sha256');
    let first = true;
    for (const sample of exposition.samples()) {
      digest.update(`${first ? '' : '\n'}${rowOf(sample)}`);
      first = false;
    }
    expect(digest.digest('hex')).toBe(sha256);
  });
});

function rowOf({ name, labels, value, timestampMs }: Sample): string {
  const pairs = Object.entries(labels)
    .filter(([label]) => label !== 'le' && label !== 'quantile')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([name, pairs, Object.is(value, -0) ? '-0' : String(value), timestampMs ?? null]);
}

describe('what kube-state-metrics writes for one object', () => {
  const { cases } = json<{ cases: readonly { id: string; text: string; expected_series: readonly Sample[] }[] }>(
    'kube-state-metrics-objects.json.gz',
  );

  test.each(cases)('$id', ({ text, expected_series }) => {
    expect([...parsed(text).samples()]).toEqual(expected_series);
  });
});

describe('where an error is', () => {
  test.each<[string, ExpositionFormat, string, number, number, RegExp]>([
    ['value', 'text', 'a 1\nb x\n', 2, 3, /"x" is no value: invalid syntax/],
    ['label name', 'text', 'a 1\n\nb{9="c"} 1\n', 3, 3, /expected label name, got "9"/],
    ['label value', 'text', 'a{b=c} 1\n', 1, 5, /expected label value, got "c"/],
    ['label value without end', 'text', 'a{b="c} 1\n', 1, 5, /does not end/],
    ['timestamp', 'text', 'a 1 -5\n', 1, 5, /expected timestamp or new record, got "-"/],
    ['type', 'text', '# TYPE a countre\n', 1, 10, /invalid metric type "countre"/],
    ['start', 'text', '<html>', 1, 1, /expected a valid start token, got "<"/],
    ['a name at the end', 'text', 'abc', 1, 4, /expected value after metric, got the end of the text/],
    ['a name at the end of a line', 'text', 'abc\nd 1\n', 1, 4, /expected value after metric, got the end of the line/],
    ['a label twice', 'text', 'a{b="1",c="2",b="3"} 1\n', 1, 15, /label name "b" is not unique/],
    ['no end', 'openmetrics', 'a 1\n', 2, 1, /does not end with # EOF/],
    ['after the end', 'openmetrics', '# EOF\na 1\n', 2, 1, /unexpected data after # EOF/],
    ['unit', 'openmetrics', '# UNIT a seconds\n# EOF\n', 1, 10, /unit "seconds" is not a suffix of metric "a"/],
  ])('%s (%s)', (_name, format, input, line, column, message) => {
    expect(parseExposition(input, format)).toEqual({ ok: false, error: { line, column, message: expect.stringMatching(message) } });
  });
});

describe('a name alone between braces, without quotes, as textparse of Prometheus 3.10 takes it', () => {
  test.each<[string, ExpositionFormat, unknown]>([
    ['{abc} 1\n', 'text', [{ name: 'b', labels: {}, value: 1 }]],
    ['{abc} 1\n# EOF\n', 'openmetrics', [{ name: 'b', labels: {}, value: 1 }]],
    ['{abc,d="e"} 1\n', 'text', [{ name: 'b', labels: { d: 'e' }, value: 1 }]],
    ['{d="e",abcd} 1\n', 'text', [{ name: 'bc', labels: { d: 'e' }, value: 1 }]],
    ['{ab} 1\n', 'text', 'metric name is empty'],
    ['{a} 1\n', 'text', 'a metric name of one letter between braces needs quotes'],
    ['{abc,def} 1\n', 'text', 'metric name already set'],
    ['a{abc} 1\n', 'text', 'metric name already set'],
  ])('%j (%s)', (input, format, expected) => {
    const result = parseExposition(input, format);
    expect(result.ok ? [...result.value.samples()] : result.error.message).toEqual(expected);
  });

  test.each([
    ['# \0\na 1\n', 0],
    ['# x\0\na 1\n', 1],
    ['# HELP a\0 x\na 1\n', undefined],
  ])('a NUL: %j', (input, samples) => {
    const result = parseExposition(input, 'text');
    expect(result.ok ? result.value.sampleCount : undefined).toBe(samples);
  });
});

describe('labels without a value, as the scraper of Prometheus 3.10 drops them with all others of their name', () => {
  const UNIQUE = 'label name "b" is not unique';
  test.each<[string, unknown]>([
    ['a{b="",b="x"} 1', [{}]],
    ['a{b="x",c="d",b=""} 1', [{ c: 'd' }]],
    ['{"a",b="x",b="y",b=""} 1', [{}]],
    ['a{b="x",b=""} 1\na{b="x",b="y"} 2', UNIQUE],
    ['a{b="x"} 1\na{b="x",b=""} 2\na{b="x",c=""} 3', [{ b: 'x' }, {}, { b: 'x', c: '' }]],
    ['a{"b\\\\"="","b\\\\"="x"} 1', [{}]],
    ['a{""=""} 1\na{""="",c="d"} 1', [{}, { c: 'd' }]],
    ['a{""="",""="x"} 1', [{}]],
    ['a{b="",""="x"} 1', 'label name is empty'],
    ['a{__name__=""} 1', 'label name "__name__" is not unique'],
    ['a{b="x",b="\\n"} 1', UNIQUE],
    ['a{b="x",b="",c=1} 1', 'expected label value, got "1"'],
  ])('%s', (text, expected) => {
    for (const [input, format] of [[`${text}\n`, 'text'] as const, [`${text}\n# EOF\n`, 'openmetrics'] as const]) {
      const result = parseExposition(input, format);
      expect(result.ok ? [...result.value.samples()].map(({ labels }) => labels) : result.error.message).toEqual(expected);
    }
  });

  test.each([
    ['without a value', 'a{"\xff"=""} 1\n', [{}]],
    ['with one', 'a{"\xff"="x"} 1\n', 'invalid UTF-8 in a metric or label name'],
    ['with one and without', 'a{"\xff"="x","\xff"=""} 1\n', [{}]],
    ['of the metric', '{"\xff",b=""} 1\n', 'invalid UTF-8 in a metric or label name'],
  ])('a name that is not UTF-8, %s', (_name, text, expected) => {
    const result = parseExposition(Buffer.from(text, 'latin1'), 'text');
    expect(result.ok ? [...result.value.samples()].map(({ labels }) => labels) : result.error.message).toEqual(expected);
  });

  it('a family may be named so, and is told from another', () => {
    const families = parsed(Buffer.from('# HELP "\xff" one\n# HELP "\xfe" two\n# TYPE "\xff" gauge\n', 'latin1')).families;
    expect([...families.values()]).toEqual([{ help: 'one', type: 'gauge' }, { help: 'two' }]);
  });
});

describe('exemplars', () => {
  // As textparse of Prometheus 3.10 gives them: the backslashes of escapes stay, as do exemplars of any type of metric.
  test.each<[string, string, object]>([
    [
      'labels, value and time',
      'a_bucket{le="1"} 3 # {trace="x",span="y"} 0.67 1.5',
      { labels: { trace: 'x', span: 'y' }, value: 0.67, timestampMs: 1500 },
    ],
    ['no time', 'a_total 3 # {trace="x"} -1e3', { labels: { trace: 'x' }, value: -1000 }],
    ['no labels, after a time', 'a 3 7 # {} +Inf', { labels: {}, value: Number.POSITIVE_INFINITY }],
    ['a comma at the end, names in quotes', 'a 3 # {"a.b"="c",} 1', { labels: { 'a.b': 'c' }, value: 1 }],
    ['escapes', 'a 3 # {b="c\\"\\n"} 1', { labels: { b: 'c\\"\\n' }, value: 1 }],
    ['a time less than a millisecond before zero', 'a 3 # {b="c"} 1 -0.0001', { labels: { b: 'c' }, value: 1, timestampMs: 0 }],
  ])('%s', (_name, line, exemplar) => {
    expect(parsed(`first 1\n${line}\nlast 1\n# EOF\n`, 'openmetrics').exemplars).toStrictEqual([{ sample: 1, ...exemplar }]);
  });
});

describe('samples', () => {
  it('can be walked more than once', () => {
    const exposition = parsed('a 1\nb 2\n');
    expect([...exposition.samples()]).toEqual([...exposition.samples()]);
  });

  it('keeps le as written and has no timestamp where there is none', () => {
    const [sample] = parsed('# TYPE h histogram\nh_bucket{le="1"} 3\n').samples();
    expect(sample).toStrictEqual({ name: 'h_bucket', labels: { le: '1' }, value: 3 });
  });

  it('makes a label of __proto__', () => {
    const [sample] = parsed('a{__proto__="b"} 1\n').samples();
    expect(Object.entries(sample?.labels ?? {})).toEqual([['__proto__', 'b']]);
  });

  it('reads letters of every length at the borders of chunks', () => {
    for (let pad = 8185; pad < 8195; pad++) {
      const text = `a{b="${'x'.repeat(pad)}é€🙂"} 1\n`;
      expect([...parsed(Buffer.from(text)).samples()]).toEqual([...parsed(text).samples()]);
    }
  });

  it('reads 5 MB in well under a second', () => {
    const once = fixture('kubelet-cadvisor.txt.gz');
    const bytes = Buffer.concat(Array.from({ length: Math.ceil(5e6 / once.length) }, () => once));
    const from = performance.now();
    expect(parsed(bytes).sampleCount).toBeGreaterThan(10_000);
    // Measured 0.17 s on two busy cores; far above it something is quadratic.
    expect(performance.now() - from).toBeLessThan(3000);
  });
});
