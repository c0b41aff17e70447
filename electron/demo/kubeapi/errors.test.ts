import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type As, ask, askJson, type Served, serveRecorded } from '../../../e2e/kubectl/apiClient';
import { fixtureText } from '../../../e2e/kubectl/recordedWorld';

interface RecordedError {
  readonly request: string;
  readonly as: As;
  readonly status: number;
  readonly contentType: string;
  readonly body: unknown;
}

const RECORDED: Readonly<Record<string, RecordedError>> = JSON.parse(fixtureText('errors.json'));

let served: Served;
beforeAll(async () => {
  served = await serveRecorded();
});
afterAll(() => served.api.close());

describe('errors are those of the recorded cluster', () => {
  it.each(Object.entries(RECORDED))('%s', async (_name, recorded) => {
    const [method = '', path = ''] = recorded.request.split(' ');
    const told = await ask(served.api, path, { as: recorded.as, method, ...(method === 'POST' ? { body: { spec: {} } } : {}) });
    expect(told.status).toBe(recorded.status);
    expect(told.headers['content-type']).toBe(recorded.contentType);
    expect(JSON.parse(told.text)).toEqual(recorded.body);
  });
});

describe('other refusals', () => {
  it.each([
    ['an object that is not there', 'GET', '/api/v1/namespaces/demo/pods/nope', 404, 'pods "nope" not found'],
    ['an object of a group', 'GET', '/apis/apps/v1/namespaces/demo/deployments/nope', 404, 'deployments.apps "nope" not found'],
    ['creating', 'POST', '/api/v1/namespaces/demo/pods', 405, 'create is not supported on resources of kind "pods"'],
    [
      'deleting',
      'DELETE',
      '/apis/apps/v1/namespaces/demo/deployments/web',
      405,
      'delete is not supported on resources of kind "deployments.apps"',
    ],
    ['patching', 'PATCH', '/api/v1/nodes/hop-1', 405, 'patch is not supported on resources of kind "nodes"'],
    ['a label selector that is none', 'GET', '/api/v1/pods?labelSelector=a%3Db%3Dc', 400, 'unable to parse requirement'],
    ['a field that cannot be selected', 'GET', '/api/v1/pods?fieldSelector=spec.foo%3Db', 400, 'field label not supported: spec.foo'],
    ['a continue token of somebody else', 'GET', '/api/v1/pods?continue=abc', 400, 'continue key is not valid'],
    [
      'a review of nothing',
      'POST',
      '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      422,
      'exactly one of nonResourceAttributes or resourceAttributes',
    ],
  ])('%s', async (_name, method, path, status, message) => {
    const told = await ask(served.api, path, { method, ...(method === 'POST' ? { body: {} } : {}) });
    expect(told.status).toBe(status);
    expect(JSON.parse(told.text)).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      code: status,
      message: expect.stringContaining(message),
    });
  });

  it.each([
    '/nothing',
    '/apis/none.example.com/v1',
    '/apis/none.example.com/v1/things',
    '/api/v1/things',
    '/flagz',
    '/metrics',
    '/demo/faults',
  ])('%s is no page', async (path) => {
    const told = await ask(served.api, path);
    expect([told.status, told.headers['content-type'], told.text]).toEqual([404, 'text/plain; charset=utf-8', '404 page not found\n']);
  });

  it('asks writers for rights before it says that nobody can write', async () => {
    expect((await ask(served.api, '/api/v1/namespaces/demo/pods', { as: 'viewer', method: 'POST', body: {} })).status).toBe(403);
  });

  it('takes no body of more than a megabyte', async () => {
    const body = { spec: { padding: 'x'.repeat(1_100_000) } };
    expect((await ask(served.api, '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', { method: 'POST', body })).status).toBe(413);
  });

  it('accepts JSON alone', async () => {
    expect(await askJson(served.api, '/api/v1/pods', { headers: { accept: 'application/vnd.kubernetes.protobuf' } })).toMatchObject({
      code: 406,
    });
  });
});
