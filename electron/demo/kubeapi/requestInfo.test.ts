import { describe, expect, it } from 'vitest';
import { parseRequestInfo } from './requestInfo';

function parsed(method: string, target: string) {
  const url = new URL(target, 'https://demo');
  return parseRequestInfo(method, url.pathname, url.searchParams);
}

describe('what a request asks for', () => {
  it.each([
    ['GET', '/api/v1/pods', { verb: 'list', group: '', version: 'v1', resource: 'pods' }],
    ['GET', '/api/v1/namespaces/demo/pods/web-1', { verb: 'get', namespace: 'demo', resource: 'pods', name: 'web-1' }],
    ['GET', '/api/v1/namespaces/demo/pods/web-1/log', { verb: 'get', resource: 'pods', subresource: 'log' }],
    ['GET', '/api/v1/namespaces/demo', { verb: 'get', resource: 'namespaces', name: 'demo', namespace: 'demo' }],
    ['GET', '/api/v1/namespaces/demo/status', { verb: 'get', resource: 'namespaces', name: 'demo', subresource: 'status' }],
    ['GET', '/api/v1/namespaces', { verb: 'list', resource: 'namespaces', namespace: undefined }],
    ['GET', '/apis/apps/v1/deployments?watch=true', { verb: 'watch', group: 'apps', resource: 'deployments' }],
    ['GET', '/apis/apps/v1/deployments?watch=false', { verb: 'list' }],
    [
      'GET',
      '/api/v1/nodes/hop-1/proxy/metrics/cadvisor',
      { verb: 'get', resource: 'nodes', name: 'hop-1', subresource: 'proxy', rest: '/metrics/cadvisor' },
    ],
    ['GET', '/api/v1/nodes/hop-1/proxy/', { subresource: 'proxy', rest: '/' }],
    ['GET', '/api/v1/nodes/hop-1/proxy', { subresource: 'proxy', rest: undefined }],
    ['GET', '/api/v1/nodes/hop-1/proxy/api/v1/query?watch=1', { verb: 'get', rest: '/api/v1/query' }],
    ['POST', '/api/v1/namespaces/demo/pods', { verb: 'create' }],
    ['DELETE', '/api/v1/namespaces/demo/pods', { verb: 'deletecollection' }],
    ['DELETE', '/api/v1/namespaces/demo/pods/web-1', { verb: 'delete' }],
    ['PUT', '/api/v1/nodes/hop-1', { verb: 'update' }],
  ])('%s %s', (method, target, expected) => {
    expect(parsed(method, target)).toMatchObject({ kind: 'resource', ...expected });
  });

  it.each(['/version', '/api', '/api/v1', '/api/v1/', '/apis', '/apis/apps', '/apis/apps/v1', '/apis/apps/v1/', '/metrics', '/livez/etcd'])(
    '%s is a path, no resource',
    (target) => {
      expect(parsed('GET', target)).toEqual({ kind: 'path', verb: 'get', path: target });
    },
  );
});
