import type http from 'node:http';
import { gzipSync } from 'node:zlib';
import { type Authority, makeAuthority } from './certificates.testSupport';
import { type Running, startHttps } from './servers.testSupport';

/** The least of a kube-apiserver that the contract needs, over HTTPS, with one bearer token. */
export interface FakeApiserver extends Running {
  readonly authority: Authority;
  readonly token: string;
}

const NODES = ['n1', 'n2'].map((name, at) => ({ metadata: { name, uid: `uid-${name}`, resourceVersion: String(at + 1) } }));

export async function startFakeApiserver(): Promise<FakeApiserver> {
  const authority = await makeAuthority('kubernetes');
  const token = 'contract-bearer-token';
  const pair = await authority.issue('CN=kube-apiserver', ['127.0.0.1', 'kubernetes.default']);
  const running = await startHttps(pair, (request, response) => {
    if (request.headers.authorization !== `Bearer ${token}`) return json(response, 401, { kind: 'Status', code: 401 });
    return answer(request, response);
  });
  return { ...running, authority, token };
}

function answer(request: http.IncomingMessage, response: http.ServerResponse): http.ServerResponse {
  const url = new URL(request.url ?? '', 'https://fake');
  const { pathname, searchParams } = url;
  if (pathname === '/version') return json(response, 200, { major: '1', minor: '34', gitVersion: 'v1.34.4' });
  if (pathname.endsWith('accessreviews')) return json(response, 201, { kind: 'SelfSubjectAccessReview', status: { allowed: true } });
  if (pathname === '/api/v1/nodes/n1/proxy/healthz') return response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
  if (pathname !== '/api/v1/nodes') return json(response, 404, { kind: 'Status', reason: 'NotFound', code: 404 });
  if (searchParams.get('watch') === '1') return watch(response, Number(searchParams.get('timeoutSeconds')));
  const limit = Number(searchParams.get('limit') ?? NODES.length);
  return json(response, 200, {
    kind: 'NodeList',
    metadata: { resourceVersion: '7', continue: limit < NODES.length ? 'next' : '' },
    items: NODES.slice(0, limit),
  });
}

function watch(response: http.ServerResponse, seconds: number): http.ServerResponse {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write(`${JSON.stringify({ type: 'BOOKMARK', object: { metadata: { resourceVersion: '8' } } })}\n`);
  const timer = setTimeout(() => response.end(), Math.min(seconds, 1) * 100);
  return response.on('close', () => clearTimeout(timer));
}

function json(response: http.ServerResponse, status: number, body: unknown): http.ServerResponse {
  return response.writeHead(status, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(gzipSync(JSON.stringify(body)));
}
