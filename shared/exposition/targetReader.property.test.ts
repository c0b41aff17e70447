import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseExposition } from './parse';
import { type ExpositionFormat, type Scrape, TargetReader } from './targetReader';

const SEED = 20_261_121;
const FORMATS: readonly ExpositionFormat[] = ['text', 'openmetrics'];

interface Case {
  readonly name: string;
  readonly format: ExpositionFormat;
  readonly input: string | { readonly base64: string };
}

const fixture = (name: string) => readFileSync(new URL(`../../e2e/fixtures/exposition/${name}`, import.meta.url));
const documents = ['grammar.json', 'conformance.json'].flatMap((name): Case[] => JSON.parse(fixture(name).toString()).cases);
const bytesOf = ({ input }: Case) => new Uint8Array(typeof input === 'string' ? Buffer.from(input) : Buffer.from(input.base64, 'base64'));

/** What a fresh parser says of the bytes: samples and families, or where it failed. */
function fresh(bytes: Uint8Array, format: ExpositionFormat): unknown {
  const read = parseExposition(bytes, format);
  return read.ok ? [[...read.value.samples()], [...read.value.families], read.value.exemplars] : read.error;
}

function said(reader: TargetReader, read: ReturnType<TargetReader['read']>): unknown {
  if (!read.ok) return read.error;
  return [samplesOf(reader, read.value), [...read.value.families()], read.value.exemplars];
}

function samplesOf({ catalogue }: TargetReader, { count, series, values, timestampsMs }: Scrape): unknown[] {
  return Array.from({ length: count }, (_, at) => {
    const id = series[at] ?? -1;
    const sample = { name: catalogue.nameOf(id), labels: catalogue.labelsOf(id), value: values[at] };
    const timestampMs = timestampsMs?.[at] ?? Number.NaN;
    return Number.isNaN(timestampMs) ? sample : { ...sample, timestampMs };
  });
}

const document = fc.constantFrom(...documents);
const pieces = fc.constantFrom('a', '{', '}', '"', 'b="c"', 'b="c",', ',', '=', ' ', '\t', '\n', '1', '-1', 'NaN', '# TYPE ', '# HELP ', '# EOF\n', '\\', '\0', 'é', '__name__="x"'); // biome-ignore format: one line

/** Documents in which something was cut out, put in, said twice or turned into another byte. */
const mutant = fc
  .tuple(document, fc.nat(), fc.nat(12), fc.oneof(pieces, fc.constant('')), fc.nat(255))
  .map(([one, place, length, put, byte]) => {
    const bytes = bytesOf(one);
    const at = place % (bytes.length + 1);
    const flip = put === '' && length === 0 ? Uint8Array.of(byte) : Buffer.from(put);
    return { format: one.format, bytes: new Uint8Array(Buffer.concat([bytes.subarray(0, at), flip, bytes.subarray(at + length)])) };
  });

describe('one reader for many scrapes', () => {
  it.each(FORMATS)('says of each document what a fresh one says: %s', (format) => {
    const reader = new TargetReader(format);
    for (const one of [...documents, ...documents].filter((each) => each.format === format)) {
      const bytes = bytesOf(one);
      expect(said(reader, reader.read(bytes)), one.name).toEqual(fresh(bytes, format));
    }
  });

  it.each(FORMATS)('says of mutants, in any order and twice, what a fresh one says: %s', (format) => {
    fc.assert(
      fc.property(fc.array(mutant, { minLength: 1, maxLength: 6 }), (mutants) => {
        const reader = new TargetReader(format);
        for (const { bytes } of [...mutants, ...mutants]) expect(said(reader, reader.read(bytes))).toEqual(fresh(bytes, format));
      }),
      { seed: SEED, numRuns: 1500 },
    );
  });

  it('keeps the numbers of series whatever comes and goes around them', () => {
    const reader = new TargetReader('text');
    const numbers = (text: string) => {
      const read = reader.read(Buffer.from(text));
      return read.ok && Array.from(read.value.series.subarray(0, read.value.count), (id) => [reader.catalogue.nameOf(id), id]);
    };
    const first = numbers('a{x="1"} 1\nb{x="1"} 1\nc 1\n');
    expect(first).toEqual([['a', 0], ['b', 1], ['c', 2]]); // biome-ignore format: one line
    expect(numbers('c 5\na{x="1"} 9\nd 1\nb{x="1"} 7\n')).toEqual([['c', 2], ['a', 0], ['d', 3], ['b', 1]]); // biome-ignore format: one line
    expect(numbers('a{x="1"} 1\nb{x="1"} 1\nc 1\n')).toEqual(first);
  });
});

describe('in chunks', () => {
  it('any cut gives what the whole gives', () => {
    fc.assert(
      fc.property(mutant, fc.array(fc.nat(40), { maxLength: 40 }), ({ format, bytes }, sizes) => {
        const reader = new TargetReader(format);
        reader.begin();
        let at = 0;
        for (const size of sizes) {
          // The reader must not lean on a chunk that was given back.
          const chunk = bytes.slice(at, at + size);
          reader.write(chunk);
          chunk.fill(0x21);
          at += chunk.length;
        }
        reader.write(bytes.slice(at));
        expect(said(reader, reader.end())).toEqual(fresh(bytes, format));
      }),
      { seed: SEED, numRuns: 3000 },
    );
  });

  it('byte by byte, every document', () => {
    for (const one of documents) {
      const reader = new TargetReader(one.format);
      const bytes = bytesOf(one);
      reader.begin();
      for (const byte of bytes) reader.write(Uint8Array.of(byte));
      expect(said(reader, reader.end()), one.name).toEqual(fresh(bytes, one.format));
    }
  });

  it('stops asking for more once the text has failed', () => {
    const reader = new TargetReader('text');
    reader.begin();
    expect(reader.write(Buffer.from('a 1\nb'))).toBe(true);
    expect(reader.write(Buffer.from(' x\nc 1\n'))).toBe(false);
    expect(reader.end()).toEqual({ ok: false, error: { line: 2, column: 3, message: '"x" is no value: invalid syntax' } });
  });
});

describe('linear', () => {
  const steps = (text: (size: number) => string) => {
    // What grows with the square would take 10,000 times as long, not 100 times: it would not end within the test.
    const bytes = Buffer.from(text(100_000));
    const reader = new TargetReader('text');
    reader.begin();
    for (let at = 0; at < bytes.length; at += 512) reader.write(bytes.subarray(at, at + 512));
    return reader.end().ok;
  };

  test.each<[string, (size: number) => string, boolean]>([
    ['one label value without end', (size) => `a{b="${'x'.repeat(size * 20)}`, false],
    ['one line of labels', (size) => `a{${Array.from({ length: size }, (_, at) => `l${at}="",`).join('')}} 1\n`, true],
    ['newlines within quotes', (size) => `a{b="${'\n'.repeat(size * 10)}"} 1\n`, true],
    ['one set under many names', (size) => Array.from({ length: size }, (_, at) => `n${at}{b="c"} 1\n`).join(''), true],
    ['one name with many sets', (size) => Array.from({ length: size }, (_, at) => `n{b="${at}"} 1\n`).join(''), true],
    ['digits without end', (size) => `a ${'1'.repeat(size)}\na 1 ${'9'.repeat(size)}\n`, false],
    ['metadata', (size) => Array.from({ length: size }, (_, at) => `# HELP n${at} h${at}\n`).join(''), true],
  ])('%s', (_name, text, accepted) => {
    expect(steps(text)).toBe(accepted);
  });
});

test('a whole recording twice costs the series no new number', () => {
  const bytes = new Uint8Array(gunzipSync(fixture('kubelet-cadvisor.txt.gz')));
  const reader = new TargetReader('text');
  const first = reader.read(bytes);
  const series = first.ok ? first.value.series.slice(0, first.value.count) : [];
  const again = reader.read(bytes);
  expect(again.ok && again.value.series.slice(0, again.value.count)).toEqual(series);
  expect(Math.max(...series)).toBe(series.length - 1);
});
