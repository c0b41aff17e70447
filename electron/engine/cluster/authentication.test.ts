import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Authority, makeAuthority, type Pair } from './certificates.testSupport';
import type { UserFields } from './kubeconfigFile';
import { configFor, NEVER, portFor } from './livePorts.testSupport';
import type { PortRequest } from './port';
import { type Running, startHttps } from './servers.testSupport';

const dir = mkdtempSync(path.join(tmpdir(), 'hopscope-auth-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
let authority: Authority;
let pair: Pair;
beforeAll(async () => {
  authority = await makeAuthority('test-ca');
  pair = await authority.issue('CN=kube-apiserver', ['127.0.0.1']);
});
const running: Running[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

const VERSION: PortRequest = { route: { via: 'apiserver' }, path: '/version' };

/** Answers 200 to one token and 401 to all others; what was sent is kept. */
async function guarded(accepted: () => string): Promise<{ readonly server: Running; readonly seen: (string | undefined)[] }> {
  const seen: (string | undefined)[] = [];
  const handler: http.RequestListener = (request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(request.headers.authorization === `Bearer ${accepted()}` ? 200 : 401).end('{}');
  };
  const server = await startHttps(pair, handler);
  running.push(server);
  return { server, seen };
}

function plugin(name: string, lines: string): Partial<UserFields> {
  const command = path.join(dir, name);
  writeFileSync(command, `#!/bin/sh\n${lines}\n`);
  chmodSync(command, 0o755);
  return { exec: { command } };
}

describe('401', () => {
  it('after a token file was rotated: the file is read again, once, and the answer is the second one', async () => {
    const file = path.join(dir, 'token');
    writeFileSync(file, 'old\n');
    let accepted = 'old';
    const { server, seen } = await guarded(() => accepted);
    const port = portFor(configFor(server.url, authority.cert, { tokenFile: file, token: 'never: the file wins' }));
    expect(await port.send(VERSION, NEVER)).toMatchObject({ status: 200 });
    writeFileSync(file, 'new\n');
    accepted = 'new';
    expect(await port.send(VERSION, NEVER)).toMatchObject({ status: 200 });
    expect(seen).toEqual(['Bearer old', 'Bearer old', 'Bearer new']);
    port.close();
  });

  it('to a token that stands in the kubeconfig is the answer, asked once', async () => {
    const { server, seen } = await guarded(() => 'other');
    const port = portFor(configFor(server.url, authority.cert, { token: 'stale' }));
    expect(await port.send(VERSION, NEVER)).toMatchObject({ kind: 'answer', status: 401 });
    expect(seen).toHaveLength(1);
    port.close();
  });

  it('to a credential that a plugin just made is the answer: the plugin is not run in a loop', async () => {
    const { server, seen } = await guarded(() => 'other');
    const port = portFor(
      configFor(
        server.url,
        authority.cert,
        plugin('loop', `printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"mine"}}'`),
      ),
      { env: { PATH: process.env['PATH'] } },
    );
    expect(await port.send(VERSION, NEVER)).toMatchObject({ kind: 'answer', status: 401 });
    expect(seen).toEqual(['Bearer mine']);
    port.close();
  });
});

describe('credentials that cannot be had are a failure before anything is sent', () => {
  const expired = `x.${Buffer.from('{"exp":1600000000}').toString('base64url')}.y`;
  it.each<{
    readonly name: string;
    readonly user: () => Partial<UserFields>;
    readonly code: string;
    readonly says: RegExp;
    readonly remedy: RegExp;
  }>([
    {
      name: 'a token file that is missing',
      user: () => ({ tokenFile: '/nonexistent/token' }),
      code: 'credentials',
      says: /\/nonexistent\/token cannot be read/,
      remedy: /tokenFile/,
    },
    {
      name: 'a certificate that is missing',
      user: () => ({ 'client-certificate': '/nonexistent/cert', 'client-key': '/nonexistent/key' }),
      code: 'credentials',
      says: /test-user/,
      remedy: /client-certificate/,
    },
    {
      name: 'a plugin that fails',
      user: () => plugin('fails', 'echo nope >&2; exit 1'),
      code: 'exec-plugin',
      says: /nope/,
      remedy: /terminal/,
    },
    {
      name: 'an OIDC token that is over',
      user: () => ({ 'auth-provider': { name: 'oidc', config: { 'id-token': expired, 'refresh-token': 'r' } } }),
      code: 'credentials',
      says: /ended at 2020-09-13T12:26:40/,
      remedy: /kubectl --context test get --raw \/version/,
    },
    {
      name: 'a provider that kubectl dropped',
      user: () => ({ 'auth-provider': { name: 'gcp', config: {} } }),
      code: 'credentials',
      says: /no token/,
      remedy: /gke-gcloud-auth-plugin/,
    },
  ])('$name', async ({ user, code, says, remedy }) => {
    const { server, seen } = await guarded(() => 'x');
    const port = portFor(configFor(server.url, authority.cert, user()), { env: { PATH: process.env['PATH'] } });
    const result = await port.send(VERSION, NEVER);
    expect(result).toMatchObject({
      kind: 'failure',
      code,
      phase: 'auth',
      message: expect.stringMatching(says),
      remedy: expect.stringMatching(remedy),
    });
    expect(seen).toEqual([]);
    port.close();
  });
});

it('an OIDC token that kubectl renewed in the file is taken from there', async () => {
  const fresh = `x.${Buffer.from('{"exp":4000000000}').toString('base64url')}.y`;
  const file = path.join(dir, 'oidc');
  const provider = (token: string): string =>
    JSON.stringify({ users: [{ name: 'test-user', user: { 'auth-provider': { name: 'oidc', config: { 'id-token': token } } } }] });
  writeFileSync(file, provider(fresh));
  const { server } = await guarded(() => fresh);
  const config = configFor(server.url, authority.cert, { 'auth-provider': { name: 'oidc', config: { 'id-token': 'a.e30.b' } } });
  const port = portFor({ ...config, user: { ...config.user, file } });
  expect(await port.send(VERSION, NEVER)).toMatchObject({ status: 200 });
  port.close();
});

it("a plugin's client certificate is used in the handshake", async () => {
  const client = await authority.issue('CN=from-plugin', ['from-plugin']);
  const names: string[] = [];
  const server = await startHttps(
    pair,
    (request, response) => {
      const { socket } = request;
      if ('getPeerCertificate' in socket && typeof socket.getPeerCertificate === 'function')
        names.push(String(socket.getPeerCertificate().subject.CN));
      response.end('ok');
    },
    { requestCert: true, ca: authority.cert },
  );
  running.push(server);
  const json = JSON.stringify({
    apiVersion: 'client.authentication.k8s.io/v1',
    kind: 'ExecCredential',
    status: { clientCertificateData: client.cert, clientKeyData: client.key },
  });
  writeFileSync(path.join(dir, 'credential.json'), json);
  const port = portFor(configFor(server.url, authority.cert, plugin('cert', `cat ${path.join(dir, 'credential.json')}`)), {
    env: { PATH: process.env['PATH'] },
  });
  expect(await port.send(VERSION, NEVER)).toMatchObject({ status: 200 });
  expect(names).toEqual(['from-plugin']);
  port.close();
});
