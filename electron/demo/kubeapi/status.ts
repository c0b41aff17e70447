import { type ApiAnswer, jsonAnswer, textAnswer } from './answer';

/** What stands in `details` of a Status; the apiserver leaves out what it does not know. */
export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly retryAfterSeconds?: number;
  readonly causes?: readonly { readonly reason: string; readonly message: string }[];
}

export interface StatusBody {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: { readonly continue?: string };
  readonly status: 'Failure';
  readonly message: string;
  readonly reason?: string;
  readonly details?: StatusDetails;
  readonly code: number;
}

/** A failure as the apiserver's JSON says it (apimachinery/pkg/api/errors). */
export function failure(code: number, reason: string | undefined, message: string, details?: StatusDetails): StatusBody {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, details, code };
}

export function failed(body: StatusBody): ApiAnswer {
  return jsonAnswer(body.code, body);
}

/** "pods", "deployments.apps": how errors name a resource. */
export function qualified(resource: string, group: string): string {
  return group === '' ? resource : `${resource}.${group}`;
}

export function notFound(resource: string, group: string, name: string): ApiAnswer {
  const details = { name, ...(group === '' ? {} : { group }), kind: resource };
  return failed(failure(404, 'NotFound', `${qualified(resource, group)} "${name}" not found`, details));
}

export function serviceUnavailable(message: string): ApiAnswer {
  return failed(failure(503, 'ServiceUnavailable', message));
}

export function badRequest(message: string): ApiAnswer {
  return failed(failure(400, 'BadRequest', message));
}

export function methodNotAllowed(verb: string, resource: string, group: string): ApiAnswer {
  const details = { ...(group === '' ? {} : { group }), kind: resource };
  return failed(failure(405, 'MethodNotAllowed', `${verb} is not supported on resources of kind "${qualified(resource, group)}"`, details));
}

/** 410: the revision is forgotten (apiserver: watch cache and etcd compaction). `goOn`: with this token the rest of the list comes as of now. */
export function expired(message: string, goOn?: string): StatusBody {
  const body = failure(410, 'Expired', message);
  return goOn === undefined ? body : { ...body, metadata: { continue: goOn } };
}

/** What Go's http.NotFound writes: an unknown path, an API group that nobody serves. */
export function pageNotFound(): ApiAnswer {
  return {
    ...textAnswer(404, '404 page not found\n'),
    headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
  };
}
