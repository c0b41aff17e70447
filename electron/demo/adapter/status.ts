import type { DemoAnswer, DemoRequest } from '../network';

const HEADERS = { 'content-type': 'application/json', 'cache-control': 'no-cache, private' };

/** Indented for people, as the API machinery does it for curl and browsers or on ?pretty=true. */
export function json(request: DemoRequest, status: number, body: unknown): DemoAnswer {
  const pretty = request.query.get('pretty');
  const person = /^(curl|Wget|Mozilla)/.test(request.headers['user-agent'] ?? '');
  const indented = pretty === null ? person : pretty !== 'false' && pretty !== '0';
  return { status, headers: HEADERS, body: indented ? JSON.stringify(body, null, 2) : `${JSON.stringify(body)}\n` };
}

function failure(request: DemoRequest, code: number, reason: string, message: string, details?: object): DemoAnswer {
  const base = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason };
  return json(request, code, { ...base, ...(details === undefined ? {} : { details }), code });
}

/** `resource` is "pods", or empty for external metrics; `name` one object. */
export function metricNotFound(request: DemoRequest, metric: string, resource: string, name?: string): DemoAnswer {
  const of = name === undefined ? resource : `${resource} ${name}`;
  return failure(request, 404, 'NotFound', `the server could not find the metric ${metric} for ${of}`);
}

/** The adapter does not tell what Prometheus said; its log does. */
export function internalError(request: DemoRequest, cause: string): DemoAnswer {
  return failure(request, 500, 'InternalError', `Internal error occurred: ${cause}`, { causes: [{ message: cause }] });
}

export function forbidden(request: DemoRequest): DemoAnswer {
  const user = request.user?.name ?? 'system:anonymous';
  return failure(request, 403, 'Forbidden', `forbidden: User ${JSON.stringify(user)} cannot get path ${JSON.stringify(request.path)}`, {});
}

export function badRequest(request: DemoRequest, message: string): DemoAnswer {
  return failure(request, 400, 'BadRequest', message);
}

export function plain(status: number, body: string): DemoAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache, private' }, body };
}

/** Times of metav1.Time: whole seconds. */
export function kubeTime(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19)}Z`;
}
