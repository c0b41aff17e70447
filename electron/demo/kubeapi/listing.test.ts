import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, askJson, type Served, serveRecorded } from '../../../e2e/kubectl/apiClient';
import { listAt, numberAt, textAt } from './fields';

let served: Served;
beforeAll(async () => {
  served = await serveRecorded({ logCapacity: 200 });
});
afterAll(() => served.api.close());

function names(list: unknown): readonly string[] {
  return listAt(list, 'items').map((item) => textAt(item, 'metadata', 'name') ?? '');
}

const TABLE = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' };

describe('lists', () => {
  it('shows items without kind and apiVersion, one object with both', async () => {
    const list = await askJson(served.api, '/api/v1/nodes');
    expect(list).toMatchObject({ kind: 'NodeList', apiVersion: 'v1', metadata: { resourceVersion: served.store.resourceVersion } });
    expect(Object.keys(Object(listAt(list, 'items')[0]))).toEqual(['metadata', 'spec', 'status']);
    expect(await askJson(served.api, '/api/v1/nodes/hop-1')).toMatchObject({ kind: 'Node', apiVersion: 'v1', metadata: { name: 'hop-1' } });
  });

  it('pages through a list, each page of the state of the first', async () => {
    const first = await askJson(served.api, '/api/v1/pods?limit=5');
    expect(names(first)).toHaveLength(5);
    expect(numberAt(first, 'metadata', 'remainingItemCount')).toBe(9);
    served.store.remove('pods', 'monitoring', 'prometheus-7b59946759-qplfn');
    const seen = [...names(first)];
    let token = textAt(first, 'metadata', 'continue');
    while (token) {
      const page = await askJson(served.api, `/api/v1/pods?limit=5&continue=${token}`);
      seen.push(...names(page));
      expect(textAt(page, 'metadata', 'resourceVersion')).toBe(textAt(first, 'metadata', 'resourceVersion'));
      token = textAt(page, 'metadata', 'continue');
    }
    expect(seen).toHaveLength(14);
    expect(seen).toContain('prometheus-7b59946759-qplfn');
    expect(names(await askJson(served.api, '/api/v1/pods'))).toHaveLength(13);
  });

  it('does not count what is left when a selector is given', async () => {
    const page = await askJson(served.api, '/api/v1/pods?limit=2&fieldSelector=metadata.namespace%3Ddemo');
    expect(textAt(page, 'metadata', 'continue')).toBeDefined();
    expect(numberAt(page, 'metadata', 'remainingItemCount')).toBeUndefined();
  });

  it('says 410 to a page whose state is forgotten, and gives the rest as of now', async () => {
    const first = await askJson(served.api, '/api/v1/services?limit=2');
    const service = served.store.get('services', 'demo', 'web');
    if (!service) throw new Error('the recorded service demo/web is missing');
    for (let turn = 0; turn < 400; turn++) served.store.put('services', { ...service, status: { turn } });
    const page = await askJson(served.api, `/api/v1/services?limit=2&continue=${textAt(first, 'metadata', 'continue')}`);
    expect(page).toMatchObject({ kind: 'Status', code: 410, reason: 'Expired' });
    const rest = await askJson(served.api, `/api/v1/services?continue=${textAt(page, 'metadata', 'continue')}`);
    expect([...names(first), ...names(rest)]).toEqual(names(await askJson(served.api, '/api/v1/services')));
    expect(textAt(rest, 'metadata', 'resourceVersion')).toBe(served.store.resourceVersion);
  });

  it.each([
    ['labels', 'labelSelector=app%3Dweb', ['web-56c757448c-fstt6']],
    ['a set of labels', 'labelSelector=app%20in%20(web%2Cworker)', ['web-56c757448c-fstt6', 'worker-cf648896c-m7khl']],
    ['the phase', 'fieldSelector=status.phase%3DSucceeded', ['burst-29921116-jmv7g']],
    ['the node', 'fieldSelector=spec.nodeName%3D', ['unschedulable']],
    ['both', 'labelSelector=app%3Dweb&fieldSelector=status.phase%3DPending', []],
  ])('selects by %s', async (_name, query, expected) => {
    expect(names(await askJson(served.api, `/api/v1/namespaces/demo/pods?${query}`))).toEqual(expected);
  });

  it('selects events by what they are about', async () => {
    const query = 'fieldSelector=involvedObject.name%3Dcadvisor-gr6gw,reason%3DKilling';
    expect(names(await askJson(served.api, `/api/v1/events?${query}`))).toHaveLength(1);
  });

  it('waits for no resourceVersion of the future', async () => {
    expect(await askJson(served.api, '/api/v1/pods?resourceVersion=999999999')).toMatchObject({
      code: 504,
      message: expect.stringContaining('Too large resource version'),
    });
  });

  it('gives metadata alone on request', async () => {
    const accept = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
    const list = await askJson(served.api, '/api/v1/nodes', { headers: { accept } });
    expect(list).toMatchObject({
      kind: 'PartialObjectMetadataList',
      items: [{ kind: 'PartialObjectMetadata', metadata: { name: 'hop-1' } }],
    });
    expect(Object.keys(Object(listAt(list, 'items')[0]))).toEqual(['kind', 'apiVersion', 'metadata']);
  });

  it('serves the HPAs in both versions', async () => {
    const [v2, v1] = await Promise.all(
      ['v2', 'v1'].map((version) => askJson(served.api, `/apis/autoscaling/${version}/namespaces/demo/horizontalpodautoscalers/web-cpu`)),
    );
    expect(v2).toMatchObject({ apiVersion: 'autoscaling/v2', spec: { metrics: [{ type: 'Resource' }] } });
    expect(v1).toMatchObject({
      apiVersion: 'autoscaling/v1',
      spec: { targetCPUUtilizationPercentage: 250 },
      status: { currentCPUUtilizationPercentage: 211 },
    });
  });

  it('keeps what autoscaling/v1 has no field for in annotations', async () => {
    const hpa = await askJson(served.api, '/apis/autoscaling/v1/namespaces/demo/horizontalpodautoscalers/worker-requests');
    const metrics: unknown = JSON.parse(textAt(hpa, 'metadata', 'annotations', 'autoscaling.alpha.kubernetes.io/metrics') ?? '');
    expect(metrics).toEqual([
      { type: 'Pods', pods: { metricName: 'http_requests_per_second', targetAverageValue: '20' } },
      { type: 'External', external: { metricName: 'web_queue_depth_total', targetValue: '200' } },
    ]);
  });

  it('serves events of both groups', async () => {
    const [event] = listAt(await askJson(served.api, '/apis/events.k8s.io/v1/events?limit=1'), 'items');
    expect(event).toMatchObject({
      regarding: { kind: 'Pod' },
      note: expect.stringContaining('Successfully assigned'),
      reportingController: 'default-scheduler',
    });
    expect(event).not.toHaveProperty('involvedObject');
  });

  it('warns who reads Endpoints', async () => {
    expect((await ask(served.api, '/api/v1/endpoints')).headers['warning']).toContain('v1 Endpoints is deprecated');
  });
});

describe('tables', () => {
  it('has columns, rows with metadata, and the list metadata', async () => {
    const table = await askJson(served.api, '/api/v1/nodes?limit=500', { headers: TABLE });
    expect(table).toMatchObject({
      kind: 'Table',
      apiVersion: 'meta.k8s.io/v1',
      metadata: { resourceVersion: served.store.resourceVersion },
      rows: [
        {
          cells: [
            'hop-1',
            'Ready',
            '<none>',
            '13m',
            'v1.34.4',
            '10.77.0.2',
            '<none>',
            'Debian GNU/Linux 12 (bookworm)',
            '6.18.44-fc-v595',
            'containerd://1.6.20',
          ],
        },
      ],
    });
    expect(listAt(table, 'rows')).toMatchObject([{ object: { kind: 'PartialObjectMetadata', metadata: { name: 'hop-1' } } }]);
  });

  it.each([
    ['None', undefined],
    ['Metadata', 'PartialObjectMetadata'],
    ['Object', 'Node'],
  ])('includes in each row: %s', async (included, kind) => {
    const table = await askJson(served.api, `/api/v1/nodes?includeObject=${included}`, { headers: TABLE });
    expect(listAt(table, 'rows').map((row) => textAt(row, 'object', 'kind'))).toEqual([kind]);
  });

  it('has the version of the table that old clients ask for', async () => {
    const accept = 'application/json;as=Table;v=v1beta1;g=meta.k8s.io';
    expect(await askJson(served.api, '/api/v1/nodes', { headers: { accept } })).toMatchObject({ apiVersion: 'meta.k8s.io/v1beta1' });
  });
});

describe('how answers are sent', () => {
  it('carries the date of the demo, an audit id and no caching', async () => {
    const { headers } = await ask(served.api, '/api/v1/nodes');
    expect(headers.date).toBe('Sat, 21 Nov 2026 13:17:31 GMT');
    expect(headers['audit-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers['cache-control']).toBe('no-cache, private');
  });

  it('compresses from 128 KiB on, when asked', async () => {
    for (let i = 0; i < 300; i++) {
      const metadata = { name: `filler-${i}`, namespace: 'default', uid: `${i}`, creationTimestamp: '2026-11-21T13:00:00Z' };
      served.store.put('configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { text: 'x'.repeat(500) } });
    }
    const headers = { 'accept-encoding': 'gzip' };
    const zipped = await ask(served.api, '/api/v1/configmaps', { headers });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(Number(zipped.headers['content-length'])).toBeLessThan(20_000);
    expect((await ask(served.api, '/api/v1/configmaps')).headers['content-encoding']).toBeUndefined();
    expect((await ask(served.api, '/api/v1/nodes', { headers })).headers['content-encoding']).toBeUndefined();
    expect(zipped.text).toBe((await ask(served.api, '/api/v1/configmaps')).text);
  });

  it('prints JSON for people when a person asks', async () => {
    expect((await ask(served.api, '/version', { headers: { 'user-agent': 'curl/8.1' } })).text).toContain('{\n  "major": "1",\n');
    expect((await ask(served.api, '/version', { headers: { 'user-agent': 'kubectl/v1.34' } })).text).toMatch(/^\{"major":"1",.*\}\n$/);
  });

  it('answers HEAD without a body', async () => {
    const told = await ask(served.api, '/api/v1/nodes', { method: 'HEAD' });
    expect([told.status, told.text]).toEqual([200, '']);
  });
});
