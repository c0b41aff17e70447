import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Authority, makeAuthority, type Pair } from './certificates.testSupport';
import { configFor, NEVER, portFor, SHORT } from './livePorts.testSupport';
import type { PortRequest, PortResult } from './port';
import { startHttpProxy, startSocksProxy } from './proxies.testSupport';
import { closedPort, type Running, startHttp, startHttps, startTcp } from './servers.testSupport';

let authority: Authority;
let pair: Pair;
beforeAll(async () => {
  authority = await makeAuthority('test-ca');
  pair = await authority.issue('CN=kube-apiserver', ['127.0.0.1', 'k8s.test']);
});
const running: Running[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});
function keep<T extends Running>(server: T): T {
  running.push(server);
  return server;
}

const VERSION: PortRequest = { route: { via: 'apiserver' }, path: '/version' };

async function sendTwice(server: string, proxyUrl: string | undefined, env: Record<string, string> = {}): Promise<PortResult> {
  const port = portFor(configFor(server, authority.cert, {}, proxyUrl === undefined ? {} : { 'proxy-url': proxyUrl }), { env });
  await port.send(VERSION, NEVER);
  const result = await port.send(VERSION, NEVER);
  port.close();
  return result;
}

describe('through a proxy', () => {
  it('proxy-url: one tunnel for all requests, with its login, and the certificate of the server', async () => {
    const server = keep(await startHttps(pair, (_, response) => response.end('{}')));
    const proxy = keep(await startHttpProxy());
    const result = await sendTwice(server.url, `http://us%40er:pa%3Ass@127.0.0.1:${proxy.port}`);
    expect(result).toMatchObject({ kind: 'answer', status: 200, peer: { subject: 'CN=kube-apiserver', trusted: true } });
    expect(proxy.asked).toEqual([{ target: `127.0.0.1:${server.port}`, login: `Basic ${Buffer.from('us@er:pa:ss').toString('base64')}` }]);
  });

  it('HTTPS_PROXY for a name, which the proxy resolves', async () => {
    const server = keep(await startHttps(pair, (_, response) => response.end('{}')));
    const proxy = keep(await startSocksProxy());
    const result = await sendTwice(`https://k8s.test:${server.port}`, undefined, { HTTPS_PROXY: `socks5h://127.0.0.1:${proxy.port}` });
    expect(result).toMatchObject({ kind: 'answer', status: 200 });
    expect(proxy.asked).toEqual([{ target: `k8s.test:${server.port}` }]);
  });

  it('HTTPS_PROXY is not used for loopback', async () => {
    const server = keep(await startHttps(pair, (_, response) => response.end('{}')));
    const result = await sendTwice(server.url, undefined, { HTTPS_PROXY: `http://127.0.0.1:${await closedPort()}` });
    expect(result).toMatchObject({ kind: 'answer', status: 200 });
  });

  it('plain http is asked of the proxy with its whole URL', async () => {
    const server = keep(await startHttp((request, response) => response.end(request.headers.host)));
    const proxy = keep(await startHttpProxy());
    const result = await sendTwice(server.url, `http://127.0.0.1:${proxy.port}`);
    expect(result.kind === 'answer' && new TextDecoder().decode(result.body)).toBe(`127.0.0.1:${server.port}`);
    expect(proxy.asked[0]?.target).toBe(`${server.url}/version`);
  });
});

describe('a proxy that does not let us through is a failure "proxy" that names it without its login', () => {
  const expectProxyFailure = (result: PortResult, says: RegExp): void => {
    expect(result).toMatchObject({
      kind: 'failure',
      code: 'proxy',
      phase: 'connect',
      message: expect.stringMatching(says),
      remedy: expect.stringContaining('NO_PROXY'),
    });
    expect(JSON.stringify(result)).not.toContain('secret');
  };
  it.each([403, 407, 502])('it answers %i to CONNECT', async (status) => {
    const proxy = keep(await startHttpProxy(status));
    expectProxyFailure(
      await sendTwice('https://k8s.test:6443', `http://user:secret@127.0.0.1:${proxy.port}`),
      new RegExp(`${proxy.url}.*${status}`),
    );
  });
  it('it wants a login for plain http', async () => {
    const proxy = keep(await startHttpProxy(407));
    expectProxyFailure(await sendTwice('http://k8s.test:8080', `http://user:secret@127.0.0.1:${proxy.port}`), /407/);
  });
  it('it is not there', async () => {
    const port = await closedPort();
    expectProxyFailure(await sendTwice('https://k8s.test:6443', `http://user:secret@127.0.0.1:${port}`), /ECONNREFUSED/);
  });
  it('it is no SOCKS proxy', async () => {
    const proxy = keep(await startTcp((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    expectProxyFailure(await sendTwice('https://k8s.test:6443', `socks5://user:secret@127.0.0.1:${proxy.port}`), /proxy/);
  });
  it('it accepts and says nothing: a timeout of the connect phase', async () => {
    const proxy = keep(await startTcp(() => {}));
    const port = portFor(configFor('https://k8s.test:6443', authority.cert, {}, { 'proxy-url': `http://127.0.0.1:${proxy.port}` }), {
      timeouts: SHORT,
    });
    expect(await port.send(VERSION, NEVER)).toMatchObject({ kind: 'failure', code: 'timeout', phase: 'connect' });
    port.close();
  });
});
