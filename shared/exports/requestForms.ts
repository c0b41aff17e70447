/** A request that reads, for other programs; placeholders stand for credentials. */
export interface RequestForms {
  readonly kubectl?: string;
  readonly curl?: string;
  /** What Prometheus was asked. */
  readonly promql?: string;
}

interface Cluster {
  readonly context?: string | undefined;
  /** Its URL. */
  readonly server?: string | undefined;
}

/** Paths of Prometheus' HTTP API that stand without the proxy before them: the kube-apiserver has none of these names. */
const PROMETHEUS_ALONE = /^\/api\/v1\/(?:query|query_range|targets|series|labels?|rules|metadata|status)\b/;

/**
 * A request as evidence names it ("GET /api/v1/nodes", "GET http://10.0.0.1:9090/api/v1/query?query=up"). A path goes to the
 * kube-apiserver, by kubectl and by curl; an address by curl alone. Empty: it is none that reads.
 */
export function requestForms(request: string, { context, server }: Cluster, accept?: string): RequestForms {
  const [, where = ''] = /^GET ((?:\/|https?:\/\/).*)$/.exec(request) ?? [];
  const promql = promqlIn(where);
  const asked = promql === undefined ? {} : { promql };
  if (where === '' || PROMETHEUS_ALONE.test(where)) return asked;
  if (!where.startsWith('/')) return { curl: curlGet(where, { accept }), ...asked };
  const curl = server === undefined ? {} : { curl: curlGet(`${server.replace(/\/$/, '')}${where}`, { accept, token: true }) };
  return { kubectl: kubectlGet(where, context), ...curl, ...asked };
}

/** The request with its query as it is read, not as it was sent. */
export function readableRequest(request: string): string {
  try {
    return decodeURIComponent(request.replaceAll('+', ' '));
  } catch {
    return request;
  }
}

/** Reads a path of the kube-apiserver. */
export function kubectlGet(path: string, context: string | undefined): string {
  return `${kubectlOf(context)} get --raw ${quoted(path)}`;
}

/** kubectl for one context. */
export function kubectlOf(context: string | undefined): string {
  return context === undefined ? 'kubectl' : `kubectl --context ${quoted(context)}`;
}

interface CurlOptions {
  readonly accept?: string | undefined;
  /** Who is asked wants to know who asks. */
  readonly token?: boolean;
  readonly body?: string | undefined;
}

/** Asks a URL; with a body it posts it. */
export function curlGet(url: string, { accept, token = false, body }: CurlOptions): string {
  return [
    'curl',
    '-sS',
    ...(token && url.startsWith('https:') ? ['--cacert', 'CA.crt'] : []),
    ...(token ? ['-H', '"Authorization: Bearer $TOKEN"'] : []),
    ...(accept === undefined ? [] : ['-H', quoted(`Accept: ${accept}`)]),
    ...(body === undefined ? [] : ['-H', quoted('Content-Type: application/json'), '-d', quoted(body)]),
    quoted(url),
  ].join(' ');
}

/** One word of a POSIX shell. */
export function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The expression in a request of Prometheus' query API. */
function promqlIn(where: string): string | undefined {
  const [, parameters] = /\/api\/v1\/query(?:_range)?\?(.*)$/s.exec(where) ?? [];
  const [, given] = /(?:^|&)query=([^&]*)/.exec(parameters ?? '') ?? [];
  if (given === undefined || given === '') return undefined;
  try {
    return decodeURIComponent(given.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
