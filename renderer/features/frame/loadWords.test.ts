import { expect, it } from 'vitest';
import { loadWords } from './loadWords';

it.each([
  ['in steady state', 3.96, 10, '4 of 10 requests/s'],
  ['little', 0.25, 10, '0.3 of 10 requests/s'],
  ['just at the limit', 10.4, 10, '10 of 10 requests/s'],
  ['while the first looks are made', 44.2, 10, '44 requests/s, in a burst'],
  ['without a limit', 44.2, undefined, '44 requests/s'],
])('%s', (_case, requestsPerSecond, limit, words) => {
  const load = { requestsPerSecond, limit, bytesPerSecond: 0, inFlight: 1, totalRequests: 4120 };
  expect(loadWords(load).words).toBe(words);
  expect(loadWords(load).more).toContain('4,120 requests so far, 1 under way.');
});
