import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, askJson, type Served, serveRecorded } from '../../../e2e/kubectl/apiClient';
import { fixtureText } from '../../../e2e/kubectl/recordedWorld';
import { listAt } from './fields';

let served: Served;
beforeAll(async () => {
  served = await serveRecorded();
});
afterAll(() => served.api.close());

const AUTHORIZATION = '/apis/authorization.k8s.io/v1';
const LIST_PODS = { verb: 'list', resource: 'pods' };
const NODES_PROXY = { verb: 'get', resource: 'nodes', subresource: 'proxy' };

describe('access reviews', () => {
  it.each([
    ['admin', NODES_PROXY, { allowed: true }],
    ['viewer', NODES_PROXY, { allowed: false }],
    [
      'viewer',
      LIST_PODS,
      {
        allowed: true,
        reason:
          'RBAC: allowed by ClusterRoleBinding "hopscope-viewer" of ClusterRole "hopscope-viewer" to ServiceAccount "hopscope-viewer/default"',
      },
    ],
  ] as const)('%s asks for itself: %o', async (as, resourceAttributes, status) => {
    const told = await ask(served.api, `${AUTHORIZATION}/selfsubjectaccessreviews`, {
      as,
      method: 'POST',
      body: { spec: { resourceAttributes } },
    });
    expect(told.status).toBe(201);
    expect(JSON.parse(told.text)).toEqual({
      kind: 'SelfSubjectAccessReview',
      apiVersion: 'authorization.k8s.io/v1',
      metadata: {},
      spec: { resourceAttributes },
      status,
    });
  });

  it('asks for a path', async () => {
    const body = { spec: { nonResourceAttributes: { path: '/metrics', verb: 'get' } } };
    expect(await askJson(served.api, `${AUTHORIZATION}/selfsubjectaccessreviews`, { as: 'viewer', method: 'POST', body })).toMatchObject({
      status: { allowed: false },
    });
  });

  it('asks for somebody else, by name and by group', async () => {
    const review = (spec: unknown) => askJson(served.api, `${AUTHORIZATION}/subjectaccessreviews`, { method: 'POST', body: { spec } });
    expect(await review({ user: 'system:serviceaccount:default:hopscope-viewer', resourceAttributes: LIST_PODS })).toMatchObject({
      status: { allowed: true },
    });
    expect(await review({ user: 'nobody', resourceAttributes: LIST_PODS })).toMatchObject({ status: { allowed: false } });
    expect(await review({ user: 'nobody', groups: ['system:masters'], resourceAttributes: LIST_PODS })).toMatchObject({
      status: { allowed: true },
    });
  });

  it.each(['admin', 'viewer'] as const)('lists the rules of the %s as recorded', async (as) => {
    const recorded: unknown = JSON.parse(fixtureText(`rules-${as}.json`));
    const review = await askJson(served.api, `${AUTHORIZATION}/selfsubjectrulesreviews`, {
      as,
      method: 'POST',
      body: { spec: { namespace: 'default' } },
    });
    expect(listAt(review, 'status', 'resourceRules')).toEqual(listAt(recorded, 'status', 'resourceRules'));
    // The demo has no issuer discovery: the recorded rule for /openid/v1/jwks is the one that is missing.
    const paths = listAt(recorded, 'status', 'nonResourceRules').filter((rule) => !JSON.stringify(rule).includes('openid'));
    expect(listAt(review, 'status', 'nonResourceRules')).toEqual(paths);
  });

  it('says who I am', async () => {
    const review = await askJson(served.api, '/apis/authentication.k8s.io/v1/selfsubjectreviews', {
      as: 'viewer',
      method: 'POST',
      body: {},
    });
    expect(review).toMatchObject({
      kind: 'SelfSubjectReview',
      status: {
        userInfo: {
          username: 'system:serviceaccount:default:hopscope-viewer',
          groups: ['system:serviceaccounts', 'system:serviceaccounts:default', 'system:authenticated'],
        },
      },
    });
  });

  it('stores nothing', async () => {
    const before = served.store.resourceVersion;
    await ask(served.api, `${AUTHORIZATION}/selfsubjectaccessreviews`, {
      method: 'POST',
      body: { spec: { resourceAttributes: LIST_PODS } },
    });
    expect(served.store.resourceVersion).toBe(before);
    expect((await ask(served.api, `${AUTHORIZATION}/selfsubjectaccessreviews`)).status).toBe(405);
  });
});
