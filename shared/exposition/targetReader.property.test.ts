import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DOCUMENTS, expositionFixture, mutant, readInChunks, saidBy, saidByFresh } from './documents.testSupport';
import { type ExpositionFormat, TargetReader } from './targetReader';

const SEED = 20_261_121;
const FORMATS: readonly ExpositionFormat[] = ['text', 'openmetrics'];

describe('one reader for many scrapes', () => {
  it.each(FORMATS)('says of each document what a fresh one says: %s', (format) => {
    const reader = new TargetReader(format);
    for (const { name, bytes } of [...DOCUMENTS, ...DOCUMENTS].filter((each) => each.format === format)) {
      expect(saidBy(reader, reader.read(bytes)), name).toEqual(saidByFresh(bytes, format));
    }
  });

  it.each(FORMATS)('says of mutants, in any order and twice, what a fresh one says: %s', (format) => {
    fc.assert(
      fc.property(fc.array(mutant, { minLength: 1, maxLength: 6 }), (mutants) => {
        const reader = new TargetReader(format);
        for (const { bytes } of [...mutants, ...mutants]) expect(saidBy(reader, reader.read(bytes))).toEqual(saidByFresh(bytes, format));
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
        expect(saidBy(reader, readInChunks(reader, bytes, sizes))).toEqual(saidByFresh(bytes, format));
      }),
      { seed: SEED, numRuns: 3000 },
    );
  });

  it('byte by byte, every document', () => {
    for (const { name, format, bytes } of DOCUMENTS) {
      const reader = new TargetReader(format);
      const sizes = Array.from(bytes, () => 1);
      expect(saidBy(reader, readInChunks(reader, bytes, sizes)), name).toEqual(saidByFresh(bytes, format));
    }
  });

  it('a failure after NULs, which belong to the line before, is at its own column', () => {
    const bytes = Uint8Array.from(Buffer.from('# HELP a x\n\0a'));
    const reader = new TargetReader('openmetrics');
    expect(saidByFresh(bytes, 'openmetrics')).toMatchObject({ line: 2, column: 3 });
    expect(saidBy(reader, readInChunks(reader, bytes, []))).toEqual(saidByFresh(bytes, 'openmetrics'));
    expect(saidBy(reader, readInChunks(reader, bytes, [12, 1]))).toEqual(saidByFresh(bytes, 'openmetrics'));
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
  const bytes = new Uint8Array(gunzipSync(expositionFixture('kubelet-cadvisor.txt.gz')));
  const reader = new TargetReader('text');
  const first = reader.read(bytes);
  const series = first.ok ? first.value.series.slice(0, first.value.count) : [];
  const again = reader.read(bytes);
  expect(again.ok && again.value.series.slice(0, again.value.count)).toEqual(series);
  expect(Math.max(...series)).toBe(series.length - 1);
});
