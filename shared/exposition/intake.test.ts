import { describe, expect, test } from 'vitest';
import { type DropCause, Intake } from './intake';
import { bodyTooLarge, limitExceeded, type ScrapeLimits } from './limits';
import { TargetReader } from './targetReader';

const AT = 1_795_266_412_516;

/** Scrapes 15 s apart of one target: which samples of each are dropped. */
function droppedOf(...texts: readonly string[]): (readonly [number, DropCause])[][] {
  const reader = new TargetReader('text');
  const intake = new Intake(reader.catalogue);
  return texts.map((text, at) => {
    const read = reader.read(Buffer.from(text));
    if (!read.ok) throw new Error(read.error.message);
    return intake.take(read.value, AT + at * 15_000).map(({ sample, cause }) => [sample, cause] as const);
  });
}

describe('samples that Prometheus drops while up stays 1', () => {
  test.each<[string, string[], [number, DropCause][][]]>([
    ['none', ['a 1\nb 2\n', 'a 1\nb 2\n'], [[], []]],
    ['the same line twice, even with one value', ['a 1\na 1\n'], [[[1, 'duplicate']]]],
    ['another value in the same scrape', ['a{b="c"} 1\nx 1\na{b="c"} 2\n'], [[[2, 'duplicate']]]],
    ['one series written two ways, two values', ['a{b="1",c="2"} 1\na{c="2",b="1",} 2\n'], [[[1, 'duplicate']]]],
    ['one series written two ways, one value', ['a{b="1"} 1\na{b="1",c=""} 1\n'], [[]]],
    ['one series, of which a label is dropped', ['a{b="",b="x"} 1\na 2\n'], [[[1, 'duplicate']]]],
    ['one time twice, one value', [`a 1 ${AT}\na 1 ${AT}\n`], [[]]],
    ['one time twice, two values', [`a 1 ${AT}\na 2 ${AT}\n`], [[[1, 'duplicate']]]],
    ['NaN is the same as NaN', [`a NaN ${AT}\na NaN ${AT}\n`], [[]]],
    ['times that go back', [`a 1 ${AT}\na 2 ${AT - 1}\n`], [[[1, 'out-of-order']]]],
    ['times that go on', [`a 1 ${AT - 1}\na 2 ${AT}\n`], [[]]],
    [
      'the same times in the next scrape',
      [`a 1 ${AT}\n`, `a 1 ${AT}\n`, `a 2 ${AT}\n`, `a 2 ${AT - 1}\n`],
      [[], [], [[0, 'duplicate']], [[0, 'out-of-order']]],
    ],
    ['a time of its own ahead of the next scrape', [`a 1 ${AT + 60_000}\n`, 'a 2\n'], [[], [[0, 'out-of-order']]]],
    ['an hour old, and more', [`a 1 ${AT - 3_600_000}\nb 1 ${AT - 3_600_001}\n`], [[[1, 'too-old']]]],
    [
      'out of order, and an hour later too old as well',
      [`a 1 ${AT}\n`, `a 1 ${AT - 1}\na 1 ${AT + 15_000 - 3_600_001}\n`],
      [
        [],
        [
          [0, 'out-of-order'],
          [1, 'too-old'],
        ],
      ],
    ],
    ['too far ahead', [`a 1 ${AT + 600_000}\nb 1 ${AT + 600_001}\n`], [[[1, 'too-far-ahead']]]],
  ])('%s', (_name, texts, expected) => {
    expect(droppedOf(...texts)).toEqual(expected);
  });
});

test('no series is taken for another: of 150,000 some have one hash', () => {
  const text = Array.from({ length: 150_000 }, (_, at) => `a{b="${at}"} ${at} ${AT}\n`).join('');
  expect(droppedOf(text, text)).toEqual([[], []]);
});

describe('limits that fail a scrape', () => {
  const exceeded = (limits: ScrapeLimits) => {
    const reader = new TargetReader('text');
    const read = reader.read(Buffer.from('up 1\nlong{name="valué",other=""} 1\n'));
    return read.ok && limitExceeded(read.value, reader.catalogue, limits, (name, labels) => ({ ...labels, job: 'j', __name__: name }));
  };

  test.each<[string, ScrapeLimits, string | undefined]>([
    ['none', {}, undefined],
    ['0 is none', { sample_limit: 0, label_limit: 0 }, undefined],
    ['as many samples as allowed', { sample_limit: 2 }, undefined],
    ['one sample more', { sample_limit: 1 }, 'sample limit exceeded'],
    ['as many labels as allowed: name and job count, the empty one does not', { label_limit: 3 }, undefined],
    ['one label more', { label_limit: 2 }, 'label_limit exceeded (metric: long, number of labels: 3, limit: 2)'],
    ['names as long as allowed', { label_name_length_limit: 8 }, undefined],
    [
      'a longer name',
      { label_name_length_limit: 7 },
      'label_name_length_limit exceeded (metric: up, label name: __name__, length: 8, limit: 7)',
    ],
    ['values as long as allowed, in bytes', { label_value_length_limit: 6 }, undefined],
    [
      'a longer value',
      { label_value_length_limit: 5 },
      'label_value_length_limit exceeded (metric: long, label name: name, value: "valué", length: 6, limit: 5)',
    ],
  ])('%s', (_name, limits, message) => {
    const expected = message === undefined ? undefined : expect.objectContaining({ limit: Object.keys(limits)[0], message });
    expect(exceeded(limits) || undefined).toEqual(expected);
  });

  test.each([
    [99, undefined],
    [100, { limit: 'body_size_limit', message: 'body size limit exceeded', says: '100 bytes, body_size_limit 100' }],
  ])('a body of %i bytes of 100', (bytes, expected) => {
    expect(bodyTooLarge(bytes, { body_size_limit: 100 })).toEqual(expected);
  });

  test('what metric_relabel_configs drop is not counted, and the numbers are said', () => {
    const reader = new TargetReader('text');
    const read = reader.read(Buffer.from('a 1\nb{x="1"} 1\nb{x="2"} 1\n'));
    if (!read.ok) throw new Error(read.error.message);
    const of = (most: number, dropped: string) =>
      limitExceeded(read.value, reader.catalogue, { sample_limit: most }, (name, labels) => (name === dropped ? undefined : labels))?.says;
    expect([of(2, 'a'), of(1, 'a'), of(1, 'b'), of(2, '')]).toEqual([
      undefined,
      '2 samples, sample_limit 1',
      undefined,
      '3 samples, sample_limit 2',
    ]);
  });
});
