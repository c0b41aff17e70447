import { randomBytes } from 'node:crypto';
import type http from 'node:http';
import type { TLSSocket } from 'node:tls';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Authority, makeAuthority, type Pair } from './certificates.testSupport';
import { configFor, NEVER, PATIENT, portFor, SHORT } from './livePorts.testSupport';
import type { PortAnswer, PortFailure, PortRequest, PortResult } from './port';
import { closedPort, type Running, startHttp, startHttps, startTcp } from './servers.testSupport';

let authority: Authority;
let pair: Pair;
beforeAll(async () => {
  authority = await makeAuthority('test-ca');
  pair = await authority.issue('CN=kube-apiserver', ['127.0.0.1', 'localhost']);
});

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function keep<T extends { stop(): unknown } | { close(): unknown }>(thing: T): T {
  cleanups.push(() => ('stop' in thing ? thing.stop() : thing.close()));
  return thing;
}

const VERSION: PortRequest = { route: { via: 'apiserver' }, path: '/version' };

async function apiserver(handler: http.RequestListener): Promise<Running> {
  return keep(await startHttps(pair, handler));
}

async function ask(handler: http.RequestListener, request: Partial<PortRequest> = {}): Promise<PortResult> {
  const server = await apiserver(handler);
  return keep(portFor(configFor(server.url, authority.cert))).send({ ...VERSION, ...request }, NEVER);
}

function answered(result: PortResult): PortAnswer {
  if (result.kind !== 'answer') throw new Error(`not answered: ${result.code}: ${result.message}`);
  return result;
}

function failure(result: PortResult): PortFailure {
  if (result.kind !== 'failure') throw new Error(`answered with ${result.status}`);
  expect(result.message).toMatch(/\S+.*\.$/);
  expect(result.remedy).toMatch(/\S+.*\.$/);
  return result;
}

const text = (answer: PortAnswer): string => new TextDecoder().decode(answer.body);

describe('an answer', () => {
  it('carries status, lower-case headers, body, bytes, route, times, certificate and Date', async () => {
    const result = await ask((_, response) => {
      response.setHeader('X-Thing', 'Yes');
      response.setHeader('Date', 'Sat, 21 Nov 2026 13:17:30 GMT');
      response.end('{"major":"1"}');
    });
    const answer = answered(result);
    expect(answer).toMatchObject({ request: 'GET /version', status: 200, wireBytes: 13, route: { via: 'apiserver' } });
    expect(text(answer)).toBe('{"major":"1"}');
    expect(answer.headers['x-thing']).toBe('Yes');
    expect(answer.serverDateMs).toBe(Date.UTC(2026, 10, 21, 13, 17, 30));
    expect(answer.peer).toMatchObject({
      subject: 'CN=kube-apiserver',
      issuer: 'CN=test-ca',
      sans: ['127.0.0.1', 'localhost'],
      trusted: true,
    });
    expect(answer.peer?.notAfterMs).toBeGreaterThan(Date.now());
    expect(answer.timings.tls).toBeGreaterThan(0);
    expect(answer.timings.total).toBeGreaterThanOrEqual((answer.timings.connect ?? 0) + (answer.timings.tls ?? 0));
  });

  it('uses the connection again, and says so by leaving connect and tls out', async () => {
    const server = await apiserver((_, response) => response.end('ok'));
    const port = keep(portFor(configFor(server.url, authority.cert)));
    await port.send(VERSION, NEVER);
    const second = answered(await port.send(VERSION, NEVER));
    expect(server.connections()).toBe(1);
    expect(second.timings.connect).toBeUndefined();
    expect(second.timings.tls).toBeUndefined();
    expect(second.peer?.subject).toBe('CN=kube-apiserver');
  });

  it.each([
    { encoding: 'gzip', pack: gzipSync },
    { encoding: 'deflate', pack: deflateSync },
  ])('is decompressed from $encoding, with its bytes on the wire', async ({ encoding, pack }) => {
    const packed = pack(Buffer.from('x'.repeat(10_000)));
    const answer = answered(
      await ask((request, response) => {
        expect(request.headers['accept-encoding']).toContain(encoding);
        response.setHeader('Content-Encoding', encoding);
        response.end(packed);
      }),
    );
    expect(answer.body.length).toBe(10_000);
    expect(answer.wireBytes).toBe(packed.length);
  });

  it.each([401, 403, 404, 429, 500, 503])('with status %i stays an answer', async (status) => {
    const answer = answered(
      await ask((_, response) => {
        response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '1' });
        response.end('{"kind":"Status"}');
      }),
    );
    expect(answer.status).toBe(status);
    expect(answer.headers['retry-after']).toBe('1');
  });

  it('that is not UTF-8 keeps its bytes', async () => {
    const bytes = Buffer.from([0x66, 0xff, 0xfe, 0x80]);
    expect(Buffer.from(answered(await ask((_, response) => response.end(bytes))).body)).toEqual(bytes);
  });

  it('of a server whose clock is an hour off says which time it has there', async () => {
    const there = new Date(Math.floor(Date.now() / 1000) * 1000 + 3_600_000);
    const answer = answered(await ask((_, response) => response.writeHead(200, { date: there.toUTCString() }).end('ok')));
    expect(answer.serverDateMs).toBe(there.getTime());
  });

  it('comes from below the path of the server', async () => {
    const server = await apiserver((request, response) => response.end(request.url));
    const port = keep(portFor(configFor(`${server.url}/k8s/clusters/c-1/`, authority.cert)));
    expect(text(answered(await port.send(VERSION, NEVER)))).toBe('/k8s/clusters/c-1/version');
  });
});

describe('a failure', () => {
  it('refused: nothing listens', async () => {
    const port = keep(portFor(configFor(`https://127.0.0.1:${await closedPort()}`, authority.cert)));
    expect(failure(await port.send(VERSION, NEVER))).toMatchObject({ code: 'refused', phase: 'connect', request: 'GET /version' });
  });

  it('reset: the connection is closed before the answer', async () => {
    const result = await ask((request) => request.socket.destroy());
    expect(failure(result)).toMatchObject({ code: 'reset', phase: 'first-byte' });
  });

  it('resolve: the name does not exist', async () => {
    const port = keep(portFor(configFor('https://nowhere.invalid:6443', authority.cert)));
    expect(failure(await port.send(VERSION, NEVER))).toMatchObject({ code: 'resolve', phase: 'connect' });
  });

  it('timeout in tls: the port accepts and says nothing', async () => {
    const server = keep(await startTcp(() => {}));
    const port = keep(portFor(configFor(server.url, authority.cert), { timeouts: SHORT }));
    expect(failure(await port.send(VERSION, NEVER))).toMatchObject({ code: 'timeout', phase: 'tls' });
  });

  it('timeout in first-byte: the request is taken and nothing comes', async () => {
    expect(failure(await ask(() => {}, { timeouts: { firstByte: 100 } }))).toMatchObject({ code: 'timeout', phase: 'first-byte' });
  });

  it('timeout in body: the answer begins and does not end', async () => {
    const result = await ask((_, response) => void response.writeHead(200).write('half'), { timeouts: { body: 100 } });
    expect(failure(result)).toMatchObject({ code: 'timeout', phase: 'body' });
  });

  it.each([
    { name: 'less than its Content-Length', head: { 'content-length': '1000' }, body: Buffer.from('half an answer') },
    { name: 'chunks that break off', head: {}, body: Buffer.from('half an answer') },
    { name: 'gzip that breaks off', head: { 'content-encoding': 'gzip' }, body: gzipSync(randomBytes(4096)).subarray(0, 2000) },
  ])('truncated: $name', async ({ head, body }) => {
    const result = await ask((_, response) => {
      response.writeHead(200, head);
      response.write(body, () => response.destroy());
    });
    expect(failure(result)).toMatchObject({ code: 'truncated', phase: 'body' });
  });

  it.each([
    { name: 'text that calls itself gzip', encoding: 'gzip' },
    { name: 'an encoding that was not asked for', encoding: 'br' },
  ])('bad-encoding: $name', async ({ encoding }) => {
    const result = await ask((_, response) => response.writeHead(200, { 'content-encoding': encoding }).end('plain text, really'));
    expect(failure(result)).toMatchObject({ code: 'bad-encoding', phase: 'body' });
  });

  it('too-large: a gzip bomb stops at the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(50 << 20));
    const result = await ask((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb), { maxBytes: 1 << 20 });
    expect(failure(result)).toMatchObject({ code: 'too-large', phase: 'body' });
  });

  it('too-large: 500 MB announced are not begun', async () => {
    let written = 0;
    const result = await ask((_, response) => {
      response.writeHead(200, { 'content-length': String(500 << 20) });
      const more = (): void => {
        written += 1 << 16;
        if (written < 500 << 20 && response.write(Buffer.alloc(1 << 16))) setImmediate(more);
      };
      more();
    });
    expect(failure(result)).toMatchObject({ code: 'too-large' });
    expect(result.kind === 'failure' && result.message).toContain('500 MiB');
    expect(written).toBeLessThan(100 << 20);
  });

  it('too-large: an endless answer without length stops at the limit', async () => {
    const result = await ask(
      (_, response) => {
        const more = (): void => {
          if (!response.destroyed) response.write(Buffer.alloc(1 << 16), () => setImmediate(more));
        };
        more();
      },
      { maxBytes: 1 << 20 },
    );
    expect(failure(result)).toMatchObject({ code: 'too-large' });
  });

  it.each([502, 200])("proxy: a proxy's HTML page with status %i", async (status) => {
    const page = '<html><head><title>Corporate Gateway</title></head><body>no</body></html>';
    const result = failure(await ask((_, response) => response.writeHead(status, { 'content-type': 'text/html' }).end(page)));
    expect(result).toMatchObject({ code: 'proxy' });
    expect(result.message).toContain('Corporate Gateway');
  });

  it('aborted: by the caller, in the middle of the answer', async () => {
    const controller = new AbortController();
    const server = await apiserver((_, response) => {
      response.writeHead(200).write('half');
      controller.abort();
    });
    const port = keep(portFor(configFor(server.url, authority.cert)));
    expect(failure(await port.send(VERSION, controller.signal))).toMatchObject({ code: 'aborted' });
  });

  it('reset: what answers does not speak HTTP', async () => {
    const server = keep(await startTcp((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')));
    const port = keep(portFor(configFor(server.url.replace('https', 'http'), undefined)));
    expect(failure(await port.send(VERSION, NEVER)).message).toContain('not HTTP');
  });

  it('tls: an HTTP server where HTTPS is expected', async () => {
    const server = keep(await startHttp((_, response) => response.end()));
    const port = keep(portFor(configFor(server.url.replace('http:', 'https:'), authority.cert)));
    expect(failure(await port.send(VERSION, NEVER))).toMatchObject({ code: 'tls', phase: 'tls' });
  });
});

describe('the server certificate', () => {
  it('unknown-ca: signed by somebody else', async () => {
    const other = await makeAuthority('other-ca');
    const server = await apiserver((_, response) => response.end());
    const port = keep(portFor(configFor(server.url, other.cert)));
    expect(failure(await port.send(VERSION, NEVER))).toMatchObject({ code: 'unknown-ca', phase: 'tls' });
  });

  it('wrong-host: for other names, which the message lists', async () => {
    const wrong = await authority.issue('CN=kube-apiserver', ['kubernetes.default']);
    const server = keep(await startHttps(wrong, (_, response) => response.end()));
    const result = failure(await keep(portFor(configFor(server.url, authority.cert))).send(VERSION, NEVER));
    expect(result).toMatchObject({ code: 'wrong-host', phase: 'tls' });
    expect(result.message).toContain('kubernetes.default');
  });

  it('tls-server-name is the name that is checked', async () => {
    const wrong = await authority.issue('CN=kube-apiserver', ['kubernetes.default']);
    const server = keep(await startHttps(wrong, (_, response) => response.end('ok')));
    const port = keep(portFor(configFor(server.url, authority.cert, {}, { 'tls-server-name': 'kubernetes.default' })));
    expect(answered(await port.send(VERSION, NEVER)).peer?.trusted).toBe(true);
  });

  it.each([
    { name: 'over', days: { from: -3, to: -1 } },
    { name: 'not yet begun', days: { from: 1, to: 3 } },
  ])('certificate-expired: $name', async ({ days }) => {
    const old = await authority.issue('CN=kube-apiserver', ['127.0.0.1'], days);
    const server = keep(await startHttps(old, (_, response) => response.end()));
    const port = keep(portFor(configFor(server.url, authority.cert)));
    expect(failure(await port.send(VERSION, NEVER))).toMatchObject({ code: 'certificate-expired', phase: 'tls' });
  });

  it('insecure-skip-tls-verify answers, says that it is not trusted, and warns', async () => {
    const server = await apiserver((_, response) => response.end('ok'));
    const port = keep(portFor(configFor(server.url, undefined, {}, { 'insecure-skip-tls-verify': true })));
    expect(answered(await port.send(VERSION, NEVER)).peer?.trusted).toBe(false);
    expect(port.cluster.warnings.join()).toContain('insecure-skip-tls-verify');
  });
});

describe('who asks', () => {
  it('client certificate', async () => {
    const client = await authority.issue('CN=alice', ['alice']);
    const names: string[] = [];
    const server = keep(
      await startHttps(
        pair,
        (request, response) => {
          const socket = request.socket as TLSSocket;
          names.push(String(socket.getPeerCertificate().subject.CN));
          response.end('ok');
        },
        { requestCert: true, ca: authority.cert },
      ),
    );
    const user = {
      'client-certificate-data': Buffer.from(client.cert).toString('base64'),
      'client-key-data': Buffer.from(client.key).toString('base64'),
    };
    await keep(portFor(configFor(server.url, authority.cert, user))).send(VERSION, NEVER);
    expect(names).toEqual(['alice']);
  });

  it.each([
    { name: 'bearer token', user: { token: 'abc' }, expected: { authorization: 'Bearer abc' } },
    { name: 'basic auth', user: { username: 'u', password: 'p' }, expected: { authorization: 'Basic dTpw' } },
    {
      name: 'impersonation with two groups',
      user: { token: 'abc', as: 'bob', 'as-groups': ['g1', 'g2'] },
      expected: { authorization: 'Bearer abc', 'impersonate-user': 'bob', 'impersonate-group': 'g1, g2' },
    },
  ])('$name', async ({ user, expected }) => {
    let headers: http.IncomingHttpHeaders = {};
    const server = await apiserver((request, response) => {
      headers = request.headers;
      response.end('ok');
    });
    answered(await keep(portFor(configFor(server.url, authority.cert, user))).send(VERSION, NEVER));
    expect(headers).toMatchObject(expected);
  });

  it('a key that is none is a failure that names the user, without the key', async () => {
    const user = { 'client-certificate-data': 'bm8=', 'client-key-data': 'c2VjcmV0LWtleQ==' };
    const result = failure(await keep(portFor(configFor('https://127.0.0.1:1', authority.cert, user))).send(VERSION, NEVER));
    expect(result).toMatchObject({ code: 'credentials', phase: 'auth' });
    expect(result.message).toContain('test-user');
    expect(JSON.stringify(result)).not.toContain('secret-key');
  });
});

describe('a stream', () => {
  it('gives its head at once and its chunks as they come', async () => {
    const server = await apiserver((_, response) => {
      response.writeHead(200).write('one\n');
      setImmediate(() => response.end('two\n'));
    });
    const stream = await keep(portFor(configFor(server.url, authority.cert))).stream({ ...VERSION, path: '/api/v1/pods?watch=1' }, NEVER);
    if (stream.kind !== 'stream') throw new Error(stream.message);
    expect(stream.status).toBe(200);
    let all = '';
    for await (const chunk of stream.chunks) all += new TextDecoder().decode(chunk);
    expect(all).toBe('one\ntwo\n');
  });

  it.each([
    { name: 'the server breaks off', code: 'truncated' },
    { name: 'the caller aborts', code: 'aborted' },
  ])('throws $code when $name', async ({ code }) => {
    const controller = new AbortController();
    const server = await apiserver((_, response) => {
      response.writeHead(200).write('one\n', () => code === 'truncated' && response.destroy());
    });
    const stream = await keep(portFor(configFor(server.url, authority.cert))).stream(VERSION, controller.signal);
    if (stream.kind !== 'stream') throw new Error(stream.message);
    const drain = async (): Promise<void> => {
      for await (const _ of stream.chunks) if (code === 'aborted') controller.abort();
    };
    await expect(drain()).rejects.toMatchObject({ name: 'PortStreamError', code });
  });

  it('has no body timeout', async () => {
    const server = await apiserver((_, response) => {
      response.writeHead(200).write('one\n');
      setTimeout(() => response.end('two\n'), 150);
    });
    const port = keep(portFor(configFor(server.url, authority.cert), { timeouts: { ...PATIENT, body: 50 } }));
    const stream = await port.stream(VERSION, NEVER);
    if (stream.kind !== 'stream') throw new Error(stream.message);
    let chunks = 0;
    for await (const _ of stream.chunks) chunks += 1;
    expect(chunks).toBe(2);
  });
});

describe('the cluster goes in the middle', () => {
  it('fails while it is gone and answers when it is back, on the same port', async () => {
    const server = await startHttps(pair, (_, response) => response.end('ok'));
    const port = keep(portFor(configFor(server.url, authority.cert)));
    answered(await port.send(VERSION, NEVER));
    await server.stop();
    expect(failure(await port.send(VERSION, NEVER)).code).toMatch(/refused|reset/);
    expect(failure(await port.send(VERSION, NEVER)).code).toBe('refused');
    const back = keep(await startHttps(pair, (_, response) => response.end('back'), {}, server.port));
    expect(back.url).toBe(server.url);
    expect(text(answered(await port.send(VERSION, NEVER)))).toBe('back');
  });

  it('an idle connection that the server closed is not a failure', async () => {
    const server = await apiserver((request, response) => {
      response.end('ok', () => setImmediate(() => request.socket.destroy()));
    });
    const port = keep(portFor(configFor(server.url, authority.cert)));
    for (let round = 0; round < 10; round++) answered(await port.send(VERSION, NEVER));
  });
});

it('counts its load', async () => {
  const server = await apiserver((_, response) => response.end('12345'));
  const port = keep(portFor(configFor(server.url, authority.cert)));
  await port.send(VERSION, NEVER);
  await port.send(VERSION, NEVER);
  expect(port.load()).toMatchObject({ totalRequests: 2, totalBytes: 10, inFlight: 0, waiting: 0 });
});
