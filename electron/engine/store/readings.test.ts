import { describe, expect, it } from 'vitest';
import { type ExposedAnswer, Readings } from './readings';

const encoder = new TextEncoder();
const answer = (text: string, given: Partial<ExposedAnswer> = {}): ExposedAnswer => ({
  status: 200,
  atMs: 0,
  request: 'GET /metrics',
  contentType: 'text/plain; version=0.0.4',
  body: encoder.encode(text),
  ...given,
});

function samplesOf(readings: Readings, given: ExposedAnswer, target?: string): [string, number][] {
  const reading = readings.of(given, target);
  return reading.ok ? [...reading.value.samples()].map(({ name, value }) => [name, value]) : [];
}

describe('readings', () => {
  it('are one for each answer, whoever asks', () => {
    const readings = new Readings();
    const given = answer('a 1\n');
    const first = readings.of(given, 't');
    expect(readings.of({ ...given })).toBe(first);
    expect(readings.of(answer('a 1\n'), 't')).not.toBe(first);
  });

  it('stay as they were when the next scrape of the target is read', () => {
    const readings = new Readings();
    const before = readings.of(answer('a 1\nb{x="1"} 2 1700000000000\n'), 't');
    readings.of(answer('b{x="1"} 9\na 8\nc 7\n'), 't');
    if (!before.ok) throw new Error(before.error.message);
    expect([...before.value.samples()]).toEqual([
      { name: 'a', labels: {}, value: 1 },
      { name: 'b', labels: { x: '1' }, value: 2, timestampMs: 1_700_000_000_000 },
    ]);
    expect(before.value.linesOf([1])).toEqual([{ line: 2, text: 'b{x="1"} 2 1700000000000' }]);
  });

  it('give a series the same number in all scrapes of a target', () => {
    const readings = new Readings();
    const numbers = ['a 1\nb 2\n', 'b 3\na 4\n'].map((text) => {
      const reading = readings.of(answer(text), 't');
      return reading.ok ? [...reading.value.columns.series] : [];
    });
    expect(numbers[1]).toEqual([...(numbers[0] ?? [])].reverse());
  });

  it.each<[string, ExposedAnswer, [string, number][]]>([
    ['OpenMetrics', answer('a 1\n# EOF\n', { contentType: 'application/openmetrics-text; version=1.0.0' }), [['a', 1]]],
    ['OpenMetrics that ends too early', answer('a 1\n', { contentType: 'application/openmetrics-text; version=1.0.0' }), []],
    ['text where nothing is said', answer('a 1\n', { contentType: undefined }), [['a', 1]]],
    ['what an error page exposes', answer('a 1\n', { status: 500 }), [['a', 1]]],
  ])('are in the format that is said: %s', (_name, given, samples) => expect(samplesOf(new Readings(), given, 't')).toEqual(samples));

  it('of a body of no bytes are a scrape without samples, whatever its type: Prometheus leaves up at 1', () => {
    const given = answer('', { contentType: 'application/openmetrics-text; version=1.0.0' });
    expect(new Readings().of(given, 't')).toMatchObject({ ok: true, value: { sampleCount: 0 } });
    expect(new Readings().of({ ...given, body: encoder.encode('\n') }, 't')).toMatchObject({ ok: false });
  });

  it('begin anew when the format changes', () => {
    const readings = new Readings();
    readings.of(answer('a 1\n'), 't');
    expect(samplesOf(readings, answer('a 2\n# EOF\n', { contentType: 'application/openmetrics-text' }), 't')).toEqual([['a', 2]]);
    expect(readings.size.readers).toBe(1);
  });
});

describe('what is remembered of targets', () => {
  const many = (count: number, word: string) => answer(Array.from({ length: count }, (_, at) => `m{l="${word}${at}"} 1\n`).join(''));

  it('goes with them', () => {
    const readings = new Readings();
    for (const target of ['a', 'b']) readings.of(answer('x 1\n'), target);
    readings.keepOnly((target) => target === 'b');
    expect(readings.size.readers).toBe(1);
    readings.keepOnly(() => false);
    expect(readings.size).toEqual({ readers: 0, bytes: 0 });
  });

  it('takes no more room than it may: what was not used for longest goes', () => {
    const one = new Readings();
    one.of(many(500, 'x'), 'a');
    const readings = new Readings(2.5 * one.size.bytes);
    for (const target of ['a', 'b', 'a', 'c']) readings.of(many(500, 'x'), target);
    expect(readings.size.readers).toBe(2);
    const reading = readings.of(many(500, 'x'), 'a');
    expect(reading.ok && reading.value.columns.series[0]).toBe(0);
    expect(readings.size.bytes).toBeLessThanOrEqual(2.5 * one.size.bytes);
  });

  it('does not grow without end while series come and go', () => {
    const readings = new Readings();
    const sizes = Array.from({ length: 30 }, (_, at) => {
      readings.of(many(1_000, `pod-${at}-`), 't');
      return readings.size.bytes;
    });
    // Hashes are seeded anew in each run, and with them a little of the size changes; what leaks in one round alone would be a thirtieth more.
    expect(Math.max(...sizes.slice(15))).toBeLessThan(Math.max(...sizes.slice(0, 15)) * 1.02);
  });

  it('none of answers that nobody scrapes', () => {
    const readings = new Readings();
    readings.of(answer('a 1\n'));
    readings.of(answer('a 1\n', { status: 503 }), 't');
    expect(readings.size.readers).toBe(0);
  });
});
