import type { PortRequest } from './port';

/** The only resources a POST may go to: they answer a question and store nothing (kubernetes.io "Authorization", API access). */
export const REVIEW_PATHS: readonly string[] = [
  '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
  '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
  '/apis/authorization.k8s.io/v1/subjectaccessreviews',
];

/** First path segments of a kubelet that run or attach to something, GET included (pkg/kubelet/server/server.go). */
const KUBELET_ACTIONS: ReadonlySet<string> = new Set(['exec', 'attach', 'portforward', 'run', 'cri']);

/** Subresources of pods that do the same through the apiserver. */
const POD_ACTION = /^\/api\/v1\/namespaces\/[^/]+\/pods\/[^/]+\/(exec|attach|portforward)(\/|$)/i;

/** A mistake of this program, not of the user: something other than reading was about to be sent. */
export class ReadOnlyViolation extends Error {
  constructor(what: string) {
    super(`Hopscope only reads: ${what} is not allowed at the port`);
    this.name = 'ReadOnlyViolation';
  }
}

/** Throws `ReadOnlyViolation` for anything but GET and the three access reviews. Every implementation of the port begins with it. */
export function assertReadOnly(request: PortRequest): void {
  const method: string = request.method ?? 'GET';
  const path = pathOnly(request.path);
  if (method === 'POST') {
    assertReview(request, path);
    return;
  }
  if (method !== 'GET') throw new ReadOnlyViolation(`${method} ${path}`);
  if (request.body !== undefined) throw new ReadOnlyViolation(`GET ${path} with a body`);
  if (!path.startsWith('/')) throw new ReadOnlyViolation(`a path that does not begin with "/" (${path})`);
  if (climbs(path)) throw new ReadOnlyViolation(`a path with ".." (${path})`);
  if (acts(request, path)) throw new ReadOnlyViolation(`GET ${path}`);
}

function assertReview(request: PortRequest, path: string): void {
  const toApiserver = request.route.via === 'apiserver';
  if (!toApiserver || !REVIEW_PATHS.includes(path) || request.path !== path) throw new ReadOnlyViolation(`POST ${request.path}`);
}

function pathOnly(path: string): string {
  const at = path.search(/[?#]/);
  return at === -1 ? path : path.slice(0, at);
}

/** "/metrics/../exec" would leave the place that the route names. */
function climbs(path: string): boolean {
  return path.split(/\/|%2f/i).some((segment) => /^(\.|%2e){1,2}$/i.test(segment));
}

function acts(request: PortRequest, path: string): boolean {
  if (request.route.via === 'apiserver' || request.route.via === 'aggregated') return POD_ACTION.test(path);
  if (request.route.via === 'service-proxy' || request.route.via === 'pod-proxy') return false;
  const first = decoded(path.split('/').find((segment) => segment !== '') ?? '');
  return KUBELET_ACTIONS.has(first.toLowerCase());
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
