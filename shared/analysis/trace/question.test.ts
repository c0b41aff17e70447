import { describe, expect, it } from 'vitest';
import { clockOf, notFromTheFuture } from './clockBounds';
import { parseSubject, printSubject, subjectWords } from './question';

describe('a subject', () => {
  it.each([
    ['pod/shop/web-1', 'pod shop/web-1'],
    ['pod/shop/web-1/app', 'container app of pod shop/web-1'],
    ['node/n1', 'node n1'],
  ])('%s', (text, words) => {
    const read = parseSubject(text);
    expect(read.ok && printSubject(read.value)).toBe(text);
    expect(read.ok && subjectWords(read.value)).toBe(words);
  });

  it.each(['', 'pod', 'pod/', 'pod/shop', 'pod/shop/', 'pod/shop/web/', 'node/', 'node/a/b', 'deployment/shop/web'])(
    'refused: "%s"',
    (text) => expect(parseSubject(text)).toMatchObject({ ok: false, error: expect.stringContaining('pod/NAMESPACE/NAME') }),
  );
});

describe('a clock by Date headers', () => {
  it('one answer: within a second and the time it took', () => {
    // Sent at 10.2, here at 10.3, dated 12: the server was in [12, 13) then, so it is 1.7 to 2.8 s ahead.
    expect(clockOf('n', [{ sentMs: 10_200, receivedMs: 10_300, dateMs: 12_000 }])).toEqual({ who: 'n', offsetMs: 2_250, withinMs: 550 });
  });

  it('more answers at other parts of a second leave less', () => {
    const answers = [100, 350, 600, 850].map((ms) => ({
      sentMs: 10_000 + ms,
      receivedMs: 10_010 + ms,
      dateMs: Math.floor((10_005 + ms + 250) / 1000) * 1000,
    }));
    const clock = clockOf('n', answers);
    expect(Math.abs((clock?.offsetMs ?? 0) - 250)).toBeLessThanOrEqual(clock?.withinMs ?? 0);
    expect(clock?.withinMs).toBeLessThanOrEqual(135);
  });

  it('a clock that was set: the newest answer counts', () => {
    const answers = [
      { sentMs: 10_000, receivedMs: 10_010, dateMs: 10_000 },
      { sentMs: 11_000, receivedMs: 11_010, dateMs: 99_000 },
    ];
    expect(clockOf('n', answers)?.offsetMs).toBe(88_495);
    expect(clockOf('n', [])).toBeUndefined();
  });

  it('a sample is not of the future: the clock that stamped it is ahead', () => {
    const clock = { who: 'n', offsetMs: 0, withinMs: 40 };
    expect(notFromTheFuture(clock, 10_030, 10_000)).toBe(clock);
    expect(notFromTheFuture(clock, 15_000, 10_000).offsetMs).toBe(5_000);
  });
});
