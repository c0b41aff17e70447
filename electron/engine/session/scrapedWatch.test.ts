import { expect, test } from 'vitest';
import type { Discovered } from '../../../shared/model/component';
import { component } from '../probers/oneLook.testSupport';
import type { LookResult } from '../probers/prober';
import { FOUND, look, targets } from '../probers/prometheus/prometheus.testSupport';
import { ScrapedWatch } from './scrapedWatch';

const PROMETHEUS = component({ ...FOUND, name: 'main' });
const scrapes = (...pods: readonly string[]) =>
  look({
    with: {
      '/api/v1/targets?state=active': targets(
        ...pods.map((name) => ({ pool: 'pods', meta: { __meta_kubernetes_namespace: 'shop', __meta_kubernetes_pod_name: name } })),
      ),
    },
  });

/** A session of which only what the watch reads is there. */
function watched() {
  const looks = new Map<string, LookResult>();
  const seen = {
    discovered: [PROMETHEUS] as readonly Discovered[],
    looks,
    rediscovered: 0,
    rediscover() {
      seen.rediscovered += 1;
    },
  };
  const watch = new ScrapedWatch(() => seen);
  const observe = (result?: LookResult) => {
    if (result) looks.set(PROMETHEUS.id, result);
    watch.observe();
    return { pods: watch.known.map(({ pod }) => pod), rediscovered: seen.rediscovered };
  };
  return { seen, observe };
}

test('discovery runs anew when other pods are scraped, and only then', async () => {
  const { observe } = watched();
  expect(observe()).toEqual({ pods: [], rediscovered: 0 });
  expect(observe(await scrapes('cart-1'))).toEqual({ pods: ['cart-1'], rediscovered: 1 });
  expect(observe(await scrapes('cart-1'))).toEqual({ pods: ['cart-1'], rediscovered: 1 });
  expect(observe(await scrapes('cart-1', 'web-1'))).toEqual({ pods: ['cart-1', 'web-1'], rediscovered: 2 });
});

test('a Prometheus that does not answer takes nothing back; one that is gone does', async () => {
  const { seen, observe } = watched();
  observe(await scrapes('cart-1'));
  expect(observe(await look({ with: { '/api/v1/targets?state=active': { status: 503, text: 'no endpoints' } } }))).toEqual({
    pods: ['cart-1'],
    rediscovered: 1,
  });
  seen.discovered = [];
  expect(observe()).toEqual({ pods: [], rediscovered: 2 });
});
