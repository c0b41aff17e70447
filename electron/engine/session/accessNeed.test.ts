import { describe, expect, it } from 'vitest';
import type { Route } from '../../../shared/model/component';
import { describeNeed } from '../cluster/accessNeeds';
import { accessNeedOf } from './accessNeed';

const apiserver: Route = { via: 'apiserver' };

const CASES: readonly (readonly [string, { route: Route; path: string }, string | undefined])[] = [
  ['node proxy', { route: { via: 'node-proxy', node: 'n1' }, path: '/metrics' }, 'get nodes/proxy'],
  [
    'service proxy',
    { route: { via: 'service-proxy', namespace: 'm', service: 'p', scheme: 'http', port: 'web' }, path: '/' },
    'get services/proxy in m',
  ],
  ['list of a core resource', { route: apiserver, path: '/api/v1/pods?limit=500' }, 'list pods'],
  ['one object of a namespace', { route: apiserver, path: '/api/v1/namespaces/kube-system/configmaps/x' }, 'get configmaps in kube-system'],
  ['a namespace itself', { route: apiserver, path: '/api/v1/namespaces/kube-system' }, 'get namespaces'],
  [
    'an aggregated resource',
    { route: { via: 'aggregated', api: 'metrics.k8s.io/v1beta1' }, path: '/apis/metrics.k8s.io/v1beta1/nodes' },
    'list nodes.metrics.k8s.io',
  ],
  ['a path that is no resource', { route: apiserver, path: '/readyz?verbose' }, 'get /readyz'],
  ['discovery', { route: apiserver, path: '/apis/metrics.k8s.io/v1beta1' }, undefined],
  ['a direct endpoint', { route: { via: 'direct', endpoint: 'mimir' }, path: '/api/v1/query' }, undefined],
];

describe('accessNeedOf', () => {
  it.each(CASES)('%s', (_name, request, expected) => {
    const need = accessNeedOf(request);
    expect(need && describeNeed(need)).toBe(expected);
  });
});
