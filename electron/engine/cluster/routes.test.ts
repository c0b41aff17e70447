import { describe, expect, it } from 'vitest';
import type { Route } from '../../../shared/model/component';
import type { PortRequest } from './port';
import { assertReadOnly, ReadOnlyViolation } from './readOnly';
import { curlForm, describeRequest, hostOf, kubectlForm, requestPath, routeLabel } from './routes';

const PROMETHEUS: Route = { via: 'service-proxy', namespace: 'monitoring', service: 'prometheus', scheme: 'http', port: '9090' };

describe('a route becomes a path', () => {
  const cases: readonly {
    readonly route: Route;
    readonly path: string;
    readonly becomes: string;
    readonly label: string;
    readonly host: string;
  }[] = [
    { route: { via: 'apiserver' }, path: '/version', becomes: '/version', label: 'apiserver', host: 'apiserver' },
    {
      route: { via: 'aggregated', api: 'metrics.k8s.io/v1beta1' },
      path: '/apis/metrics.k8s.io/v1beta1/nodes',
      becomes: '/apis/metrics.k8s.io/v1beta1/nodes',
      label: 'aggregated API',
      host: 'aggregated/metrics.k8s.io/v1beta1',
    },
    {
      route: { via: 'node-proxy', node: 'n1' },
      path: '/metrics/resource',
      becomes: '/api/v1/nodes/n1/proxy/metrics/resource',
      label: 'node proxy',
      host: 'node-proxy/n1',
    },
    {
      route: { via: 'node-proxy', node: 'a/../b?' },
      path: '/x',
      becomes: '/api/v1/nodes/a%2F..%2Fb%3F/proxy/x',
      label: 'node proxy',
      host: 'node-proxy/a/../b?',
    },
    {
      route: PROMETHEUS,
      path: '/api/v1/query?query=sum%20by%28job%29%28up%29',
      becomes: '/api/v1/namespaces/monitoring/services/http:prometheus:9090/proxy/api/v1/query?query=sum%20by%28job%29%28up%29',
      label: 'service proxy',
      host: 'service-proxy/monitoring/http:prometheus:9090',
    },
    {
      route: { via: 'pod-proxy', namespace: 'demo', pod: 'web-0', scheme: 'https', port: 'metrics' },
      path: '/metrics',
      becomes: '/api/v1/namespaces/demo/pods/https:web-0:metrics/proxy/metrics',
      label: 'pod proxy',
      host: 'pod-proxy/demo/https:web-0:metrics',
    },
    {
      route: { via: 'direct', endpoint: 'prom' },
      path: '/api/v1/targets',
      becomes: '/api/v1/targets',
      label: 'direct',
      host: 'direct/prom',
    },
  ];
  it.each(cases)('$label $becomes', ({ route, path, becomes, label, host }) => {
    expect(requestPath(route, path)).toBe(becomes);
    expect(routeLabel(route)).toBe(label);
    expect(hostOf(route)).toBe(host);
  });
});

describe('a request in words', () => {
  const query: PortRequest = { route: PROMETHEUS, path: "/api/v1/query?query=up{job='x'}" };
  const review: PortRequest = {
    method: 'POST',
    route: { via: 'apiserver' },
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: { spec: { a: "it's" } },
  };
  it('for evidence', () => {
    expect(describeRequest({ route: { via: 'node-proxy', node: 'n1' }, path: '/metrics' })).toBe('GET /api/v1/nodes/n1/proxy/metrics');
    expect(describeRequest({ route: { via: 'direct', endpoint: 'prom' }, path: '/api/v1/targets' }, 'https://prom.example/p/')).toBe(
      'GET https://prom.example/p/api/v1/targets',
    );
  });
  it('for kubectl', () => {
    expect(kubectlForm(query, 'kind-a')).toBe(
      "kubectl --context kind-a get --raw '/api/v1/namespaces/monitoring/services/http:prometheus:9090/proxy/api/v1/query?query=up{job='\\''x'\\''}'",
    );
    expect(kubectlForm(review)).toBe(
      `printf '%s' '{"spec":{"a":"it'\\''s"}}' | kubectl create --raw /apis/authorization.k8s.io/v1/selfsubjectaccessreviews -f -`,
    );
    expect(kubectlForm({ route: { via: 'direct', endpoint: 'prom' }, path: '/' })).toBeUndefined();
  });
  it('for curl, with placeholders for credentials', () => {
    expect(curlForm({ route: { via: 'apiserver' }, path: '/version', accept: 'application/json' }, 'https://10.0.0.1:6443')).toBe(
      `curl -sS --cacert CA.crt -H "Authorization: Bearer $TOKEN" -H 'Accept: application/json' https://10.0.0.1:6443/version`,
    );
  });
});

describe('only reading passes the port', () => {
  const API: Route = { via: 'apiserver' };
  const NODE: Route = { via: 'node-proxy', node: 'n1' };
  it.each<{ readonly name: string; readonly request: PortRequest }>([
    { name: 'GET of a list', request: { route: API, path: '/api/v1/pods?limit=500' } },
    { name: 'GET of a kubelet', request: { route: NODE, path: '/metrics/cadvisor' } },
    { name: 'GET with dots in a name and in a query', request: { route: PROMETHEUS, path: '/api/v1/query?query=rate(x[5m])&a=../b' } },
    {
      name: 'a review of myself',
      request: { method: 'POST', route: API, path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', body: {} },
    },
    {
      name: 'a review of my rules',
      request: { method: 'POST', route: API, path: '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews', body: {} },
    },
    {
      name: 'a review of another',
      request: { method: 'POST', route: API, path: '/apis/authorization.k8s.io/v1/subjectaccessreviews', body: {} },
    },
  ])('passes: $name', ({ request }) => {
    expect(() => assertReadOnly(request)).not.toThrow();
  });
  it.each<{ readonly name: string; readonly request: unknown }>([
    { name: 'DELETE', request: { method: 'DELETE', route: API, path: '/api/v1/namespaces/a/pods/b' } },
    { name: 'PUT', request: { method: 'PUT', route: API, path: '/api/v1/nodes/n1' } },
    { name: 'POST of a pod', request: { method: 'POST', route: API, path: '/api/v1/namespaces/a/pods', body: {} } },
    {
      name: 'POST of a token request',
      request: { method: 'POST', route: API, path: '/api/v1/namespaces/a/serviceaccounts/b/token', body: {} },
    },
    {
      name: 'POST of a local review',
      request: { method: 'POST', route: API, path: '/apis/authorization.k8s.io/v1/localsubjectaccessreviews', body: {} },
    },
    {
      name: 'POST to a review with a query',
      request: { method: 'POST', route: API, path: '/apis/authorization.k8s.io/v1/subjectaccessreviews?dryRun=All', body: {} },
    },
    {
      name: 'POST to a proxied Prometheus',
      request: { method: 'POST', route: PROMETHEUS, path: '/apis/authorization.k8s.io/v1/subjectaccessreviews', body: {} },
    },
    { name: 'GET with a body', request: { route: API, path: '/version', body: {} } },
    { name: 'exec by the kubelet', request: { route: NODE, path: '/exec/ns/pod/c?command=ls' } },
    { name: 'exec by the kubelet, escaped', request: { route: NODE, path: '/%65xec/ns/pod/c' } },
    { name: 'exec by the kubelet, after slashes', request: { route: NODE, path: '//exec/ns/pod/c' } },
    { name: 'port-forward by the kubelet', request: { route: NODE, path: '/portForward/ns/pod' } },
    { name: 'exec by the apiserver', request: { route: API, path: '/api/v1/namespaces/a/pods/b/exec?command=ls' } },
    { name: 'a path that leaves the proxy', request: { route: NODE, path: '/metrics/../exec/ns/pod/c' } },
    { name: 'a path that leaves the proxy, escaped', request: { route: NODE, path: '/metrics/%2e%2E/x' } },
    { name: 'a path that leaves the proxy, with an escaped slash', request: { route: NODE, path: '/metrics/..%2fx' } },
    { name: 'a path without slash', request: { route: NODE, path: 'metrics' } },
  ])('throws: $name', ({ request }) => {
    expect(() => assertReadOnly(request as PortRequest)).toThrow(ReadOnlyViolation);
  });
});
