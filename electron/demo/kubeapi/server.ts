import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { DemoNetwork, DemoUser } from '../network';
import { Availability } from './aggregation/availability';
import type { ApiAnswer, HeaderValue, StreamedAnswer, WholeAnswer } from './answer';
import { type ApiContext, type ApiRequest, DEFAULT_WAITS, type Waits } from './apiRequest';
import { ADMIN, authenticate, type Credential, newToken, VIEWER } from './authentication';
import { createAuthority } from './authority';
import { putBootstrapObjects } from './bootstrap';
import { kubeconfigText } from './kubeconfig';
import type { WatchableStore } from './objectStore';
import { type Hooks, type RouterParts, route } from './router';
import { badRequest, failed, failure } from './status';
import { DEMO_VERSION, type VersionInfo } from './version';

export interface KubeApiOptions {
  readonly store: WatchableStore;
  readonly network: DemoNetwork;
  /** Simulated time, milliseconds since the epoch. */
  readonly clock: () => number;
  /** 0 or undefined: any free port. */
  readonly port?: number;
  readonly version?: Partial<VersionInfo>;
  readonly hooks?: Hooks;
  /** Tokens besides the administrator's and the viewer's: service accounts of the world. */
  readonly credentials?: readonly Credential[];
  /** Whom the administrator's token stands for now. Absent: the administrator. */
  readonly administrator?: () => DemoUser;
  readonly waits?: Partial<Waits>;
  /** Wall time for the certificates, which clients check against their own clock. Default Date.now. */
  readonly wallClock?: () => number;
}

export interface KubeApi {
  readonly port: number;
  /** "https://127.0.0.1:PORT". */
  readonly url: string;
  readonly caPem: string;
  readonly kubeconfigYaml: string;
  readonly adminToken: string;
  readonly viewerToken: string;
  /** Looks at all aggregated APIs now; they are looked at by themselves too. */
  checkAvailability(): Promise<void>;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

const compress = promisify(gzip);

/** Below this the apiserver does not compress its own answers (apiserver/pkg/endpoints/handlers/responsewriters/writers.go). */
const COMPRESS_FROM_BYTES = 128 * 1024;
const MAX_BODY_BYTES = 1024 * 1024;
/** A watch whose client has left this much unread is ended: it can start again from its resourceVersion. */
const MAX_UNREAD_BYTES = 32 * 1024 * 1024;

/** Serves the store as a Kubernetes API over HTTPS on 127.0.0.1, until close(). Rejects when the port is taken. */
export async function serveKubeApi(options: KubeApiOptions): Promise<KubeApi> {
  const adminToken = newToken();
  const viewerToken = newToken();
  const others = [{ token: viewerToken, user: VIEWER }, ...(options.credentials ?? [])];
  const credentials = () => [{ token: adminToken, user: options.administrator?.() ?? ADMIN }, ...others];
  const context = contextOf(options);
  putBootstrapObjects(options.store, clusterStartMs(options));
  const availability = new Availability(context);
  await availability.checkNow();
  const { caPem, certPem, keyPem } = await createAuthority((options.wallClock ?? Date.now)());
  let address = '127.0.0.1';
  const version = { ...DEMO_VERSION, ...options.version };
  const parts: RouterParts = { context, availability, version, hooks: options.hooks ?? {}, serverAddress: () => address };
  const server = createServer({ cert: certPem, key: keyPem, ca: caPem }, (message, response) => {
    // A mistake of ours in sending must not end the demo: the client sees a broken connection.
    serve(parts, credentials, message, response).catch(() => response.destroy());
  });
  const port = await listen(server, options.port ?? 0);
  availability.start();
  address = `127.0.0.1:${port}`;
  const url = `https://${address}`;
  return {
    port,
    url,
    caPem,
    kubeconfigYaml: kubeconfigText({ url, caPem, adminToken, viewerToken }),
    adminToken,
    viewerToken,
    checkAvailability: () => availability.checkNow(),
    close: () => {
      availability.stop();
      return close(server);
    },
  };
}

function contextOf(options: KubeApiOptions): ApiContext {
  const { store, network, clock } = options;
  let turn = 0;
  return { store, network, clock, waits: { ...DEFAULT_WAITS, ...options.waits }, nextTurn: () => turn++ };
}

/** The bootstrap objects are as old as the oldest namespace: the cluster began with both. */
function clusterStartMs(options: KubeApiOptions): number {
  const created = options.store.list('namespaces').map((namespace) => Date.parse(namespace.metadata.creationTimestamp));
  return Math.min(options.clock(), ...created);
}

function listen(server: Server, port: number): Promise<number> {
  // Go's clients keep idle connections for 90 s; closing earlier than they do makes them fail once in a while.
  server.keepAliveTimeout = 120_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address: AddressInfo | string | null = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function serve(
  parts: RouterParts,
  credentials: () => readonly Credential[],
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const answer = await answerOf(parts, credentials, message, gone.signal);
  if (gone.signal.aborted) return;
  const own = { 'audit-id': randomUUID(), 'cache-control': 'no-cache, private', date: new Date(parts.context.clock()).toUTCString() };
  if (answer.kind === 'streamed') stream(answer, own, response, gone.signal);
  else await sendWhole(answer, own, message, response);
}

async function answerOf(
  parts: RouterParts,
  credentials: () => readonly Credential[],
  message: IncomingMessage,
  signal: AbortSignal,
): Promise<ApiAnswer> {
  try {
    const who = authenticate(message.headers.authorization, credentials());
    if (who.kind === 'refused') return failed(failure(401, 'Unauthorized', 'Unauthorized'));
    const url = new URL(message.url ?? '/', 'https://demo');
    const path = decoded(url.pathname);
    if (path === undefined) return badRequest('the path of the request is not properly escaped');
    const body = await bodyOf(message);
    if (body === undefined) return failed(failure(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${MAX_BODY_BYTES}`));
    const headers = plainHeaders(message);
    const request: ApiRequest = { method: message.method ?? 'GET', path, query: url.searchParams, headers, body, user: who.user, signal };
    return await route(parts, request);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return failed(failure(500, 'InternalError', `Internal error occurred: ${text}`));
  }
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function plainHeaders(message: IncomingMessage): Readonly<Record<string, string>> {
  const entries = Object.entries(message.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  );
  return Object.fromEntries(entries);
}

/** Undefined: more than MAX_BODY_BYTES. The rest is still read, so that the connection can be used again. */
async function bodyOf(message: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes: Uint8Array = Buffer.from(chunk);
    size += bytes.length;
    if (size <= MAX_BODY_BYTES) chunks.push(bytes);
  }
  if (size > MAX_BODY_BYTES) return undefined;
  return Buffer.concat(chunks);
}

type OwnHeaders = Readonly<Record<'audit-id' | 'cache-control' | 'date', string>>;

async function sendWhole(answer: WholeAnswer, own: OwnHeaders, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const plain = answer.body.kind === 'json' ? printJson(answer.body.value, message) : answer.body.bytes;
  const bytes = typeof plain === 'string' ? Buffer.from(plain) : plain;
  const zipped = wantsGzip(answer, bytes.length, message) ? await compress(bytes, { level: 1 }) : undefined;
  const headers: Record<string, HeaderValue> = { ...own, ...answer.headers };
  // Whoever is behind says it once more (recorded: every answer of an aggregated API has the header twice).
  const theirs = answer.proxied ? answer.headers['cache-control'] : undefined;
  if (typeof theirs === 'string') headers['cache-control'] = [own['cache-control'], theirs];
  if (zipped) Object.assign(headers, { 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
  const body = zipped ?? bytes;
  if (answer.status !== 304) headers['content-length'] = String(body.length);
  writeHead(response, answer.status, headers);
  if (message.method === 'HEAD' || answer.status === 304) response.end();
  else response.end(body);
}

function writeHead(response: ServerResponse, status: number, headers: Readonly<Record<string, HeaderValue>>): void {
  response.sendDate = false;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.writeHead(status);
}

/** People get indented JSON: curl, wget, browsers, or whoever asks with ?pretty=true. */
function printJson(value: unknown, message: IncomingMessage): string {
  const wanted = new URL(message.url ?? '/', 'https://demo').searchParams.get('pretty');
  const pretty =
    wanted === null ? /^(curl|Wget|Mozilla\/5\.0)/.test(message.headers['user-agent'] ?? '') : wanted !== 'false' && wanted !== '0';
  return pretty ? JSON.stringify(value, undefined, 2) : `${JSON.stringify(value)}\n`;
}

function wantsGzip(answer: WholeAnswer, size: number, message: IncomingMessage): boolean {
  const accepted = /(^|,)\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*(,|$)))?/.test(String(message.headers['accept-encoding'] ?? ''));
  const threshold = answer.proxied ? 1 : COMPRESS_FROM_BYTES;
  return accepted && size >= threshold && answer.headers['content-encoding'] === undefined;
}

function stream(answer: StreamedAnswer, own: OwnHeaders, response: ServerResponse, signal: AbortSignal): void {
  writeHead(response, answer.status, { ...own, ...answer.headers });
  response.flushHeaders();
  const stop = answer.start({
    write: (text) => {
      response.write(text);
      return response.writableLength < MAX_UNREAD_BYTES;
    },
    end: () => response.end(),
  });
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
}
