import { expect, test } from 'vitest';
import { scrapedPods } from './scrapedPods';

const BY = { name: 'k8s', namespace: 'monitoring' };
const POD = { __meta_kubernetes_namespace: 'shop', __meta_kubernetes_pod_name: 'cart-1' };
const target = (scrapeUrl: string, more: object = {}) => ({
  scrapeUrl,
  labels: { job: 'cart' },
  discoveredLabels: POD,
  scrapePool: 'shop/cart/0',
  health: 'up',
  ...more,
});

test.each([
  ['http://10.0.0.7:8080/metrics', { scheme: 'http', port: '8080', path: '/metrics' }],
  ['https://[fd00::7]:8443/stats/prometheus?format=x', { scheme: 'https', port: '8443', path: '/stats/prometheus' }],
  ['https://10.0.0.7/metrics', { scheme: 'https', port: '443', path: '/metrics' }],
  ['http://cart.shop', { scheme: 'http', port: '80', path: '/' }],
])('%s is a pod that is scraped there', (url, at) => {
  expect(scrapedPods(BY, [target(url)])).toEqual([{ namespace: 'shop', pod: 'cart-1', by: 'monitoring/k8s', job: 'shop/cart/0', ...at }]);
});

test('without discovery the labels name the pod, and the job is the one of the labels', () => {
  const plain = target('http://a:1/m', {
    discoveredLabels: undefined,
    scrapePool: undefined,
    labels: { job: 'j', pod: 'p', namespace: 'n' },
  });
  expect(scrapedPods(BY, [plain])).toMatchObject([{ namespace: 'n', pod: 'p', job: 'j' }]);
});

test.each([
  ['names no pod', target('http://a:1/m', { discoveredLabels: {} })],
  ['names a pod of no namespace', target('http://a:1/m', { discoveredLabels: {}, labels: { pod: 'p' } })],
  ['has no readable address', target('')],
])('a target that %s tells of none', (_, unclear) => {
  expect(scrapedPods(BY, [unclear])).toEqual([]);
});
