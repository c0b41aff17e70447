import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, askJson, type Served, serveRecorded } from '../../../e2e/kubectl/apiClient';
import { fixtureText, jsonOf } from '../../../e2e/kubectl/recordedWorld';
import { listAt, textAt } from './fields';

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';

let served: Served;
beforeAll(async () => {
  served = await serveRecorded();
  served.network.listen('10.244.0.25:10250', 'https', () => jsonOf(200, fixtureText('metrics-discovery.json')));
  await served.api.checkAvailability();
});
afterAll(() => served.api.close());

function groupsOf(document: unknown): ReadonlyMap<string, unknown> {
  return new Map(listAt(document, 'groups').map((group) => [textAt(group, 'name') ?? '', group]));
}

describe('discovery', () => {
  it('names each group as the recorded cluster does', async () => {
    const recorded = groupsOf(JSON.parse(fixtureText('apis.json')));
    const groups = groupsOf(await askJson(served.api, '/apis'));
    expect(groups.size).toBeGreaterThan(10);
    for (const [name, group] of groups) expect(group, name).toEqual(recorded.get(name));
    expect([...groups.keys()].slice(-3)).toEqual(['custom.metrics.k8s.io', 'external.metrics.k8s.io', 'metrics.k8s.io']);
  });

  it('describes each resource in the aggregated document as the recorded cluster does', async () => {
    const recorded = resourcesOf(JSON.parse(fixtureText('apis-aggregated.json')));
    const shown = resourcesOf(await askJson(served.api, '/apis', { headers: { accept: AGGREGATED } }));
    expect(shown.get('metrics.k8s.io/v1beta1/nodes')).toBeDefined();
    for (const [name, resource] of shown) expect(resource, name).toEqual(recorded.get(name));
  });

  it('answers in the form that was asked for, and 304 when the client has it', async () => {
    const told = await ask(served.api, '/apis', { headers: { accept: AGGREGATED } });
    expect(told.headers['content-type']).toBe('application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList');
    expect(told.headers['cache-control']).toBe('public');
    const again = await ask(served.api, '/apis', { headers: { accept: AGGREGATED, 'if-none-match': told.headers.etag ?? '' } });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('keeps what an API said last and marks it stale when it does not answer', async () => {
    served.network.set('10.244.0.25:10250', { kind: 'refused', error: 'connect: connection refused' });
    await served.api.checkAvailability();
    const document = await askJson(served.api, '/apis', { headers: { accept: AGGREGATED } });
    const metrics = listAt(document, 'items').find((item) => textAt(item, 'metadata', 'name') === 'metrics.k8s.io');
    expect(listAt(metrics, 'versions')).toMatchObject([{ freshness: 'Stale', resources: [{ resource: 'nodes' }, { resource: 'pods' }] }]);
  });

  it.each([
    ['/api/v1', 'v1', ['pods', 'pods/proxy', 'nodes/proxy', 'services/proxy', 'events']],
    ['/apis/apps/v1', 'apps/v1', ['deployments', 'daemonsets', 'statefulsets', 'replicasets']],
    ['/apis/autoscaling/v1', 'autoscaling/v1', ['horizontalpodautoscalers']],
    ['/apis/autoscaling/v2', 'autoscaling/v2', ['horizontalpodautoscalers']],
    [
      '/apis/authorization.k8s.io/v1',
      'authorization.k8s.io/v1',
      ['selfsubjectaccessreviews', 'selfsubjectrulesreviews', 'subjectaccessreviews'],
    ],
  ])('%s lists its resources', async (path, groupVersion, names) => {
    const document = await askJson(served.api, path);
    expect(document).toMatchObject({ kind: 'APIResourceList', groupVersion });
    expect(listAt(document, 'resources').map((resource) => textAt(resource, 'name'))).toEqual(expect.arrayContaining(names));
  });

  it('names its versions and its address', async () => {
    expect(await askJson(served.api, '/api')).toEqual({
      ...JSON.parse(fixtureText('api.json')),
      serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: `127.0.0.1:${served.api.port}` }],
    });
    expect(await askJson(served.api, '/apis/autoscaling')).toMatchObject({ kind: 'APIGroup', preferredVersion: { version: 'v2' } });
  });
});

function resourcesOf(document: unknown): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  for (const item of listAt(document, 'items')) {
    for (const version of listAt(item, 'versions')) {
      for (const resource of listAt(version, 'resources')) {
        found.set(`${textAt(item, 'metadata', 'name')}/${textAt(version, 'version')}/${textAt(resource, 'resource')}`, resource);
      }
    }
  }
  return found;
}

describe('the apiserver itself', () => {
  it.each(['livez', 'readyz', 'healthz'])('/%s?verbose is as recorded', async (endpoint) => {
    const told = await ask(served.api, `/${endpoint}?verbose`);
    expect(told.text).toBe(fixtureText(`apiserver-${endpoint}-verbose.txt`));
    expect(told.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect((await ask(served.api, `/${endpoint}`, { as: 'anonymous' })).text).toBe('ok');
  });

  it('answers single checks and leaves excluded ones out', async () => {
    expect((await ask(served.api, '/livez/etcd')).text).toBe('ok');
    expect((await ask(served.api, '/livez/none')).status).toBe(404);
    expect((await ask(served.api, '/readyz?verbose&exclude=etcd')).text).toContain('[+]etcd excluded: ok\n');
  });

  it('tells its version to everybody', async () => {
    expect(await askJson(served.api, '/version', { as: 'anonymous' })).toMatchObject({ major: '1', minor: '34', gitVersion: 'v1.34.4' });
  });

  it('has an OpenAPI document small enough for kubectl', async () => {
    expect(await askJson(served.api, '/openapi/v2')).toMatchObject({ swagger: '2.0' });
  });
});
