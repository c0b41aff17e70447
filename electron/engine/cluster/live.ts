import { setMaxListeners } from 'node:events';
import type http from 'node:http';
import type { Clock } from '../clock';
import { AgentPool } from './agents';
import { readBody } from './answerBody';
import { apiserverUpstream, identityOf } from './apiserverUpstream';
import { clusterAuthentication } from './authentication';
import { type DirectEndpoint, directUpstream } from './directEndpoints';
import { type Ask, type NotOpened, type Opened, openExchange } from './exchange';
import { configurationTrouble, messageOf, type Trouble, troubleFromError, troubleOf } from './failures';
import { htmlTrouble } from './htmlPage';
import type { ClusterConfig } from './kubeconfig';
import { LoadMeter } from './loadMeter';
import {
  type ClusterIdentity,
  type ClusterPort,
  DEFAULT_TIMEOUTS,
  type PhaseTimeouts,
  type PhaseTimings,
  type PortAnswer,
  type PortFailure,
  type PortLoad,
  type PortRequest,
  type PortResult,
  type PortStream,
  PortStreamError,
} from './port';
import type { Environment } from './proxyChoice';
import { assertReadOnly } from './readOnly';
import { describeRequest, requestPath } from './routes';
import type { Authentication, Material, Upstream } from './upstream';

const DEFAULT_MAX_BYTES = 64 << 20;
const USER_AGENT = 'hopscope';

export interface LivePortOptions {
  readonly env: Environment;
  readonly endpoints?: readonly DirectEndpoint[];
  /** Instead of DEFAULT_TIMEOUTS; a request may say otherwise. */
  readonly timeouts?: Partial<PhaseTimeouts>;
  readonly execTimeoutMs?: number;
}

export interface LivePort extends ClusterPort {
  /** The user added or changed direct endpoints. */
  setDirectEndpoints(endpoints: readonly DirectEndpoint[]): void;
}

/**
 * The port to a real cluster (or to the demo, which is one to it). Nothing is contacted before the
 * first request. `config` comes from `selectContext`.
 */
export function createLivePort(config: ClusterConfig, clock: Clock, options: LivePortOptions): LivePort {
  return new Live(config, clock, options);
}

interface Sent {
  readonly upstream: Upstream;
  readonly material: Material;
  readonly authMs: number;
  readonly outcome: Opened | NotOpened;
}

type NotSent = { readonly trouble: Trouble; readonly authMs: number };

class Live implements LivePort {
  readonly cluster: ClusterIdentity;
  readonly #agents = new AgentPool();
  readonly #meter: LoadMeter;
  readonly #authentication: Authentication;
  readonly #apiserver: Upstream;
  readonly #closed = new AbortController();
  #direct = new Map<string, Upstream>();

  constructor(
    config: ClusterConfig,
    private readonly clock: Clock,
    private readonly options: LivePortOptions,
  ) {
    this.#meter = new LoadMeter(clock);
    // Each open watch listens to it.
    setMaxListeners(0, this.#closed.signal);
    this.#authentication = clusterAuthentication(config, { env: options.env, clock, execTimeoutMs: options.execTimeoutMs });
    this.#apiserver = apiserverUpstream(config, options.env, this.#authentication);
    this.cluster = identityOf(config);
    this.setDirectEndpoints(options.endpoints ?? []);
  }

  setDirectEndpoints(endpoints: readonly DirectEndpoint[]): void {
    this.#direct = new Map(endpoints.map((endpoint) => [endpoint.id, directUpstream(endpoint, this.options.env, this.#authentication)]));
  }

  async send(request: PortRequest, signal: AbortSignal): Promise<PortResult> {
    assertReadOnly(request);
    const startedMs = this.clock.monotonic();
    this.#meter.began();
    try {
      const sent = await this.#exchange(request, 'gzip, deflate', signal);
      if ('trouble' in sent) return this.#failure(request, sent.trouble, startedMs, { auth: sent.authMs });
      if (sent.outcome.kind === 'not-opened') {
        return this.#failure(request, sent.outcome.trouble, startedMs, { ...sent.outcome.phases.finish(), auth: sent.authMs });
      }
      return await this.#answer(request, sent, sent.outcome, startedMs);
    } finally {
      this.#meter.ended();
    }
  }

  async stream(request: PortRequest, signal: AbortSignal): Promise<PortStream | PortFailure> {
    assertReadOnly(request);
    const startedMs = this.clock.monotonic();
    this.#meter.began();
    const sent = await this.#exchange(request, 'identity', signal);
    this.#meter.ended();
    if (!('trouble' in sent) && sent.outcome.kind === 'opened') {
      const opened = sent.outcome;
      opened.phases.disarm();
      return {
        kind: 'stream',
        request: this.#describe(request),
        status: opened.status,
        headers: opened.headers,
        chunks: this.#chunks(opened, sent.upstream),
      };
    }
    if ('trouble' in sent) return this.#failure(request, sent.trouble, startedMs, { auth: sent.authMs });
    const { outcome, authMs } = sent;
    if (outcome.kind === 'opened') throw new Error('an opened stream was handled above');
    return this.#failure(request, outcome.trouble, startedMs, { ...outcome.phases.finish(), auth: authMs });
  }

  load(): PortLoad {
    return this.#meter.load();
  }

  close(): void {
    this.#closed.abort();
    this.#agents.close();
  }

  /** Authenticates and sends; once more after a 401 when credentials may be renewed, and after an idle connection that was gone. */
  async #exchange(request: PortRequest, encoding: string, signal: AbortSignal): Promise<Sent | NotSent> {
    setMaxListeners(0, signal);
    const upstream = request.route.via === 'direct' ? this.#direct.get(request.route.endpoint) : this.#apiserver;
    if (upstream === undefined) return { trouble: unknownEndpoint(request), authMs: 0 };
    let sent = await this.#once(request, upstream, encoding, signal);
    if ('trouble' in sent) return sent;
    if (sent.outcome.kind === 'not-opened' && sent.outcome.staleConnection) sent = await this.#once(request, upstream, encoding, signal);
    if ('trouble' in sent || sent.outcome.kind !== 'opened' || sent.outcome.status !== 401) return sent;
    if (!upstream.authentication.refused(sent.material)) return sent;
    letGo(sent.outcome);
    return this.#once(request, upstream, encoding, signal);
  }

  async #once(request: PortRequest, upstream: Upstream, encoding: string, signal: AbortSignal): Promise<Sent | NotSent> {
    const startedMs = this.clock.monotonic();
    if (this.#closed.signal.aborted) return { trouble: troubleOf('aborted', 'queue', upstream.whom, ''), authMs: 0 };
    const material = await abortable(upstream.authentication.material(signal), signal);
    const authMs = this.clock.monotonic() - startedMs;
    if (material === undefined) return { trouble: troubleOf('aborted', 'auth', upstream.whom, ''), authMs };
    if (!material.ok) return { trouble: material.error, authMs };
    const url = urlOf(upstream, request);
    let agent: http.Agent;
    try {
      agent = this.#agents.agentFor(upstream.url, material.value, upstream.proxy);
    } catch (error) {
      return { trouble: configurationTrouble(upstream.whom, messageOf(error)), authMs };
    }
    const outcome = await openExchange(
      askOf(request, upstream, url, material.value, agent, encoding, this.options.timeouts),
      signal,
      this.clock,
    );
    return { upstream, material: material.value, authMs, outcome };
  }

  async #answer(request: PortRequest, sent: Sent, opened: Opened, startedMs: number): Promise<PortResult> {
    const { whom } = sent.upstream;
    const read = await readBody(opened, request.maxBytes ?? DEFAULT_MAX_BYTES, whom);
    opened.end();
    this.#meter.received(read.wireBytes);
    const timings = { ...opened.phases.finish(), auth: sent.authMs };
    if (read.kind === 'trouble') return this.#failure(request, read.trouble, startedMs, timings);
    const trouble =
      opened.status === 407
        ? troubleOf('proxy', 'connect', whom, 'it wants a login (407)')
        : htmlTrouble(request.route, opened, read.bytes, whom);
    if (trouble !== undefined) return this.#failure(request, trouble, startedMs, timings);
    const date = Date.parse(opened.headers['date'] ?? '');
    const answer: PortAnswer = {
      kind: 'answer',
      request: this.#describe(request),
      route: request.route,
      status: opened.status,
      headers: opened.headers,
      body: read.bytes,
      wireBytes: read.wireBytes,
      atMs: this.clock.now(),
      timings: { ...timings, total: this.clock.monotonic() - startedMs },
      peer: opened.peer,
      serverDateMs: Number.isNaN(date) ? undefined : date,
    };
    return answer;
  }

  async *#chunks(opened: Opened, upstream: Upstream): AsyncGenerator<Uint8Array> {
    const onClose = (): void => void opened.response.destroy();
    this.#closed.signal.addEventListener('abort', onClose, { once: true });
    try {
      for await (const chunk of opened.response) {
        const bytes: unknown = chunk;
        if (!(bytes instanceof Uint8Array)) continue;
        this.#meter.received(bytes.length);
        yield bytes;
      }
      if (!opened.response.complete) throw new Error('the connection closed');
    } catch (error) {
      const trouble = opened.interruption() ?? troubleFromError(error, 'body', upstream.whom);
      throw new PortStreamError(trouble.code, trouble.message, trouble.remedy);
    } finally {
      this.#closed.signal.removeEventListener('abort', onClose);
      letGo(opened);
    }
  }

  #describe(request: PortRequest): string {
    const url = request.route.via === 'direct' ? this.#direct.get(request.route.endpoint)?.url.href : undefined;
    return describeRequest(request, url);
  }

  #failure(request: PortRequest, trouble: Trouble, startedMs: number, timings: Omit<PhaseTimings, 'total'>): PortFailure {
    const total = this.clock.monotonic() - startedMs;
    return {
      kind: 'failure',
      request: this.#describe(request),
      route: request.route,
      ...trouble,
      atMs: this.clock.now(),
      timings: { ...timings, total },
    };
  }
}

/** The server's URL may have a path of its own (a gateway in front of many clusters). */
function urlOf(upstream: Upstream, request: PortRequest): URL {
  const base = upstream.url.pathname.replace(/\/$/, '');
  return new URL(`${upstream.url.origin}${base}${requestPath(request.route, request.path)}`);
}

function askOf(
  request: PortRequest,
  upstream: Upstream,
  url: URL,
  material: Material,
  agent: http.Agent,
  encoding: string,
  timeouts: Partial<PhaseTimeouts> | undefined,
): Ask {
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  const headers: Record<string, string | readonly string[]> = {
    'user-agent': USER_AGENT,
    'accept-encoding': encoding,
    accept: request.accept ?? '*/*',
    ...material.headers,
  };
  if (body !== undefined) Object.assign(headers, { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) });
  const absoluteFormBy = url.protocol === 'http:' && upstream.proxy?.protocol === 'http:' ? upstream.proxy : undefined;
  return {
    method: request.method ?? 'GET',
    url,
    headers,
    body,
    agent,
    absoluteFormBy,
    timeouts: { ...DEFAULT_TIMEOUTS, ...timeouts, ...request.timeouts },
    whom: upstream.whom,
  };
}

/** Undefined when the signal came first; what was begun (a plugin that others wait for too) goes on. */
function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  if (signal.aborted) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const onAbort = (): void => resolve(undefined);
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

function letGo(opened: Opened): void {
  opened.phases.finish();
  opened.end();
  opened.response.destroy();
}

function unknownEndpoint(request: PortRequest): Trouble {
  const id = request.route.via === 'direct' ? request.route.endpoint : '';
  return {
    phase: 'configuration',
    code: 'configuration',
    message: `There is no direct endpoint "${id}" in the settings any more.`,
    remedy: 'Add it again, or choose the way through the apiserver.',
  };
}
