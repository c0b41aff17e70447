import fs from 'node:fs';
import type http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { type Authority, makeAuthority, type Pair } from '../../electron/engine/cluster/certificates.testSupport';
import { closedPort, type Running, startHttps } from '../../electron/engine/cluster/servers.testSupport';
import { hopscope } from '../support/commandLine';

/** What somebody reads who gives the command line a cluster that is wrong: one sentence what it is, one what to do. */

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-bad-'));
const servers: Running[] = [];
let authority: Authority;
let pair: Pair;
beforeAll(async () => {
  authority = await makeAuthority('test-ca');
  pair = await authority.issue('CN=kube-apiserver', ['127.0.0.1']);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  fs.rmSync(folder, { recursive: true });
});

let files = 0;
function file(text: string, mode = 0o600): string {
  files += 1;
  const name = path.join(folder, `file-${files}`);
  fs.writeFileSync(name, text, { mode });
  return name;
}

async function serve(handler: http.RequestListener, own = pair): Promise<Running> {
  const server = await startHttps(own, handler);
  servers.push(server);
  return server;
}

/** A kubeconfig with the one context "prod" for this server. */
function kubeconfig(server: string, { user = { token: 't' }, ca = authority.cert }: { user?: object; ca?: string } = {}): string {
  return file(
    stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'prod',
      contexts: [{ name: 'prod', context: { cluster: 'c', user: 'u' } }],
      clusters: [{ name: 'c', cluster: { server, 'certificate-authority-data': Buffer.from(ca).toString('base64') } }],
      users: [{ name: 'u', user }],
    }),
  );
}

type Answer = (response: http.ServerResponse, request: http.IncomingMessage) => unknown;

/** The kubeconfig of a server that answers every request so. */
async function answering(answer: Answer, more: { user?: object; ca?: string } = {}): Promise<string> {
  return kubeconfig((await serve((request, response) => void answer(response, request))).url, more);
}

const status =
  (code: number, body: string, head: http.OutgoingHttpHeaders = {}): Answer =>
  (response) =>
    response.writeHead(code, head).end(body);

/** A cluster that has nothing, to who may read everything. */
const empty: Answer = (response, { url = '' }) => {
  const json = (code: number, body: object) => response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (url.startsWith('/version')) return json(200, { major: '1', minor: '34', gitVersion: 'v1.34.4' });
  if (url.endsWith('accessreviews')) return json(201, { kind: 'SelfSubjectAccessReview', status: { allowed: true } });
  return json(200, { kind: 'List', metadata: { resourceVersion: '1' }, items: [] });
};

const exec = (text: string): object => ({
  exec: { apiVersion: 'client.authentication.k8s.io/v1', interactiveMode: 'Never', command: file(`#!/bin/sh\n${text}\n`, 0o700) },
});

/** Some kilobytes that unpack to 4 MiB. */
const BOMB = gzipSync(Buffer.alloc(4 << 20));

interface Bad {
  readonly name: string;
  readonly words: () => readonly string[] | Promise<readonly string[]>;
  readonly says: RegExp;
  readonly remedy: RegExp;
}

const given = async (made: string | Promise<string>): Promise<readonly string[]> => ['--kubeconfig', await made];

const NOTHING_SEEN: readonly Bad[] = [
  {
    name: 'no kubeconfig',
    words: () => ['--kubeconfig', path.join(folder, 'none')],
    says: /none does not exist/,
    remedy: /--kubeconfig|KUBECONFIG/,
  },
  { name: 'broken YAML', words: () => given(file('clusters: [')), says: /line 1/, remedy: /./ },
  {
    name: 'an unknown context',
    words: async () => [...(await given(kubeconfig('https://127.0.0.1:1'))), '--context', 'stage'],
    says: /"stage"/,
    remedy: /There are: prod/,
  },
  {
    name: 'refused credentials',
    words: () => given(answering(status(401, '{"kind":"Status","message":"Unauthorized"}'))),
    says: /refuses these credentials \(401: Unauthorized\)/,
    remedy: /Log in again/,
  },
  {
    name: 'a token that ended',
    words: () =>
      given(
        kubeconfig('https://127.0.0.1:1', {
          user: {
            'auth-provider': {
              name: 'oidc',
              config: { 'id-token': `x.${Buffer.from('{"exp":1600000000}').toString('base64url')}.y`, 'refresh-token': 'r' },
            },
          },
        }),
      ),
    says: /ended at 2020-09-13/,
    remedy: /kubectl --context prod/,
  },
  {
    name: 'an exec plugin that is missing',
    words: () =>
      given(kubeconfig('https://127.0.0.1:1', { user: { exec: { command: 'no-such-plugin', installHint: 'brew install it' } } })),
    says: /"no-such-plugin" was not found on PATH/,
    remedy: /brew install it/,
  },
  {
    name: 'an exec plugin that prints rubbish',
    words: () => given(kubeconfig('https://127.0.0.1:1', { user: exec('echo rubbish') })),
    says: /not JSON/,
    remedy: /terminal/,
  },
  {
    name: 'an exec plugin that hangs',
    words: () => given(kubeconfig('https://127.0.0.1:1', { user: exec('echo opening a browser >&2; sleep 300') })),
    says: /did not end within 30 s and was stopped\. It said: opening a browser/,
    remedy: /terminal/,
  },
  {
    name: 'an unknown CA',
    words: async () => given(answering(status(200, ''), { ca: (await makeAuthority('other')).cert })),
    says: /signed by an authority that is not known/,
    remedy: /certificate-authority-data/,
  },
  {
    name: 'a wrong host name',
    words: async () => {
      const other = await authority.issue('CN=kube-apiserver', ['kubernetes.default']);
      return given(kubeconfig((await serve((_, response) => void response.end(), other)).url));
    },
    says: /is for other names: DNS:kubernetes\.default/,
    remedy: /tls-server-name/,
  },
  {
    name: 'connection refused',
    words: async () => given(kubeconfig(`https://127.0.0.1:${await closedPort()}`)),
    says: /connection refused/,
    remedy: /Check that the cluster runs/,
  },
  {
    name: 'a connection that is reset',
    words: () => given(answering((response) => response.destroy())),
    says: /closed before an answer came/,
    remedy: /load balancer or proxy/,
  },
  {
    name: 'a server that hangs',
    words: () => given(answering(() => undefined)),
    says: /took the request and did not begin to answer within/,
    remedy: /asked again/,
  },
  {
    name: 'half an answer',
    words: () => given(answering((response) => response.writeHead(200, { 'content-length': 99 }).write('{', () => response.destroy()))),
    says: /broke off in the middle/,
    remedy: /cuts long answers/,
  },
  {
    name: "a proxy's HTML",
    words: () => given(answering(status(200, '<html><title>Login</title></html>', { 'content-type': 'text/html' }))),
    says: /Login/,
    remedy: /NO_PROXY/,
  },
  {
    name: '404',
    words: () => given(answering(status(404, 'not here'))),
    says: /answered 404: not here/,
    remedy: /Check the server address/,
  },
  {
    name: '429 and no end',
    words: () => given(answering(status(429, 'slow down', { 'retry-after': '1' }))),
    says: /answered 429: slow down/,
    remedy: /asked again/,
  },
  { name: '500', words: () => given(answering(status(500, 'oops'))), says: /answered 500: oops/, remedy: /look at its pods/ },
  { name: '503', words: () => given(answering(status(503, 'no server'))), says: /answered 503: no server/, remedy: /look at its pods/ },
  {
    name: 'a gzip bomb',
    words: () => given(answering((response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(BOMB))),
    says: /too large: more than .* after decompression/,
    remedy: /Ask for less/,
  },
  {
    name: '500 MB',
    words: () => given(answering((response) => response.writeHead(200, { 'content-length': String(500 << 20) }).write('{'))),
    says: /too large: 500 MiB/,
    remedy: /Ask for less/,
  },
  {
    name: 'bytes that are not UTF-8',
    words: () => given(answering((response) => response.end(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])))),
    says: /no Kubernetes API server/,
    remedy: /Check the server address/,
  },
];

describe.concurrent('hopscope report of what cannot be looked at: nothing on stdout is ok, exit code 2', () => {
  it.each(NOTHING_SEEN)('$name', async ({ words, says, remedy }) => {
    const { code, stdout, stderr } = await hopscope(['report', ...(await words())], { KUBECONFIG: path.join(folder, 'nothing') });
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(remedy);
    expect(stdout).not.toMatch(/✓ ok/);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(code).toBe(2);
  });

  it('403 to everything: what is missing, and how to get it', async () => {
    const handler = answering(status(403, '{"kind":"Status","message":"forbidden: no rights"}', { 'content-type': 'application/json' }));
    const { code, stdout, stderr } = await hopscope(['report', ...(await given(handler))]);
    expect(stderr).toMatch(/You may not .*\nThe rest of the map is drawn/);
    expect(stderr).toMatch(/kind: ClusterRole/);
    expect(stdout).toMatch(/list nodes is missing/);
    expect(stdout).not.toMatch(/✓ ok/);
    expect(code).toBe(2);
  });
});

describe.concurrent('hopscope report of a cluster that answers', () => {
  it('with a clock off by an hour: says so, and what to do', async () => {
    const later: Answer = (response, request) => {
      response.setHeader('date', new Date(Date.now() + 3_600_000).toUTCString());
      return empty(response, request);
    };
    const { stderr } = await hopscope(['report', ...(await given(answering(later)))]);
    expect(stderr).toMatch(/clock is 1 h behind the API server's.*timedatectl/);
  });

  it('and is gone in mid-look: what was seen is stale, and why is said', async () => {
    const server = await serve((request, response) => {
      empty(response, request);
      if ((request.url ?? '').includes('/endpointslices')) setTimeout(() => void server.stop(), 500);
    });
    const { code, stdout, stderr } = await hopscope(['report', '--for', '12s', ...(await given(kubeconfig(server.url)))]);
    expect(stderr).toMatch(/connection refused[\s\S]*Check that the cluster runs/);
    expect(stdout).toMatch(/~ stale/);
    expect(stdout).not.toMatch(/✓ ok/);
    expect(code).toBe(2);
  });
});
