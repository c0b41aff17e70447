import type { ClusterPort, PortAnswer, PortFailure, PortRequest, PortResult, PortStream } from './port';
import { PortStreamError } from './port';

/** A watch that the test feeds. */
export interface FakeWatch {
  readonly path: string;
  readonly query: URLSearchParams;
  event(type: string, object: unknown): void;
  raw(text: string): void;
  end(): void;
  breakOff(): void;
  readonly aborted: () => boolean;
}

export type Reply = { readonly status: number; readonly body: unknown } | PortFailure;

/** A port whose answers are made by a function; watches are handed to the test. */
export interface FakeCluster extends ClusterPort {
  readonly asked: { readonly path: string; readonly query: URLSearchParams; readonly request: PortRequest }[];
  readonly watches: FakeWatch[];
  watchOn(path: string): FakeWatch;
}

export function fakeCluster(reply: (path: string, query: URLSearchParams, request: PortRequest) => Reply | undefined): FakeCluster {
  const asked: FakeCluster['asked'] = [];
  const watches: FakeWatch[] = [];
  const ask = (request: PortRequest): PortResult => {
    const url = new URL(request.path, 'https://fake');
    asked.push({ path: url.pathname, query: url.searchParams, request });
    const made = reply(url.pathname, url.searchParams, request) ?? {
      status: 404,
      body: { kind: 'Status', message: 'the server could not find the requested resource', code: 404 },
    };
    return 'kind' in made ? made : answerOf(request, made.status, made.body);
  };
  return {
    cluster: { context: 'fake', server: 'https://fake', warnings: [] },
    asked,
    watches,
    watchOn(path) {
      const watch = watches.filter((one) => one.path === path && !one.aborted()).at(-1);
      if (watch === undefined) throw new Error(`nobody watches ${path}`);
      return watch;
    },
    send: async (request) => ask(request),
    stream: async (request, signal) => {
      const result = ask(request);
      if (result.kind === 'failure') return result;
      const url = new URL(request.path, 'https://fake');
      return result.status === 200 ? openWatch(url, signal, watches) : { ...stream(result.status), chunks: once(result.body) };
    },
    load: () => ({ requestsPerSecond: 0, bytesPerSecond: 0, inFlight: 0, waiting: 0, totalRequests: asked.length, totalBytes: 0 }),
    close: () => {},
  };
}

export function answerOf(request: PortRequest, status: number, body: unknown, headers: Record<string, string> = {}): PortAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    kind: 'answer',
    request: `${request.method ?? 'GET'} ${request.path}`,
    route: request.route,
    status,
    headers,
    body: new TextEncoder().encode(text),
    wireBytes: text.length,
    atMs: 0,
    timings: { total: 1 },
  };
}

export function failureOf(code: PortFailure['code'], message = 'it failed.'): PortFailure {
  return {
    kind: 'failure',
    request: 'GET /',
    route: { via: 'apiserver' },
    phase: 'connect',
    code,
    message,
    remedy: 'wait.',
    atMs: 0,
    timings: { total: 1 },
  };
}

function stream(status: number): Omit<PortStream, 'chunks'> {
  return { kind: 'stream', request: 'GET /watch?watch=1', status, headers: {} };
}

async function* once(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body;
}

function openWatch(url: URL, signal: AbortSignal, watches: FakeWatch[]): PortStream {
  const queue: (string | 'end' | Error)[] = [];
  let wake: () => void = () => {};
  const push = (item: string | Error): void => {
    queue.push(item);
    wake();
  };
  signal.addEventListener('abort', () => push(new PortStreamError('aborted', 'stopped.', 'nothing.')), { once: true });
  watches.push({
    path: url.pathname,
    query: url.searchParams,
    event: (type, object) => push(`${JSON.stringify({ type, object })}\n`),
    raw: push,
    end: () => push('end'),
    breakOff: () => push(new PortStreamError('truncated', 'the connection closed.', 'again.')),
    aborted: () => signal.aborted,
  });
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const item = queue.shift();
      if (item === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      } else if (item instanceof Error) throw item;
      else if (item === 'end') return;
      else yield new TextEncoder().encode(item);
    }
  }
  return { ...stream(200), chunks: chunks() };
}
