import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import { createInterface } from 'node:readline';
import { gunzipSync } from 'node:zlib';
import type { ObjectStoreOptions, WatchableStore } from '../../electron/demo/kubeapi/objectStore';
import { type KubeApi, type KubeApiOptions, serveKubeApi } from '../../electron/demo/kubeapi/server';
import { type FakeNetwork, RECORDED_MS, recordedNetwork, recordedStore } from './recordedWorld';

export type As = 'admin' | 'viewer' | 'anonymous' | 'bad-token';

export interface AskOptions {
  readonly as?: As;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Told {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** After decompression. */
  readonly text: string;
}

/** The recorded cluster, served, with the means to ask it. */
export interface Served {
  readonly api: KubeApi;
  readonly store: WatchableStore;
  readonly network: FakeNetwork;
}

export async function serveRecorded(options: Partial<KubeApiOptions> & ObjectStoreOptions = {}): Promise<Served> {
  const store = recordedStore(options);
  const network = recordedNetwork();
  const api = await serveKubeApi({ store, network, clock: () => RECORDED_MS, ...options });
  return { api, store, network };
}

function optionsFor(api: KubeApi, path: string, options: AskOptions): RequestOptions {
  const tokens: Readonly<Record<As, string | undefined>> = {
    admin: api.adminToken,
    viewer: api.viewerToken,
    anonymous: undefined,
    'bad-token': 'wrong',
  };
  const token = tokens[options.as ?? 'admin'];
  return {
    host: '127.0.0.1',
    port: api.port,
    ca: api.caPem,
    path: path.startsWith('/') ? path : `/${path}`,
    method: options.method ?? 'GET',
    headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...options.headers },
  };
}

async function respond(api: KubeApi, path: string, options: AskOptions): Promise<IncomingMessage> {
  const sent = request(optionsFor(api, path, options));
  sent.end(options.body === undefined ? undefined : JSON.stringify(options.body));
  const [response]: IncomingMessage[] = await once(sent, 'response');
  if (!response) throw new Error('no response');
  return response;
}

export async function ask(api: KubeApi, path: string, options: AskOptions = {}): Promise<Told> {
  const response = await respond(api, path, options);
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(Buffer.from(chunk));
  const bytes = Buffer.concat(chunks);
  const text = (response.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
  return { status: response.statusCode ?? 0, headers: response.headers, text };
}

/** The answer's JSON. */
export async function askJson(api: KubeApi, path: string, options: AskOptions = {}): Promise<unknown> {
  return JSON.parse((await ask(api, path, options)).text);
}

export interface WatchLine {
  readonly type: string;
  readonly object: unknown;
}

/** A watch as an iterator of its events; `return()` hangs up. */
export async function* watchEvents(api: KubeApi, path: string, options: AskOptions = {}): AsyncGenerator<WatchLine, void> {
  const response = await respond(api, path, options);
  try {
    for await (const line of createInterface({ input: response })) yield JSON.parse(line);
  } finally {
    response.destroy();
  }
}
