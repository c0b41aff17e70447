// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { FIXTURE_NOW_MS, fixtureWith } from '../app/fixtureView';
import { foldSince, type HealthsSince } from './healthSince';

const NONE: HealthsSince = { session: '', seen: {} };
function seen(afterSeconds: number, health: 'ok' | 'broken', context = 'demo') {
  const view = fixtureWith({ kubelet: { health } });
  const to = new Date(FIXTURE_NOW_MS + afterSeconds * 1000).toISOString();
  return { report: { ...view.report, to, cluster: { context } } };
}

describe('since when a card is in its state', () => {
  it('is the time of the first view that says so', () => {
    const after = [seen(0, 'ok'), seen(5, 'broken'), seen(65, 'broken')].reduce(foldSince, NONE);
    expect(after.seen['kubelet']).toEqual({ health: 'broken', sinceMs: FIXTURE_NOW_MS + 5_000 });
    expect(after.seen['kubelet>metrics-server']?.sinceMs).toBe(FIXTURE_NOW_MS);
    expect(after.seen['hpa']).toEqual({ health: 'ok', sinceMs: FIXTURE_NOW_MS });
  });

  it('begins anew with another cluster', () => {
    const after = [seen(0, 'broken'), seen(60, 'broken', 'other')].reduce(foldSince, NONE);
    expect(after.seen['kubelet']?.sinceMs).toBe(FIXTURE_NOW_MS + 60_000);
  });
});
