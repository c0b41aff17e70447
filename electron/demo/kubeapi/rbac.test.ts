import { beforeEach, describe, expect, it } from 'vitest';
import type { DemoUser } from '../network';
import type { NewKubeObject } from '../objects';
import { ADMIN, ANONYMOUS, READER, serviceAccountUser, VIEWER } from './authentication';
import { putBootstrapObjects } from './bootstrap';
import { createObjectStore, type WatchableStore } from './objectStore';
import { type Attributes, authorize } from './rbac';

function object(kind: string, name: string, fields: Readonly<Record<string, unknown>>, namespace?: string): NewKubeObject {
  const metadata = { name, ...(namespace ? { namespace } : {}), uid: name, creationTimestamp: '2026-11-21T13:00:00Z' };
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata, ...fields };
}

const PROMETHEUS = serviceAccountUser('monitoring', 'prometheus');
const DEVELOPER: DemoUser = { name: 'dora', groups: ['developers', 'system:authenticated'] };

function wanted(verb: string, resource: string, more: Partial<Extract<Attributes, { kind: 'resource' }>> = {}): Attributes {
  return { kind: 'resource', verb, group: '', resource, ...more };
}

describe('RBAC from the objects of the store', () => {
  let store: WatchableStore;
  beforeEach(() => {
    store = createObjectStore();
    putBootstrapObjects(store, 0);
    const rules = [
      { apiGroups: [''], resources: ['nodes', 'nodes/metrics'], verbs: ['get', 'list'] },
      { nonResourceURLs: ['/metrics', '/debug/*'], verbs: ['get'] },
    ];
    store.put('clusterroles.rbac.authorization.k8s.io', object('ClusterRole', 'prometheus', { rules }));
    store.put(
      'clusterrolebindings.rbac.authorization.k8s.io',
      object('ClusterRoleBinding', 'prometheus', {
        roleRef: { kind: 'ClusterRole', name: 'prometheus' },
        subjects: [{ kind: 'ServiceAccount', name: 'prometheus', namespace: 'monitoring' }],
      }),
    );
    const inDemo = [{ apiGroups: ['apps'], resources: ['deployments'], resourceNames: ['web'], verbs: ['*'] }];
    store.put('roles.rbac.authorization.k8s.io', object('Role', 'web-owner', { rules: inDemo }, 'demo'));
    store.put(
      'rolebindings.rbac.authorization.k8s.io',
      object(
        'RoleBinding',
        'web-owners',
        { roleRef: { kind: 'Role', name: 'web-owner' }, subjects: [{ kind: 'Group', name: 'developers' }] },
        'demo',
      ),
    );
  });

  it.each([
    ['an administrator may do anything', ADMIN, wanted('delete', 'nodes'), true],
    ['the viewer may list pods', VIEWER, wanted('list', 'pods'), true],
    ['the viewer may not watch pods', VIEWER, wanted('watch', 'pods'), false],
    ['the viewer may not use nodes/proxy', VIEWER, wanted('get', 'nodes', { subresource: 'proxy', name: 'hop-1' }), false],
    ['the reader may watch leases', READER, wanted('watch', 'leases', { group: 'coordination.k8s.io' }), true],
    ['the reader may ask services', READER, wanted('get', 'services', { subresource: 'proxy', namespace: 'demo', name: 'web' }), true],
    ['the reader may not use nodes/proxy', READER, wanted('get', 'nodes', { subresource: 'proxy', name: 'hop-1' }), false],
    ['the reader may not read secrets', READER, wanted('list', 'secrets'), false],
    ['everybody may read discovery', VIEWER, { kind: 'path', verb: 'get', path: '/apis/apps/v1' }, true],
    ['strangers may ask the version', ANONYMOUS, { kind: 'path', verb: 'get', path: '/version' }, true],
    ['strangers may not read discovery', ANONYMOUS, { kind: 'path', verb: 'get', path: '/apis' }, false],
    ['a subresource must be granted by itself', PROMETHEUS, wanted('get', 'nodes', { subresource: 'stats' }), false],
    ['a granted subresource', PROMETHEUS, wanted('get', 'nodes', { subresource: 'metrics' }), true],
    ['a path below a star', PROMETHEUS, { kind: 'path', verb: 'get', path: '/debug/pprof' }, true],
    ['a path of another verb', PROMETHEUS, { kind: 'path', verb: 'post', path: '/metrics' }, false],
    [
      'a Role in its namespace, for its resource name',
      DEVELOPER,
      wanted('patch', 'deployments', { group: 'apps', namespace: 'demo', name: 'web' }),
      true,
    ],
    ['another resource name', DEVELOPER, wanted('patch', 'deployments', { group: 'apps', namespace: 'demo', name: 'api' }), false],
    ['another namespace', DEVELOPER, wanted('patch', 'deployments', { group: 'apps', namespace: 'monitoring', name: 'web' }), false],
    [
      'the same resource of another group',
      DEVELOPER,
      wanted('patch', 'deployments', { group: 'extensions', namespace: 'demo', name: 'web' }),
      false,
    ],
  ] as const)('%s', (_name, user, attributes, allowed) => {
    expect(authorize(store, user, attributes).allowed).toBe(allowed);
  });

  it('says which binding allowed it, as recorded', () => {
    expect(authorize(store, PROMETHEUS, wanted('get', 'nodes', { subresource: 'metrics' })).reason).toBe(
      'RBAC: allowed by ClusterRoleBinding "prometheus" of ClusterRole "prometheus" to ServiceAccount "prometheus/monitoring"',
    );
  });

  it('follows a role that loses a right', () => {
    store.put('clusterroles.rbac.authorization.k8s.io', object('ClusterRole', 'prometheus', { rules: [] }));
    expect(authorize(store, PROMETHEUS, wanted('get', 'nodes', { subresource: 'metrics' })).allowed).toBe(false);
  });

  it('says no, and why, for a binding to a role that is gone', () => {
    store.remove('clusterroles.rbac.authorization.k8s.io', undefined, 'prometheus');
    expect(authorize(store, PROMETHEUS, wanted('list', 'nodes'))).toEqual({
      allowed: false,
      reason: 'RBAC: clusterrole.rbac.authorization.k8s.io "prometheus" not found',
    });
  });
});
