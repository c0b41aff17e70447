import { describe, expect, it } from 'vitest';
import { readableRequest, requestForms } from './requestForms';

const CLUSTER = { context: 'kind-a', server: 'https://10.0.0.1:6443/' };
const PROXY = '/api/v1/namespaces/monitoring/services/http:prometheus:9090/proxy';
const TOKEN = '-H "Authorization: Bearer $TOKEN"';

describe('a request, copied', () => {
  it.each([
    [
      'of the API server',
      'GET /api/v1/nodes/n1/proxy/metrics',
      {
        kubectl: 'kubectl --context kind-a get --raw /api/v1/nodes/n1/proxy/metrics',
        curl: `curl -sS --cacert CA.crt ${TOKEN} https://10.0.0.1:6443/api/v1/nodes/n1/proxy/metrics`,
      },
    ],
    [
      'with what a shell would read',
      "GET /apis/a/b?x='y'",
      {
        kubectl: "kubectl --context kind-a get --raw '/apis/a/b?x='\\''y'\\'''",
        curl: `curl -sS --cacert CA.crt ${TOKEN} 'https://10.0.0.1:6443/apis/a/b?x='\\''y'\\'''`,
      },
    ],
    [
      'of Prometheus behind the proxy',
      `GET ${PROXY}/api/v1/query?query=sum%28rate%28a%5B5m%5D%29%29+%2B+1&time=3`,
      {
        kubectl: `kubectl --context kind-a get --raw '${PROXY}/api/v1/query?query=sum%28rate%28a%5B5m%5D%29%29+%2B+1&time=3'`,
        curl: `curl -sS --cacert CA.crt ${TOKEN} 'https://10.0.0.1:6443${PROXY}/api/v1/query?query=sum%28rate%28a%5B5m%5D%29%29+%2B+1&time=3'`,
        promql: 'sum(rate(a[5m])) + 1',
      },
    ],
    [
      'of Prometheus at its address',
      'GET http://127.0.0.1:9090/api/v1/query_range?start=1&query=up',
      { curl: `curl -sS 'http://127.0.0.1:9090/api/v1/query_range?start=1&query=up'`, promql: 'up' },
    ],
    ['of Prometheus, wherever it is', 'GET /api/v1/query?query=up', { promql: 'up' }],
    ['of an expression that is cut within a sign', 'GET /api/v1/query?query=up%7', {}],
    ['that writes nothing but is no reading either', 'POST /apis/authorization.k8s.io/v1/subjectaccessreviews', {}],
    ['of an endpoint without an address', 'GET direct:prom/api/v1/targets', {}],
    ['that is a sentence', 'watched: pods', {}],
  ])('%s', (_name, request, forms) => expect(requestForms(request, CLUSTER)).toEqual(forms));

  it('of a cluster of which neither context nor server is known', () =>
    expect(requestForms('GET /version', {})).toEqual({ kubectl: 'kubectl get --raw /version' }));

  it('with the Accept header that was sent', () =>
    expect(requestForms('GET http://10.0.0.1:9100/metrics', CLUSTER, 'text/plain;q=0.5')).toEqual({
      curl: `curl -sS -H 'Accept: text/plain;q=0.5' http://10.0.0.1:9100/metrics`,
    }));
});

it.each([
  ['GET /api/v1/query?query=sum%28up%29+%2B+1', 'GET /api/v1/query?query=sum(up) + 1'],
  ['GET /api/v1/query?query=up%7', 'GET /api/v1/query?query=up%7'],
])('%s to be read', (request, readable) => expect(readableRequest(request)).toBe(readable));
