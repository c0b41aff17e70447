import { describe, expect, it } from 'vitest';
import { component, service } from '../../../shared/diagnosis/facts.testSupport';
import type { OtherObject } from '../../../shared/model/inventory';
import { fakeCluster, type Reply } from '../cluster/fakeCluster.testSupport';
import { gatherWhy, walkWhy } from './gather';
import { lookedSession } from './lookedSession.testSupport';

const MONITOR: OtherObject = {
  uid: 'u',
  resourceVersion: '1',
  createdMs: 0,
  annotations: {},
  labels: {},
  namespace: 'demo',
  name: 'api',
  spec: { selector: {} },
  status: {},
};

it('monitors are held against the sources that expose the metric, or could not be read, and against no others', async () => {
  const exposing = [
    { node: 'n1', text: '# TYPE a gauge\na 1\n' },
    { node: 'n2', text: '# TYPE b gauge\nb 1\n' },
    { node: 'n3', text: undefined },
  ];
  const { clock, session } = lookedSession(exposing);
  const inventory = {
    ...session.inventory,
    services: [service('demo', 'api')],
    others: { 'monitoring.coreos.com/servicemonitors': [MONITOR] },
  };
  const port = fakeCluster(() => ({ status: 404, body: {} }));
  const question = { metric: 'a', labels: {} };
  const { sources } = await gatherWhy({ ...session, inventory }, port, clock, question, new AbortController().signal);
  expect(sources.map(({ id, monitors }) => [id, monitors?.map(({ name }) => name)])).toEqual([
    ['cadvisor/n1', ['ServiceMonitor demo/api']],
    ['cadvisor/n2', undefined],
    ['cadvisor/n3', ['ServiceMonitor demo/api']],
  ]);
});

const OK = { state: 'ok', value: {}, request: '', route: 'service proxy', atMs: 0, durationMs: 1, evidence: [] };

function prometheus(name: string) {
  const route = { via: 'service-proxy', namespace: 'monitoring', service: name, scheme: 'http', port: '9090' } as const;
  const found = component('prometheus', name, { namespace: 'monitoring', endpoints: [{ purpose: 'api', route, basePath: '' }] });
  return { found, facts: { of: 'prometheus', buildinfo: OK, slowAtMs: 0 } };
}

/** What Prometheus say: `has` are the names of those in which a query finds the metric. None has a target. */
async function walked(names: readonly string[], has: readonly string[]) {
  const { clock, session } = lookedSession([{ node: 'n1', text: '# TYPE a gauge\na 1\n' }], { more: names.map(prometheus) });
  const asked = new Set<string>();
  const port = fakeCluster((api, _query, { route }) => {
    const name = route.via === 'service-proxy' ? route.service : '';
    asked.add(name);
    const found = has.includes(name) ? [{ metric: { __name__: 'a' }, value: [1, '1'] }] : [];
    if (api === '/api/v1/query') return { status: 200, body: { status: 'success', data: { resultType: 'vector', result: found } } };
    if (api === '/api/v1/rules') return { status: 200, body: { data: { groups: [{ rules: [{ name: 'a', type: 'recording' }] }] } } };
    return undefined;
  });
  const { verdict } = await walkWhy(session, port, clock, { metric: 'a', labels: {} }, new AbortController().signal);
  return { verdict, asked: [...asked] };
}

it('what the first Prometheus does not have is looked for in the others', async () => {
  const { verdict, asked } = await walked(['one', 'two'], ['two']);
  expect(verdict).toMatchObject({ kind: 'there', partly: [expect.stringMatching(/^monitoring\/one: nothing is stored/)] });
  expect(asked).toEqual(['one', 'two']);
});

it('what the first has nobody else is asked for', async () => {
  const { verdict, asked } = await walked(['one', 'two'], ['one', 'two']);
  expect(verdict.kind).toBe('there');
  expect(asked).toEqual(['one']);
});

describe('series of several tenants', () => {
  const mimir = (): ReturnType<typeof prometheus> => {
    const { found, facts } = prometheus('mimir');
    return { found: { ...found, flavour: 'mimir' }, facts };
  };
  const walkedAt = async (reply: Reply, asked: ReturnType<typeof prometheus> = mimir()) => {
    const { clock, session } = lookedSession([{ node: 'n1', text: '# TYPE a gauge\na 1\n' }], { more: [asked] });
    return walkWhy(
      session,
      fakeCluster(() => reply),
      clock,
      { metric: 'a', labels: {} },
      new AbortController().signal,
    );
  };
  const NO_ORG = { status: 401, body: 'no org id\n' };

  it('are not told of without a tenant: what is missing, and what to set', async () => {
    const { verdict, steps } = await walkedAt(NO_ORG);
    expect(verdict).toMatchObject({
      kind: 'cannot-tell',
      says: expect.stringContaining('was not told whose are asked for (401: no org id)'),
    });
    const stored = steps.find(({ id }) => id === 'stored');
    const rules = steps.find(({ id }) => id === 'rules');
    for (const step of [stored, rules])
      expect(step).toMatchObject({ state: 'cannot-tell', says: expect.stringContaining('Settings, Tenant: X-Scope-OrgID') });
  });

  it('another refusal is no tenant', async () => {
    const { verdict } = await walkedAt({ status: 401, body: 'Unauthorized' });
    expect(JSON.stringify(verdict)).not.toContain('X-Scope-OrgID');
  });

  it('what its look was refused for is told as well', async () => {
    const { found } = mimir();
    const refused = { ...OK, state: 'denied', because: '401 of GET /api/v1/status/buildinfo: no org id', remedy: '' };
    const { verdict } = await walkedAt(NO_ORG, { found, facts: { of: 'prometheus', buildinfo: refused, slowAtMs: 0 } });
    expect(verdict).toMatchObject({ says: expect.stringContaining('Tenant: X-Scope-OrgID') });
  });

  it('with one, what is not there may be another tenant’s; a plain Prometheus has none', async () => {
    const empty = { status: 200, body: { status: 'success', data: { resultType: 'vector', result: [] } } };
    expect((await walkedAt(empty)).verdict).toMatchObject({
      kind: 'lost',
      remedy: expect.stringContaining('Ask for the tenant that it is written to'),
    });
    expect((await walkedAt(empty, prometheus('one'))).verdict).toMatchObject({ remedy: expect.stringMatching(/^Look again/) });
  });
});

it('what none has is told of each', async () => {
  const { verdict } = await walked(['one', 'two'], []);
  expect(verdict).toMatchObject({
    kind: 'lost',
    says: expect.stringMatching(/^monitoring\/one, where .*; monitoring\/two: nothing is stored/),
  });
});
