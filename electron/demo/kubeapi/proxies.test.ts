import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, askJson, type Served, serveRecorded } from '../../../e2e/kubectl/apiClient';
import { textOf } from '../../../e2e/kubectl/recordedWorld';

let served: Served;
beforeEach(async () => {
  served = await serveRecorded({ waits: { hangMs: 100 } });
});
afterEach(() => served.api.close());

const PROMETHEUS = '/api/v1/namespaces/monitoring/services/prometheus';

describe('node proxy', () => {
  it('asks the kubelet as the apiserver, without the credentials of the client', async () => {
    const told = await ask(served.api, '/api/v1/nodes/hop-1/proxy/healthz?verbose=1', { headers: { accept: 'text/plain' } });
    expect([told.status, told.text, told.headers['content-type']]).toEqual([200, 'ok', 'text/plain; charset=utf-8']);
    const [asked] = served.network.asked.slice(-1);
    expect(asked?.path).toBe('/healthz');
    expect(asked?.query.get('verbose')).toBe('1');
    expect(asked?.user?.name).toBe('kube-apiserver-kubelet-client');
    expect(asked?.headers).toMatchObject({ accept: 'text/plain' });
    expect(asked?.headers).not.toHaveProperty('authorization');
  });

  it('says that the kubelet refuses, as recorded', async () => {
    served.network.set('10.77.0.2:10250', { kind: 'refused', error: 'connect: connection refused' });
    expect(await askJson(served.api, '/api/v1/nodes/hop-1/proxy/healthz')).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'error trying to reach service: dial tcp 10.77.0.2:10250: connect: connection refused',
      reason: 'ServiceUnavailable',
      code: 503,
    });
  });

  it('hangs with a kubelet that hangs, then gives up', async () => {
    served.network.set('10.77.0.2:10250', { kind: 'hangs' });
    const started = performance.now();
    expect(await askJson(served.api, '/api/v1/nodes/hop-1/proxy/healthz')).toMatchObject({
      code: 503,
      message: 'error trying to reach service: http2: client connection lost',
    });
    expect(performance.now() - started).toBeGreaterThanOrEqual(95);
  });

  it('asks another port in plain HTTP and as nobody', async () => {
    served.network.listen('10.77.0.2:9100', 'http', () => textOf(200, 'node_load1 1\n'));
    expect((await ask(served.api, '/api/v1/nodes/hop-1:9100/proxy/metrics')).text).toBe('node_load1 1\n');
    expect(served.network.asked.at(-1)?.user).toBeUndefined();
  });

  it('sends who forgot the slash to the place below', async () => {
    const told = await ask(served.api, '/api/v1/nodes/hop-1/proxy?a=b');
    expect([told.status, told.headers.location]).toEqual([301, '/api/v1/nodes/hop-1/proxy/?a=b']);
  });
});

describe('service proxy', () => {
  it.each(['prometheus:web', 'prometheus:9090', 'http:prometheus:web'])('finds a ready pod for %s', async (id) => {
    served.network.listen('10.244.0.7:9090', 'http', ({ path, query }) => textOf(200, `${path} ${query.get('query')}`));
    expect((await ask(served.api, `/api/v1/namespaces/monitoring/services/${id}/proxy/api/v1/query?query=up`)).text).toBe(
      '/api/v1/query up',
    );
  });

  it('passes a POST with its body', async () => {
    served.network.listen('10.244.0.7:9090', 'http', ({ method, body }) => textOf(200, `${method} ${body}`));
    expect((await ask(served.api, `${PROMETHEUS}:web/proxy/api/v1/query`, { method: 'POST', body: 'up' })).text).toBe('POST "up"');
  });

  it.each([
    ['a named port without its name', 'prometheus', 'no endpoints available for service "prometheus"'],
    ['a port name that the service has not', 'prometheus:metrics', 'no endpoints available for service "prometheus:metrics"'],
    ['a port number that the service has not', 'prometheus:9999', 'no service port 9999 found for service "prometheus"'],
  ])('%s', async (_name, id, message) => {
    expect(await askJson(served.api, `/api/v1/namespaces/monitoring/services/${id}/proxy/`)).toMatchObject({ code: 503, message });
  });

  it('tells a service without pods from one whose pods are not ready, as recorded', async () => {
    const slice = served.store
      .list('endpointslices.discovery.k8s.io', 'monitoring')
      .find(({ metadata }) => metadata.name.startsWith('prometheus-') && !metadata.name.startsWith('prometheus-adapter'));
    if (!slice) throw new Error('the recorded slice of prometheus is missing');
    served.store.put('endpointslices.discovery.k8s.io', {
      ...slice,
      endpoints: [{ addresses: ['10.244.0.7'], conditions: { ready: false } }],
    });
    expect(await askJson(served.api, `${PROMETHEUS}:web/proxy/`)).toMatchObject({
      message: 'no endpoints available for service "prometheus:web"',
    });
    served.store.put('endpointslices.discovery.k8s.io', { ...slice, endpoints: [] });
    expect(await askJson(served.api, `${PROMETHEUS}:web/proxy/`)).toMatchObject({
      message: 'no endpoints available for service "prometheus"',
    });
  });

  it('uses Endpoints where there are no slices', async () => {
    for (const slice of served.store.list('endpointslices.discovery.k8s.io', 'monitoring')) {
      served.store.remove('endpointslices.discovery.k8s.io', 'monitoring', slice.metadata.name);
    }
    served.network.listen('10.244.0.7:9090', 'http', () => textOf(200, 'here'));
    expect((await ask(served.api, `${PROMETHEUS}:web/proxy/`)).text).toBe('here');
  });

  it('goes round the pods of a service', async () => {
    for (const ip of ['10.244.0.21', '10.244.0.8']) served.network.listen(`${ip}:8080`, 'http', () => textOf(200, ip));
    const seen = new Set<string>();
    for (let turn = 0; turn < 4; turn++) seen.add((await ask(served.api, '/api/v1/namespaces/demo/services/web:http/proxy/')).text);
    expect([...seen].sort()).toEqual(['10.244.0.21', '10.244.0.8']);
  });

  it('is told by each side when the scheme is wrong', async () => {
    served.network.listen('10.244.0.7:9090', 'http', () => textOf(200, 'ok'));
    expect(await askJson(served.api, '/api/v1/namespaces/monitoring/services/https:prometheus:web/proxy/')).toMatchObject({
      message: 'error trying to reach service: http: server gave HTTP response to HTTPS client',
    });
    served.network.listen('10.244.0.25:10250', 'https', () => textOf(200, 'ok'));
    const told = await ask(served.api, '/api/v1/namespaces/kube-system/services/metrics-server:https/proxy/readyz');
    expect([told.status, told.text]).toEqual([400, 'Client sent an HTTP request to an HTTPS server.\n']);
  });

  it('gives up on a pod that hangs', async () => {
    served.network.set('10.244.0.7:9090', { kind: 'hangs' });
    expect((await ask(served.api, `${PROMETHEUS}:web/proxy/`)).status).toBe(504);
  });

  it('hands on status, type and the second cache-control of the one behind', async () => {
    served.network.listen('10.244.0.25:10250', 'https', ({ user }) => ({
      status: user ? 200 : 403,
      headers: { 'Content-Type': 'application/json', 'cache-control': 'no-cache, private', connection: 'close' },
      body: '{}',
    }));
    const told = await ask(served.api, '/api/v1/namespaces/kube-system/services/https:metrics-server:https/proxy/metrics');
    expect([told.status, told.headers['content-type'], told.headers['cache-control']]).toEqual([
      403,
      'application/json',
      'no-cache, private, no-cache, private',
    ]);
  });

  it('compresses what the one behind would have compressed', async () => {
    served.network.listen('10.244.0.7:9090', 'http', () => textOf(200, 'x'.repeat(1000)));
    const told = await ask(served.api, `${PROMETHEUS}:web/proxy/`, { headers: { 'accept-encoding': 'gzip' } });
    expect([told.headers['content-encoding'], told.text.length]).toEqual(['gzip', 1000]);
  });
});

describe('pod proxy', () => {
  const POD = '/api/v1/namespaces/monitoring/pods/prometheus-7b59946759-qplfn';

  it.each([
    ['the port that is named', `${POD}:9090/proxy/-/ready`],
    ['the first port of the first container', `${POD}/proxy/-/ready`],
  ])('asks %s', async (_name, path) => {
    served.network.listen('10.244.0.7:9090', 'http', (request) => textOf(200, request.path));
    expect((await ask(served.api, path)).text).toBe('/-/ready');
  });

  it('has no way to a pod without an address', async () => {
    expect(await askJson(served.api, '/api/v1/namespaces/demo/pods/unschedulable/proxy/')).toMatchObject({
      code: 400,
      message: 'address not allowed',
    });
  });

  it('says which pod is missing', async () => {
    expect(await askJson(served.api, '/api/v1/namespaces/demo/pods/nope/proxy/')).toMatchObject({
      code: 404,
      message: 'pods "nope" not found',
    });
  });
});

describe('hooks', () => {
  it('serves the metrics that it is given', async () => {
    const own = await serveRecorded({ hooks: { metricsText: () => 'apiserver_up 1\n' } });
    const told = await ask(own.api, '/metrics');
    expect([told.text, told.headers['content-type']]).toEqual([
      'apiserver_up 1\n',
      'text/plain; version=0.0.4; charset=utf-8; escaping=underscores',
    ]);
    await own.api.close();
  });

  it('lets administrators alone to the control path', async () => {
    const own = await serveRecorded({ hooks: { control: ({ method, path, body }) => textOf(200, `${method} ${path} ${body}`) } });
    expect((await ask(own.api, '/demo/faults', { method: 'POST', body: { fault: 'x' } })).text).toBe('POST /demo/faults {"fault":"x"}');
    expect((await ask(own.api, '/demo/faults', { as: 'viewer' })).status).toBe(403);
    await own.api.close();
  });
});
