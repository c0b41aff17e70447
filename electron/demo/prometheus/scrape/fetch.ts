import { type ExpositionFormat, parseExposition } from '../../../../shared/exposition/parse';
import { failed, ok, type Result } from '../../../../shared/model/result';
import type { DemoAnswer, DemoRequest, DemoUser, Listener } from '../../network';
import type { Connection } from '../serviceResolver';
import type { Scraped } from './append';
import { statusText } from './statusText';
import type { Target } from './target';

export interface FetchContext {
  dial(host: string, port: number): Connection;
  /** Who a job with credentials is. */
  readonly user: DemoUser;
  readonly token: string;
  /** Takes samples without their text where the listener offers that. */
  readonly unprinted: boolean;
}

export interface Fetched {
  readonly result: Result<Scraped, string>;
  readonly seconds: number;
  /** Of the body; -1 where body_size_limit was exceeded, 0 on other failures. Without a text: as many as its samples have as a rule. */
  readonly bytes: number;
  /** The connection is open and nothing answers: it may, until the timeout. */
  readonly hangs?: true;
}

/** How long an answer takes beside what the network adds: a round trip, and the bytes at 30 MB/s. */
const ROUND_TRIP_SECONDS = 0.001;
const BYTES_A_SECOND = 30_000_000;
/** Of an exposition, heads included: 190 in a recorded /metrics/cadvisor, 110 in node-exporter's. */
const BYTES_A_SAMPLE = 150;

const ACCEPT =
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,' +
  'text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1';

/** One GET of a target. Errors are what Prometheus 3.10 shows as lastError. */
export async function fetchTarget(target: Target, context: FetchContext): Promise<Fetched> {
  const url = new URL(target.url);
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const connection = context.dial(host, port);
  const get = (error: string): Fetched => lost(`Get ${JSON.stringify(target.url)}: ${error}`, ROUND_TRIP_SECONDS);
  if (connection.kind === 'failed') return get(connection.error);
  const waitMs = connection.kind === 'hangs' ? Number.POSITIVE_INFINITY : (connection.longPagesMs?.[url.pathname] ?? connection.delayMs);
  const inVain = (): Fetched => ({ ...get('context deadline exceeded'), seconds: target.timeoutMs / 1000 });
  if (connection.kind === 'hangs') return { ...inVain(), hangs: true };
  if (waitMs >= target.timeoutMs) return inVain();
  const handshake = handshakeError(target, connection.listener, host, url.protocol === 'https:');
  if (handshake !== undefined) return handshake.startsWith('server') ? lost(handshake, ROUND_TRIP_SECONDS) : get(handshake);
  const fetched = await ask(target, connection.listener, requestOf(target, url, context), context.unprinted);
  return { ...fetched, seconds: fetched.seconds + waitMs / 1000 };
}

function lost(error: string, seconds: number, bytes = 0): Fetched {
  return { result: failed(error), seconds, bytes };
}

/** Schemes that do not fit and certificates that do not hold (Go's net/http and crypto/tls). */
function handshakeError(target: Target, listener: Listener, host: string, https: boolean): string | undefined {
  if (https && listener.scheme === 'http') return 'http: server gave HTTP response to HTTPS client';
  if (!https && listener.scheme === 'https') return 'server returned HTTP status 400 Bad Request';
  if (!https || target.job.tls.skipVerify) return undefined;
  if (listener.certificate === 'self-signed') {
    return `tls: failed to verify certificate: x509: cannot validate certificate for ${host} because it doesn't contain any IP SANs`;
  }
  return target.job.tls.hasCa ? undefined : 'tls: failed to verify certificate: x509: certificate signed by unknown authority';
}

function requestOf(target: Target, url: URL, context: FetchContext): DemoRequest {
  const headers: Record<string, string> = {
    accept: ACCEPT,
    'user-agent': 'Prometheus/3.10.0',
    'x-prometheus-scrape-timeout-seconds': String(target.timeoutMs / 1000),
  };
  const request = { method: 'GET', path: url.pathname, query: url.searchParams, headers };
  if (!target.job.sendsToken) return request;
  return { ...request, headers: { ...headers, authorization: `Bearer ${context.token}` }, user: context.user };
}

async function ask(target: Target, listener: Listener, request: DemoRequest, unprinted: boolean): Promise<Fetched> {
  const limit = target.job.limits.bodyBytes;
  const exposition = unprinted && limit === 0 ? listener.samplesOf?.(request, target.wanted) : undefined;
  if (exposition !== undefined) {
    const bytes = exposition.sampleCount * BYTES_A_SAMPLE;
    return { result: ok({ exposition, steady: true }), seconds: ROUND_TRIP_SECONDS + bytes / BYTES_A_SECOND, bytes };
  }
  const answer = await listener.handle(request);
  const bytes = typeof answer.body === 'string' ? Buffer.byteLength(answer.body) : answer.body.byteLength;
  const seconds = ROUND_TRIP_SECONDS + bytes / BYTES_A_SECOND;
  if (answer.status !== 200) return lost(`server returned HTTP status ${answer.status} ${statusText(answer.status)}`, seconds);
  if (limit > 0 && bytes >= limit) return lost('body size limit exceeded', seconds, -1);
  return { result: read(answer, target.job.fallback), seconds, bytes };
}

function read(answer: DemoAnswer, fallback: ExpositionFormat | undefined): Result<Scraped, string> {
  const format = formatOf(answer.headers['content-type'] ?? '', fallback);
  if (!format.ok) return format;
  const parsed = parseExposition(answer.body, format.value);
  return parsed.ok ? ok({ exposition: parsed.value, steady: false }) : failed(parsed.error.message);
}

/** Prometheus 3 refuses what does not say that it is an exposition (model/textparse extractMediaType). */
function formatOf(contentType: string, fallback: ExpositionFormat | undefined): Result<ExpositionFormat, string> {
  const media = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  if (media === 'text/plain') return ok('text');
  if (media === 'application/openmetrics-text') return ok('openmetrics');
  if (fallback !== undefined) return ok(fallback);
  if (contentType === '') {
    return failed('non-compliant scrape target sending blank Content-Type and no fallback_scrape_protocol specified for target');
  }
  return failed(`received unsupported Content-Type ${JSON.stringify(contentType)} and no fallback_scrape_protocol specified for target`);
}
