import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { Clock } from '../clock';
import { type Trouble, timeoutTrouble, troubleFromError, troubleOf, type Whom } from './failures';
import { peerCertificateOf } from './peerCertificate';
import { PhaseWatch } from './phases';
import type { PeerCertificate, PhaseTimeouts } from './port';

/** One HTTP request, resolved: nothing here knows of clusters. */
export interface Ask {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
  readonly agent: http.Agent;
  /** For plain HTTP through an HTTP proxy: the request goes to the proxy with the whole URL in its first line. */
  readonly absoluteFormBy?: URL;
  readonly timeouts: PhaseTimeouts;
  readonly whom: Whom;
}

/** The head of an answer is there. */
export interface Opened {
  readonly kind: 'opened';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly response: http.IncomingMessage;
  readonly peer?: PeerCertificate;
  readonly phases: PhaseWatch;
  /** Why the body broke off, when it was we who broke it: a timeout or an abort. */
  interruption(): Trouble | undefined;
  /** Lets go of the connection and of the abort signal. */
  end(): void;
}

export interface NotOpened {
  readonly kind: 'not-opened';
  readonly trouble: Trouble;
  readonly phases: PhaseWatch;
  /** The connection was an idle one that the server had closed meanwhile: asking again is right. */
  readonly staleConnection: boolean;
}

/** Sends one request and resolves with its head, or with what stood in the way. Never rejects. */
export function openExchange(ask: Ask, signal: AbortSignal, clock: Clock): Promise<Opened | NotOpened> {
  return new Promise((resolve) => {
    let interruption: Trouble | undefined;
    let request: http.ClientRequest | undefined;
    let answered = false;
    const interrupt = (trouble: Trouble): void => {
      interruption ??= trouble;
      request?.destroy();
      notOpened(trouble);
    };
    const phases = new PhaseWatch(clock, ask.timeouts, (phase, ms) => interrupt(timeoutTrouble(phase, ms, ask.whom)));
    const onAbort = (): void => interrupt(troubleOf('aborted', phases.phase, ask.whom, ''));
    const end = (): void => signal.removeEventListener('abort', onAbort);
    const notOpened = (trouble: Trouble, staleConnection = false): void => {
      if (answered) return;
      phases.finish();
      end();
      resolve({ kind: 'not-opened', trouble, phases, staleConnection });
    };
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      request = startRequest(ask);
    } catch (error) {
      return notOpened(troubleFromError(error, phases.phase, ask.whom));
    }
    followPhases(request, ask.url.protocol === 'https:', phases);
    request.on('error', (error) => {
      const stale = request?.reusedSocket === true && phases.phase === 'first-byte' && interruption === undefined;
      notOpened(interruption ?? troubleFromError(error, phases.phase, ask.whom), stale);
    });
    request.once('response', (response) => {
      answered = true;
      phases.enter('body');
      response.on('error', () => {});
      resolve({
        kind: 'opened',
        status: response.statusCode ?? 0,
        headers: flatHeaders(response.headers),
        response,
        peer: peerCertificateOf(response.socket),
        phases,
        interruption: () => interruption,
        end,
      });
    });
    request.end(ask.body);
  });
}

function startRequest(ask: Ask): http.ClientRequest {
  const via = ask.absoluteFormBy;
  const path = `${ask.url.pathname}${ask.url.search}`;
  const options: https.RequestOptions & { autoSelectFamilyAttemptTimeout: number } = {
    method: ask.method,
    // The SOCKS agent finds its idle connections again by it.
    protocol: ask.url.protocol,
    host: bareHost(via ?? ask.url),
    port: (via ?? ask.url).port || ((via ?? ask.url).protocol === 'https:' ? 443 : 80),
    path: via === undefined ? path : `${ask.url.origin}${path}`,
    headers: { ...(via === undefined ? {} : { ...proxyLogin(via), host: ask.url.host }), ...headerLines(ask.headers) },
    agent: ask.agent,
    // Node's 250 ms for each address of a name gives up on far clusters.
    autoSelectFamilyAttemptTimeout: 2_000,
    // Only a tunnel's CONNECT reads this: without it a proxy that hangs would be waited for for ever.
    timeout: ask.whom.proxy === undefined ? undefined : ask.timeouts.connect,
  };
  return ask.url.protocol === 'https:' ? https.request(options) : http.request(options);
}

/** connect → tls → first-byte by the events of the socket; one used again goes to first-byte at once. */
function followPhases(request: http.ClientRequest, tls: boolean, phases: PhaseWatch): void {
  request.once('socket', (socket: Socket) => {
    const connected = (): void => {
      phases.enter(tls ? 'tls' : 'first-byte');
      if (tls) socket.once('secureConnect', () => phases.enter('first-byte'));
    };
    if (request.reusedSocket) phases.enter('first-byte', { reused: true });
    else if (socket.connecting) socket.once('connect', connected);
    else connected();
  });
}

function proxyLogin(proxy: URL): Record<string, string> {
  if (proxy.username === '' && proxy.password === '') return {};
  const login = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(login).toString('base64')}` };
}

function headerLines(headers: Ask['headers']): http.OutgoingHttpHeaders {
  const lines: http.OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(headers)) lines[name] = typeof value === 'string' ? value : [...value];
  return lines;
}

function bareHost(url: URL): string {
  return url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname;
}

function flatHeaders(headers: http.IncomingHttpHeaders): Readonly<Record<string, string>> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  return flat;
}
