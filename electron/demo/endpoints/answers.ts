import type { DemoAnswer, DemoRequest, DemoUser } from '../network';

/** What Prometheus' Go client says of its text since 0.21 (component-base 1.34, KSM's telemetry). */
const escapedText = 'text/plain; version=0.0.4; charset=utf-8; escaping=underscores';
/** What KSM's own writer, node-exporter 1.5 and the adapter still say. */
const plainExposition = 'text/plain; version=0.0.4; charset=utf-8';

/** Text without any trailing newline of its own: exactly `body`. */
export function text(status: number, body: string): DemoAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

/** Also when the caller asked for OpenMetrics: the real kubelet offers the text format alone. */
export function exposition(body: string, flavour: 'escaped' | 'plain' = 'escaped'): DemoAnswer {
  return { status: 200, headers: { 'content-type': flavour === 'escaped' ? escapedText : plainExposition }, body };
}

const openMetrics = 'application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=';

/**
 * What kube-state-metrics' own writer says to who prefers OpenMetrics, as Prometheus does: the same lines and their end
 * (its pkg/metricshandler). To everybody else text, whatever else they asked for.
 */
export function negotiatedState(body: string, request: DemoRequest): DemoAnswer {
  const [first = ''] = (request.headers['accept'] ?? '').split(',');
  if (!/^\s*application\/openmetrics-text\s*;\s*version=1\.0\.0/.test(first)) return exposition(body, 'plain');
  const escaping = /escaping=([a-z0-9-]+)/.exec(first)?.[1] ?? 'underscores';
  return { status: 200, headers: { 'content-type': `${openMetrics}${escaping}` }, body: `${body}# EOF\n` };
}

/** http.NotFound of Go. */
export function notFound(): DemoAnswer {
  return text(404, '404 page not found\n');
}

/** go-restful's own 404: a path under a web service without a route. */
export function noRoute(): DemoAnswer {
  return text(404, '404: Page Not Found');
}

/** http.ServeMux sends "/stats" to "/stats/" when only the subtree is registered. */
export function redirect(location: string): DemoAnswer {
  return {
    status: 307,
    headers: { 'content-type': 'text/html; charset=utf-8', location },
    body: `<a href="${location}">Temporary Redirect</a>.\n\n`,
  };
}

export function json(value: unknown, layout: 'compact' | 'line' | 'indented' = 'compact'): DemoAnswer {
  const body = layout === 'indented' ? JSON.stringify(value, null, 2) : JSON.stringify(value);
  return { status: 200, headers: { 'content-type': 'application/json' }, body: layout === 'line' ? `${body}\n` : body };
}

interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
}

/** metav1.Status, indented as an aggregated API server prints it for curl. */
export function failure(code: number, reason: string, message: string, details: StatusDetails = {}): DemoAnswer {
  const body = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, details, code };
  return { status: code, headers: { 'content-type': 'application/json', ...aggregated }, body: JSON.stringify(body, null, 2) };
}

/** k8s.io/apiserver sets this on every answer, in metrics-server and in the adapter too. */
export const aggregated: Readonly<Record<string, string>> = { 'cache-control': 'no-cache, private' };

export function withHeaders(answer: DemoAnswer, headers: Readonly<Record<string, string>>): DemoAnswer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

/** "forbidden: User ... cannot get path ...", as an aggregated API server refuses a non-resource path. */
export function forbiddenPath(user: DemoUser | undefined, path: string): DemoAnswer {
  const name = user?.name ?? 'system:anonymous';
  return failure(403, 'Forbidden', `forbidden: User "${name}" cannot get path "${path}"`);
}

/** JSON as k8s.io/apiserver writes it: for people (curl, a browser, ?pretty) indented, else in one line with its end. */
export function kubeJson(value: unknown, request: DemoRequest): DemoAnswer {
  const asked = request.query.get('pretty');
  const agent = request.headers['user-agent'] ?? '';
  const people = asked === null ? /^(curl|Wget|Mozilla\/5\.0)/.test(agent) : asked === '1' || asked === 'true';
  return json(value, people ? 'indented' : 'line');
}
