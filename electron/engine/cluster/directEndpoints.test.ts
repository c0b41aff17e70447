import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Authority, makeAuthority } from './certificates.testSupport';
import { type DirectEndpoint, type DirectEndpointInput, parseDirectEndpoint } from './directEndpoints';
import { configFor, NEVER, portFor } from './livePorts.testSupport';
import type { PortResult } from './port';
import { type Running, startHttps } from './servers.testSupport';

const dir = mkdtempSync(path.join(tmpdir(), 'hopscope-direct-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const bearerFile = path.join(dir, 'bearer');
let authority: Authority;
let server: Running;
let headers: http.IncomingHttpHeaders = {};
let url: string | undefined;
beforeAll(async () => {
  authority = await makeAuthority('their-ca');
  server = await startHttps(await authority.issue('CN=prom', ['127.0.0.1', 'prom.internal']), (request, response) => {
    ({ headers, url } = request);
    if (headers.authorization === 'Bearer stale') writeFileSync(bearerFile, 'good\n');
    response.writeHead(headers.authorization === 'Bearer stale' ? 401 : 200, { 'content-type': 'text/html' }).end('<html>');
  });
});
afterAll(() => server.stop());
afterEach(() => {
  headers = {};
});

function endpoint(more: Partial<DirectEndpointInput>): DirectEndpoint {
  const parsed = parseDirectEndpoint({ id: 'prom', kind: 'prometheus', url: `${server.url}/prometheus/`, ca: authority.cert, ...more });
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

async function ask(more: Partial<DirectEndpointInput>): Promise<PortResult> {
  const port = portFor(configFor('https://127.0.0.1:1', undefined, { token: 'of-the-cluster' }), { endpoints: [endpoint(more)] });
  const result = await port.send({ route: { via: 'direct', endpoint: 'prom' }, path: '/api/v1/query?query=up' }, NEVER);
  port.close();
  return result;
}

describe('a direct endpoint', () => {
  it.each<{ readonly name: string; readonly more: Partial<DirectEndpointInput>; readonly sent: Record<string, unknown> }>([
    { name: 'nothing of the cluster', more: {}, sent: { authorization: undefined } },
    { name: 'basic auth', more: { authorization: { kind: 'basic', username: 'u', password: 'p' } }, sent: { authorization: 'Basic dTpw' } },
    { name: 'bearer', more: { authorization: { kind: 'bearer', token: 'tok' } }, sent: { authorization: 'Bearer tok' } },
    {
      name: "the cluster's credentials when the user says so",
      more: { kind: 'kubelet', authorization: { kind: 'cluster' } },
      sent: { authorization: 'Bearer of-the-cluster' },
    },
    {
      name: 'header and tenant',
      more: { kind: 'mimir', headers: { 'X-Extra': 'yes' }, tenant: 'team-a' },
      sent: { 'x-extra': 'yes', 'x-scope-orgid': 'team-a' },
    },
  ])('is sent $name', async ({ more, sent }) => {
    const result = await ask(more);
    expect(result).toMatchObject({ kind: 'answer', status: 200, request: `GET ${server.url}/prometheus/api/v1/query?query=up` });
    expect(url).toBe('/prometheus/api/v1/query?query=up');
    expect({ authorization: undefined, ...headers }).toMatchObject(sent);
  });

  it('reads a bearer file anew after 401', async () => {
    writeFileSync(bearerFile, 'stale\n');
    expect(await ask({ authorization: { kind: 'bearer-file', file: bearerFile } })).toMatchObject({ status: 200 });
    expect(headers.authorization).toBe('Bearer good');
  });

  it('its own CA counts, not the cluster-wide one', async () => {
    expect(await ask({ ca: undefined })).toMatchObject({ kind: 'failure', code: 'unknown-ca' });
    expect(await ask({ ca: undefined, insecureSkipTlsVerify: true })).toMatchObject({ kind: 'answer', peer: { trusted: false } });
    expect(await ask({ tlsServerName: 'prom.internal' })).toMatchObject({ kind: 'answer', peer: { trusted: true } });
  });

  it('that is not in the settings is a failure, not a throw', async () => {
    const port = portFor(configFor('https://127.0.0.1:1', undefined));
    expect(await port.send({ route: { via: 'direct', endpoint: 'gone' }, path: '/' }, NEVER)).toMatchObject({
      kind: 'failure',
      code: 'configuration',
    });
    port.setDirectEndpoints([{ ...endpoint({}), id: 'gone' }]);
    expect(await port.send({ route: { via: 'direct', endpoint: 'gone' }, path: '/' }, NEVER)).toMatchObject({ kind: 'answer' });
    port.close();
  });

  it.each<{ readonly name: string; readonly input: unknown; readonly says: RegExp }>([
    { name: 'no URL', input: { id: 'a', kind: 'prometheus', url: 'prom:9090' }, says: /url/ },
    { name: 'a login in the URL', input: { id: 'a', kind: 'prometheus', url: 'https://u:p@prom' }, says: /use basic/ },
    { name: 'another kind', input: { id: 'a', kind: 'grafana', url: 'https://g' }, says: /kind/ },
    {
      name: 'a token of two lines',
      input: { id: 'a', kind: 'thanos', url: 'https://t', authorization: { kind: 'bearer', token: 'a\nb' } },
      says: /one line/,
    },
    { name: 'an unknown field', input: { id: 'a', kind: 'thanos', url: 'https://t', pasword: 'x' }, says: /pasword/ },
  ])('is refused: $name', ({ input, says }) => {
    const parsed = parseDirectEndpoint(input);
    expect(parsed.ok ? '' : parsed.error).toMatch(says);
  });
});
