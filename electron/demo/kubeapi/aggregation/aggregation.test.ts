import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, type Served, serveRecorded } from '../../../../e2e/kubectl/apiClient';
import { fixtureText, jsonOf, RECORDED_MS, textOf } from '../../../../e2e/kubectl/recordedWorld';
import { type Fields, fieldsAt, isFields, listAt } from '../fields';

const METRICS_SERVER = '10.244.0.25:10250';
const NODES = '/apis/metrics.k8s.io/v1beta1/nodes';

let served: Served;
let nowMs = RECORDED_MS;
beforeEach(async () => {
  nowMs = RECORDED_MS;
  served = await serveRecorded({ clock: () => nowMs, waits: { hangMs: 100 } });
  served.network.listen(METRICS_SERVER, 'https', ({ path }) =>
    jsonOf(200, fixtureText(path.endsWith('/nodes') ? 'metrics-nodes.json' : 'metrics-discovery.json')),
  );
  await served.api.checkAvailability();
});
afterEach(() => served.api.close());

function condition(): Fields {
  const object = served.store.get('apiservices.apiregistration.k8s.io', undefined, 'v1beta1.metrics.k8s.io');
  return listAt(object, 'status', 'conditions').find(isFields) ?? {};
}

function slice() {
  const found = served.store
    .list('endpointslices.discovery.k8s.io', 'kube-system')
    .find(({ metadata }) => metadata.name.startsWith('metrics-server'));
  if (!found) throw new Error('the recorded slice of metrics-server is missing');
  return found;
}

describe('aggregated APIs', () => {
  it('asks the server of the API as the user', async () => {
    const told = await ask(served.api, `${NODES}?limit=5`);
    expect([told.status, told.text]).toEqual([200, fixtureText('metrics-nodes.json')]);
    expect(told.headers['cache-control']).toBe('no-cache, private, no-cache, private');
    const asked = served.network.asked.at(-1);
    expect([asked?.path, asked?.query.get('limit'), asked?.user?.name]).toEqual([NODES, '5', 'kubernetes-admin']);
  });

  it('is passed as the whole path, stars and all', async () => {
    served.network.listen('10.244.0.4:6443', 'https', ({ path }) => textOf(200, path));
    await served.api.checkAvailability();
    const path = '/apis/custom.metrics.k8s.io/v1beta1/namespaces/demo/pods/*/http_requests_per_second';
    expect((await ask(served.api, path)).text).toBe(path);
  });

  it('lets RBAC decide before it asks', async () => {
    const before = served.network.asked.length;
    expect((await ask(served.api, NODES, { as: 'viewer' })).status).toBe(403);
    expect((await ask(served.api, '/apis/metrics.k8s.io/v1beta1', { as: 'viewer' })).status).toBe(200);
    expect(served.network.asked.length).toBe(before + 1);
  });

  it('answers in plain text when the API is unavailable, as recorded', async () => {
    served.store.put('endpointslices.discovery.k8s.io', { ...slice(), endpoints: [] });
    for (const path of [NODES, '/apis/metrics.k8s.io/v1beta1']) {
      const told = await ask(served.api, path);
      expect([told.status, told.headers['content-type'], told.text]).toEqual([503, 'text/plain; charset=utf-8', 'service unavailable\n']);
    }
  });

  it('knows no page of an API that was deleted, as recorded', async () => {
    served.store.remove('apiservices.apiregistration.k8s.io', undefined, 'v1beta1.metrics.k8s.io');
    const told = await ask(served.api, NODES);
    expect([told.status, told.text]).toEqual([404, '404 page not found\n']);
    expect((await ask(served.api, '/apis')).text).not.toContain('"metrics.k8s.io"');
  });

  it('gives up on an API that hangs', async () => {
    served.network.set(METRICS_SERVER, { kind: 'hangs' });
    expect((await ask(served.api, NODES)).status).toBe(504);
  });
});

describe('availability of aggregated APIs', () => {
  it('is Passed when all checks pass', () => {
    expect(condition()).toEqual({
      type: 'Available',
      status: 'True',
      lastTransitionTime: '2026-11-21T13:17:31Z',
      reason: 'Passed',
      message: 'all checks passed',
    });
  });

  it.each([
    [
      'ServiceNotFound',
      'service/metrics-server in "kube-system" is not present',
      () => served.store.remove('services', 'kube-system', 'metrics-server'),
    ],
    [
      'ServicePortError',
      'service/metrics-server in "kube-system" is not listening on port 443',
      () => {
        const service = served.store.get('services', 'kube-system', 'metrics-server');
        if (service)
          served.store.put('services', { ...service, spec: { ...fieldsAt(service, 'spec'), ports: [{ name: 'https', port: 8443 }] } });
      },
    ],
    [
      'EndpointsNotFound',
      'cannot find endpointslices for service/metrics-server in "kube-system"',
      () => {
        served.store.remove('endpointslices.discovery.k8s.io', 'kube-system', slice().metadata.name);
        served.store.remove('endpoints', 'kube-system', 'metrics-server');
      },
    ],
    [
      'MissingEndpoints',
      'endpointslices for service/metrics-server in "kube-system" have no addresses with port name "https"',
      () => served.store.put('endpointslices.discovery.k8s.io', { ...slice(), endpoints: [] }),
    ],
    [
      'FailedDiscoveryCheck',
      'failing or missing response from https://10.244.0.25:10250/apis/metrics.k8s.io/v1beta1: Get "https://10.244.0.25:10250/apis/metrics.k8s.io/v1beta1": dial tcp 10.244.0.25:10250: connect: connection refused',
      () => served.network.set(METRICS_SERVER, { kind: 'refused', error: 'connect: connection refused' }),
    ],
    [
      'FailedDiscoveryCheck',
      'failing or missing response from https://10.244.0.25:10250/apis/metrics.k8s.io/v1beta1: Get "https://10.244.0.25:10250/apis/metrics.k8s.io/v1beta1": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
      () => served.network.set(METRICS_SERVER, { kind: 'hangs' }),
    ],
    [
      'FailedDiscoveryCheck',
      'failing or missing response from https://10.244.0.25:10250/apis/metrics.k8s.io/v1beta1: bad status from https://10.244.0.25:10250/apis/metrics.k8s.io/v1beta1: 401',
      () => served.network.listen(METRICS_SERVER, 'https', () => textOf(401, 'Unauthorized')),
    ],
  ])('%s: %s', async (reason, message, breakIt) => {
    nowMs += 60_000;
    breakIt();
    await served.api.checkAvailability();
    expect(condition()).toEqual({ type: 'Available', status: 'False', lastTransitionTime: '2026-11-21T13:18:31Z', reason, message });
  });

  it('keeps the time of the last change of status', async () => {
    nowMs += 60_000;
    served.network.set(METRICS_SERVER, { kind: 'hangs' });
    await served.api.checkAvailability();
    nowMs += 60_000;
    served.store.put('endpointslices.discovery.k8s.io', { ...slice(), endpoints: [] });
    await served.api.checkAvailability();
    expect(condition()).toMatchObject({ reason: 'MissingEndpoints', lastTransitionTime: '2026-11-21T13:18:31Z' });
  });

  it('follows the endpoints by itself', async () => {
    const changed = new Promise<void>((resolve) => {
      const stop = served.store.onChange((resource) => {
        if (resource !== 'apiservices.apiregistration.k8s.io') return;
        stop();
        resolve();
      });
    });
    served.store.put('endpointslices.discovery.k8s.io', { ...slice(), endpoints: [] });
    await changed;
    expect(condition()).toMatchObject({ status: 'False', reason: 'MissingEndpoints' });
  });
});
