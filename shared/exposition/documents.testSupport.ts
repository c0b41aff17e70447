import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseExposition } from './parse';
import type { ExpositionFormat, TargetReader } from './targetReader';

/** A text that somebody may expose. */
export interface Exposed {
  readonly name: string;
  readonly format: ExpositionFormat;
  readonly bytes: Uint8Array;
}

interface Case {
  readonly name: string;
  readonly format: ExpositionFormat;
  readonly input: string | { readonly base64: string };
}

export function expositionFixture(name: string): Buffer {
  return readFileSync(new URL(`../../e2e/fixtures/exposition/${name}`, import.meta.url));
}

/** Every document of the conformance suite and of the grammar's cases, right and wrong ones. */
export const DOCUMENTS: readonly Exposed[] = ['grammar.json', 'conformance.json'].flatMap((file) => {
  const { cases }: { cases: readonly Case[] } = JSON.parse(expositionFixture(file).toString());
  return cases.map(({ name, format, input }) => ({ name, format, bytes: bytesOf(input) }));
});

function bytesOf(input: Case['input']): Uint8Array {
  return new Uint8Array(typeof input === 'string' ? Buffer.from(input) : Buffer.from(input.base64, 'base64'));
}

const PUT = ['a', '{', '}', '"', 'b="c"', 'b="c",', 'b="",', ',', '=', ' ', '\t', '\n', '1', '-1', 'NaN', '# TYPE ', '# HELP ', '# EOF\n', ' # {}', '\\', '\0', 'é']; // biome-ignore format: one line

function changed({ name, format, bytes }: Exposed, [place, cut, put]: readonly [number, number, Uint8Array]): Exposed {
  const at = place % (bytes.length + 1);
  return {
    name: `mutant of ${name}`,
    format,
    bytes: new Uint8Array(Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)])),
  };
}

const put = fc.oneof(
  fc.constantFrom(...PUT).map((text) => new Uint8Array(Buffer.from(text))),
  fc.uint8Array({ maxLength: 2 }),
  fc.constantFrom(...DOCUMENTS).map(({ bytes }) => bytes.subarray(0, 80)),
);
const change = fc.tuple(fc.nat(), fc.nat(12), put);

/** Documents in which up to three places were cut out, put in or overwritten. */
export const mutant: fc.Arbitrary<Exposed> = fc
  .tuple(fc.constantFrom(...DOCUMENTS), fc.array(change, { minLength: 1, maxLength: 3 }))
  .map(([document, changes]) => changes.reduce(changed, document));

/** All that a fresh parser says of the bytes: samples, families and exemplars, or where it failed. */
export function saidByFresh(bytes: Uint8Array, format: ExpositionFormat): unknown {
  const read = parseExposition(bytes, format);
  return read.ok ? [[...read.value.samples()], [...read.value.families], read.value.exemplars] : read.error;
}

/** The same of what a reader read. */
export function saidBy({ catalogue }: TargetReader, read: ReturnType<TargetReader['read']>): unknown {
  if (!read.ok) return read.error;
  const { count, series, values, timestampsMs, families, exemplars } = read.value;
  const samples = Array.from({ length: count }, (_, at) => {
    const id = series[at] ?? -1;
    const sample = { name: catalogue.nameOf(id), labels: catalogue.labelsOf(id), value: values[at] };
    const timestampMs = timestampsMs?.[at] ?? Number.NaN;
    return Number.isNaN(timestampMs) ? sample : { ...sample, timestampMs };
  });
  return [samples, [...families()], exemplars];
}

/** Writes the bytes in chunks of these sizes and ends; each chunk is overwritten once it was taken. */
export function readInChunks(reader: TargetReader, bytes: Uint8Array, sizes: readonly number[]): ReturnType<TargetReader['read']> {
  reader.begin();
  let at = 0;
  for (const size of [...sizes, bytes.length]) {
    const chunk = bytes.slice(at, at + size);
    reader.write(chunk);
    chunk.fill(0x21);
    at += chunk.length;
  }
  return reader.end();
}
