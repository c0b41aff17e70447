import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, type Server, type Socket } from 'node:net';
import type { Pair } from './certificates.testSupport';

/** A server on 127.0.0.1 that ends with the test. */
export interface Running {
  readonly port: number;
  readonly url: string;
  /** Connections accepted so far. */
  connections(): number;
  stop(): Promise<void>;
}

/** `port` 0: any that is free. */
export function startHttps(pair: Pair, handler: http.RequestListener, options: https.ServerOptions = {}, port = 0): Promise<Running> {
  return start(https.createServer({ ...pair, ...options }, handler), 'https', port);
}

export function startHttp(handler: http.RequestListener): Promise<Running> {
  return start(http.createServer(handler), 'http');
}

/** Raw TCP: for what no HTTP server does. */
export function startTcp(onSocket: (socket: Socket) => void): Promise<Running> {
  return start(net.createServer(onSocket), 'https');
}

/** A port at which nothing listens. */
export async function closedPort(): Promise<number> {
  const running = await startTcp(() => {});
  await running.stop();
  return running.port;
}

export async function start(server: Server, scheme: 'http' | 'https', port = 0): Promise<Running> {
  const sockets = new Set<Socket>();
  let count = 0;
  server.on('connection', (socket: Socket) => {
    count += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => {});
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return {
    port: address.port,
    url: `${scheme}://127.0.0.1:${address.port}`,
    connections: () => count,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}
