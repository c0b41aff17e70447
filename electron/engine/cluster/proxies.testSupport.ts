import http from 'node:http';
import net, { type Socket } from 'node:net';
import { type Running, start } from './servers.testSupport';

export interface FakeProxy extends Running {
  /** What it was asked to reach, with the login it was given. */
  readonly asked: { readonly target: string; readonly login?: string }[];
}

/** An HTTP proxy: tunnels with CONNECT and passes on plain requests. With `refuse` it answers that status. */
export async function startHttpProxy(refuse?: number): Promise<FakeProxy> {
  const asked: FakeProxy['asked'] = [];
  const server = http.createServer((request, response) => {
    asked.push({ target: request.url ?? '', login: request.headers['proxy-authorization'] });
    if (refuse !== undefined) return response.writeHead(refuse).end();
    return http.get(request.url ?? '', { headers: request.headers }, (inner) => {
      response.writeHead(inner.statusCode ?? 502, inner.headers);
      inner.pipe(response);
    });
  });
  server.on('connect', (request, socket: Socket) => {
    asked.push({ target: request.url ?? '', login: request.headers['proxy-authorization'] });
    if (refuse !== undefined) return socket.end(`HTTP/1.1 ${refuse} No\r\n\r\n`);
    const [host = '', port = ''] = (request.url ?? '').split(':');
    const target = net.connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    target.on('error', () => socket.destroy());
    return socket;
  });
  return { ...(await start(server, 'http')), asked };
}

/** A SOCKS5 proxy without login (RFC 1928): addresses and names. */
export async function startSocksProxy(): Promise<FakeProxy> {
  const asked: FakeProxy['asked'] = [];
  const server = net.createServer((socket) => {
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]));
      socket.once('data', (request: Buffer) => {
        const named = request[3] === 3;
        const length = named ? (request[4] ?? 0) : 4;
        const at = named ? 5 : 4;
        const host = named ? request.subarray(at, at + length).toString() : [...request.subarray(at, at + length)].join('.');
        const port = request.readUInt16BE(at + length);
        asked.push({ target: `${host}:${port}` });
        const target = net.connect(port, host === 'k8s.test' ? '127.0.0.1' : host, () => {
          socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
          target.pipe(socket).pipe(target);
        });
        target.on('error', () => socket.destroy());
      });
    });
  });
  return { ...(await start(server, 'http')), asked };
}
