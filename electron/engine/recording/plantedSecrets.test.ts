import fs from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { manualClock } from '../cluster/manualClock.testSupport';
import type { ClusterPort, PortFailure, PortRequest, PortResult } from '../cluster/port';
import { openRecording } from './reader';
import { recorded } from './recorder';
import { HEAD, NOON_MS, ownFolder } from './recording.testSupport';
import { redaction } from './redaction';
import { RecordingWriter } from './writer';

const folder = ownFolder(afterAll);
const never = new AbortController().signal;

/** One of each kind for each place; none of them may be anywhere in the file. */
const SECRETS: string[] = [];
function secret(kind: 'token' | 'jwt' | 'key' | 'password' | 'name'): string {
  const id = `${SECRETS.length}`.padStart(3, '0');
  const core = {
    token: `s3cr3tT0ken${id}`,
    jwt: `c2VjcmV0anNvbg${id}`,
    key: `MIIEsecretkey${id}`,
    password: `hunter2x${id}`,
    name: `acme-shop${id}`,
  }[kind];
  SECRETS.push(kind === 'name' ? 'acme-shop' : core);
  switch (kind) {
    case 'jwt':
      return `eyJhbGciOiJSUzI1NiJ9.${core}.${core}`;
    case 'key':
      return `-----BEGIN PRIVATE KEY-----\n${core}\n-----END PRIVATE KEY-----`;
    default:
      return core;
  }
}

const POD = () => ({
  metadata: {
    name: secret('name'),
    annotations: { 'kubectl.kubernetes.io/last-applied-configuration': secret('token'), note: secret('password') },
    managedFields: [{ manager: secret('token') }],
  },
  spec: {
    containers: [
      {
        env: [{ name: 'DB', value: secret('password') }],
        command: ['app', `--db-password=${secret('password')}`, `--url=https://me:${secret('password')}@db/`],
      },
    ],
  },
  data: { token: secret('token'), 'tls.key': secret('key'), ca: secret('key') },
});

const SAID = () =>
  `token: ${secret('token')}\nAuthorization: Bearer ${secret('token')}\nhttp://u:${secret('password')}@host/ ${secret('jwt')}\n${secret('key')}\nin ${secret('name')}\n`;

function answer(request: PortRequest, contentType: string, body: string): PortResult {
  return {
    kind: 'answer',
    request: `GET ${request.path} as ${secret('jwt')}`,
    route: request.route,
    status: 200,
    headers: {
      'content-type': contentType,
      'set-cookie': `session=${secret('token')}`,
      authorization: `Bearer ${secret('token')}`,
      warning: `299 token=${secret('token')}`,
    },
    body: Buffer.from(body),
    wireBytes: 1,
    atMs: NOON_MS,
    timings: { total: 1 },
  };
}

const failure = (request: PortRequest): PortFailure => ({
  kind: 'failure',
  request: request.path,
  route: request.route,
  phase: 'auth',
  code: 'credentials',
  message: `the exec plugin said: ${SAID()}`,
  remedy: 'Log in again.',
  atMs: NOON_MS,
  timings: { total: 1 },
});

/** An event of a watch, in two pieces that part every secret in it. */
function* pieces(): Generator<Uint8Array> {
  const line = Buffer.from(`${JSON.stringify({ type: 'ADDED', object: POD() })}\n`);
  for (let at = 0; at < line.length; at += 7) yield line.subarray(at, at + 7);
}

const port: ClusterPort = {
  cluster: { context: 'x', server: 'https://x', warnings: [] },
  load: () => ({ requestsPerSecond: 0, bytesPerSecond: 0, inFlight: 0, waiting: 0, totalRequests: 0, totalBytes: 0 }),
  close: () => undefined,
  send: async (request) => {
    if (request.path.startsWith('/fails')) return failure(request);
    return request.path.startsWith('/text')
      ? answer(request, 'text/plain', `up{ns="${secret('name')}"} 1\n`.repeat(300) + SAID())
      : answer(request, 'application/json', JSON.stringify(POD()));
  },
  stream: async (request) => ({
    kind: 'stream',
    request: `${request.path} ${secret('jwt')}`,
    status: 200,
    headers: { 'content-type': 'application/json', cookie: secret('token') },
    chunks: (async function* () {
      yield* pieces();
    })(),
  }),
};

it('secrets that are planted wherever a cluster can say something are nowhere in the file, packed or not', async () => {
  const file = path.join(folder, 'planted.hopscope');
  const clock = manualClock(NOON_MS);
  const made = await RecordingWriter.make(file, HEAD, clock);
  if (!made.ok) throw new Error(made.error);
  const redacts = redaction(['acme-shop']);
  const carried = recorded(port, made.value, redacts, clock);
  const ask = (asked: string): PortRequest => ({
    route: { via: 'service-proxy', namespace: secret('name'), service: 'prometheus', scheme: 'http', port: 'web' },
    path: `${asked}?ns=${secret('name')}&token=${secret('token')}`,
  });
  // Twice: the second one is kept as what changed.
  for (let look = 0; look < 2; look++) for (const asked of ['/api/v1/pods', '/text', '/fails']) await carried.send(ask(asked), never);
  const stream = await carried.stream(ask('/api/v1/pods'), never);
  if (stream.kind !== 'stream') throw new Error(stream.message);
  for await (const _piece of stream.chunks) clock.now();
  await made.value.end();

  const opened = await openRecording(file);
  if (!opened.ok) throw new Error(opened.error.says);
  const { entries, bodyOf, close } = opened.value;
  let all = JSON.stringify(entries);
  for (const entry of entries) if ('body' in entry) all += Buffer.from((await bodyOf(entry)) ?? []).toString('utf8');
  await close();
  expect(entries.map(({ kind }) => kind)).toEqual(['answer', 'answer', 'failure', 'answer', 'answer', 'failure', 'stream', 'chunk', 'end']);
  expect(all).toContain('up{ns=');
  expect(SECRETS.length).toBeGreaterThan(60);
  const packed = fs.readFileSync(file, 'latin1');
  expect([...new Set(SECRETS)].filter((planted) => all.includes(planted) || packed.includes(planted))).toEqual([]);
});
