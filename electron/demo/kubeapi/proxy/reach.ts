import { type DemoAnswer, type DemoRequest, type DemoUser, dialError } from '../../network';
import type { HeaderValue, WholeAnswer } from '../answer';
import type { ApiContext, ApiRequest } from '../apiRequest';
import type { Address } from '../serviceEndpoints';

/** What became of a request to something behind the apiserver. */
export type Reached =
  | { readonly kind: 'answer'; readonly answer: DemoAnswer }
  /** Go's words: "dial tcp 10.77.0.2:10250: connect: connection refused". */
  | { readonly kind: 'failed'; readonly error: string }
  /** Nothing came within waits.hangMs, or the client gave up before. */
  | { readonly kind: 'hung' };

export interface Behind extends Address {
  readonly scheme: 'http' | 'https';
  /** Path for the one behind. */
  readonly path: string;
  /** Who asks there; undefined: nobody, the client's own credentials are never passed on. */
  readonly user?: DemoUser;
}

const HTTP_TO_HTTPS: DemoAnswer = {
  status: 400,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'Client sent an HTTP request to an HTTPS server.\n',
};

/** Dials from the apiserver's place in the demo's network and waits as long as the apiserver would. */
export async function reach(context: ApiContext, request: ApiRequest, behind: Behind): Promise<Reached> {
  const dialled = context.network.dial('apiserver', behind.host, behind.port);
  if (dialled.kind === 'refused') return { kind: 'failed', error: wordsOf(behind, dialled.error) };
  const delayMs = dialled.kind === 'hangs' ? Number.POSITIVE_INFINITY : dialled.delayMs;
  const waited = await pause(Math.min(delayMs, context.waits.hangMs), request.signal);
  if (dialled.kind === 'hangs' || !waited || delayMs > context.waits.hangMs) return { kind: 'hung' };
  const { listener } = dialled;
  if (listener.scheme === 'https' && behind.scheme === 'http') return { kind: 'answer', answer: HTTP_TO_HTTPS };
  if (listener.scheme === 'http' && behind.scheme === 'https')
    return { kind: 'failed', error: 'http: server gave HTTP response to HTTPS client' };
  return { kind: 'answer', answer: await listener.handle(behindRequest(request, behind)) };
}

function wordsOf({ host, port }: Address, error: string): string {
  return error.startsWith('dial ') ? error : dialError(`${host}:${port}`, error);
}

/** Resolves to false when the client left first. */
function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  if (ms <= 0) return Promise.resolve(true);
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve(!signal.aborted);
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}

/** Hop by hop (RFC 9110 7.6.1), and what the apiserver removes once it knows who asks. */
const NOT_PASSED_ON = new Set([
  'authorization',
  'connection',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'content-length',
]);

function behindRequest(request: ApiRequest, behind: Behind): DemoRequest {
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !NOT_PASSED_ON.has(name)));
  return {
    method: request.method,
    path: behind.path,
    query: request.query,
    headers,
    ...bodyText(request.body),
    ...(behind.user === undefined ? {} : { user: behind.user }),
  };
}

/** The demo's listeners take text alone. */
export function bodyText(body: Uint8Array): { readonly body?: string } {
  return body.length === 0 ? {} : { body: Buffer.from(body).toString() };
}

/** The answer of the one behind as the apiserver hands it on. */
export function passOn(answer: DemoAnswer): WholeAnswer {
  const headers: Record<string, HeaderValue> = {};
  for (const [name, value] of Object.entries(answer.headers)) {
    const lower = name.toLowerCase();
    if (!NOT_PASSED_ON.has(lower) && lower !== 'date') headers[lower] = value;
  }
  return { kind: 'whole', status: answer.status, headers, body: { kind: 'bytes', bytes: answer.body }, proxied: true };
}
