import { describe, expect, it } from 'vitest';
import { factsIn, lookOnce, type OneLook, type Reply, verdict } from '../oneLook.testSupport';
import { apiserverProber } from './prober';

const HEALTHY: Readonly<Record<string, Reply>> = {
  '/version': '{"gitVersion":"v1.34.4"}',
  '/livez': 'ok',
  '/readyz?verbose': '[+]ping ok\n[+]etcd ok\nreadyz check passed\n',
};
const FORBIDDEN = { status: 403, text: '{"message":"forbidden: User \\"u\\" cannot get path \\"/livez\\""}' };

function look(given: OneLook & { readonly with?: Readonly<Record<string, Reply>> }) {
  return lookOnce(apiserverProber, { replies: { ...HEALTHY, ...given.with }, ...given });
}

describe('the kube-apiserver', () => {
  it.each<[string, Parameters<typeof look>[0], string, string | undefined]>([
    ['is live and ready', {}, 'ok', undefined],
    [
      'has a check that fails: 500 lists it',
      { with: { '/readyz?verbose': { status: 500, text: '[+]ping ok\n[-]etcd failed: reason withheld\nreadyz check failed\n' } } },
      'degraded',
      '/readyz: etcd failed',
    ],
    ['is not live', { with: { '/livez': { status: 500, text: '[-]poststarthook/x failed' } } }, 'degraded', '/livez: 500'],
    ['does not answer', { always: 'TIMEOUT' }, 'broken', 'no first byte in 15 s'],
    [
      'may not be asked for health',
      { with: { '/livez': FORBIDDEN, '/readyz?verbose': FORBIDDEN } },
      'unknown',
      'neither /livez nor /readyz can be read: 403',
    ],
    ['may not be asked for anything', { always: FORBIDDEN }, 'denied', '403'],
    ['is a proxy’s page', { always: { text: '<html></html>', type: 'text/html' } }, 'degraded', 'an HTML page'],
  ])('%s', async (_name, given, health, word) => {
    const seen = verdict(await look(given));
    expect(seen.health).toBe(health);
    if (word === undefined) expect(seen.because).toBeUndefined();
    else expect(seen.because).toContain(word);
  });

  it('names aggregated APIs that are not available', async () => {
    const meta = { uid: 'u', resourceVersion: '1', createdMs: 0, labels: {}, annotations: {}, insecureSkipTlsVerify: true };
    const service = { namespace: 'ns', name: 's', port: 443 };
    const condition = { type: 'Available', status: 'False', reason: 'MissingEndpoints', message: 'no addresses' };
    const apiServices = [
      { ...meta, name: 'v1beta1.metrics.k8s.io', group: 'metrics.k8s.io', version: 'v1beta1', service, conditions: [condition] },
      { ...meta, name: 'v1.new', group: 'new', version: 'v1', service, conditions: [] },
      { ...meta, name: 'v1.apps', group: 'apps', version: 'v1', conditions: [] },
    ];
    expect(factsIn(await look({ inventory: { apiServices } }))).toMatchObject({
      'readiness checks': '2 of 2 pass',
      'aggregated APIs': '0 of 2 available',
      'v1beta1.metrics.k8s.io': 'MissingEndpoints: no addresses',
      'v1.new': 'no Available condition yet',
    });
  });
});
