import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { expositionFixture } from './documents.testSupport';
import type { Exemplar, Sample } from './exposition';
import { parseExposition } from './parse';
import { type DecodedProtobuf, decodeProtobuf } from './protobuf';

interface Said extends Omit<Sample, 'value'> {
  readonly value: string;
  readonly createdMs?: number;
  readonly exemplars?: readonly Omit<Exemplar, 'sample'>[];
}

const fixture = (name: string) => gunzipSync(expositionFixture(name));
const BYTES = fixture('protobuf.bin.gz');

function decoded(bytes: Uint8Array): DecodedProtobuf {
  const result = decodeProtobuf(bytes);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const numberOf = (text: string) => Number(text.replace(/^([+-]?)Inf$/, '$1Infinity'));

describe('families made by the client model of Go', () => {
  const read = decoded(BYTES);

  it('gives the samples that Prometheus makes of them', () => {
    const { samples }: { samples: readonly Said[] } = JSON.parse(fixture('protobuf.json.gz').toString());
    const ours = [...read.samples()].map((sample, at) => ({
      ...sample,
      createdMs: read.createdMs.get(at),
      exemplars: read.exemplars.filter((one) => one.sample === at).map(({ sample: _, ...one }) => one),
    }));
    const theirs = samples.map(({ value, exemplars = [], ...sample }) => ({
      createdMs: undefined,
      ...sample,
      value: numberOf(value),
      exemplars,
    }));
    expect(ours).toEqual(theirs);
    expect(ours.length).toBeGreaterThan(800);
  });

  it('knows their types, help and units', () => {
    expect(read.families.get('requests_total')).toEqual({ type: 'counter', help: 'with \\ and \n newline' });
    expect(read.families.get('named.with.dots')).toEqual({ type: 'gauge', help: '', unit: 'seconds' });
    expect([read.families.get('untyped')?.type, read.families.get('queue')?.type]).toEqual(['unknown', 'gaugehistogram']);
    expect(read.families.has('empty')).toBe(false);
    expect(read.nativeHistograms).toBe(1);
  });

  it('holds what the same target exposes as text', () => {
    const text = parseExposition(fixture('node-exporter.txt.gz'), 'text');
    const sum = (samples: Iterable<Sample>) => [...samples].reduce((all, { value }) => all + (Number.isFinite(value) ? value : 0), 0);
    const count = [...read.samples()].findIndex(({ name }) => name.startsWith('go_'));
    expect(text.ok && text.value.sampleCount).toBe(read.sampleCount - count);
    expect(text.ok && sum(text.value.samples())).toBeCloseTo(sum([...read.samples()].slice(count)), -9);
  });
});

describe('what is no protobuf', () => {
  test.each<[string, number[], number, RegExp]>([
    ['a length and nothing', [5], 1, /5 bytes announced, fewer left/],
    ['a number that does not end', [0x80], 1, /the bytes end within a number/],
    ['a number of more than ten bytes', Array<number>(11).fill(0x80), 1, /more than ten bytes/],
    ['a wire type of old', [1, 0x0b], 1, /wire type 3 is not known/],
    ['a field without a number', [1, 0x02], 1, /without a number/],
    ['a family without a name', [2, 0x22, 0], 1, /metric name/],
    ['a type nobody knows', [7, 0x0a, 1, 0x61, 0x18, 9, 0x22, 0], 1, /unknown metric type 9 of "a"/],
    ['a name that is not UTF-8', [5, 0x0a, 1, 0xff, 0x22, 0], 1, /metric name is not valid UTF-8/],
    ['a second family', [0, 4, 0x0a, 9, 0x61, 0x61], 2, /9 bytes announced/],
  ])('%s', (_name, bytes, family, message) => {
    expect(decodeProtobuf(Uint8Array.from(bytes))).toEqual({
      ok: false,
      error: { offset: expect.any(Number), family, message: expect.stringMatching(message) },
    });
  });

  it('never throws, whatever is cut or flipped', () => {
    fc.assert(
      fc.property(fc.nat(4000), fc.nat(BYTES.length), fc.nat(255), (place, length, byte) => {
        const bytes = Uint8Array.from(BYTES.subarray(0, length));
        bytes[place] = byte;
        expect(typeof decodeProtobuf(bytes).ok).toBe('boolean');
      }),
      { seed: 20_261_121, numRuns: 300 },
    );
  });
});

test('nothing at all is an exposition of nothing', () => {
  expect(decoded(new Uint8Array(0)).sampleCount).toBe(0);
});
