/** What a request asks for, as the apiserver reads it from method, path and query (apiserver/pkg/endpoints/request/requestinfo.go). */
export type RequestInfo = ResourceRequest | PathRequest;

export interface ResourceRequest {
  readonly kind: 'resource';
  readonly verb: string;
  /** "" for the core group. */
  readonly group: string;
  readonly version: string;
  readonly namespace?: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly name?: string;
  /** What follows a subresource: of ".../proxy/metrics" it is "/metrics"; undefined when nothing follows, not even a slash. */
  readonly rest?: string;
  readonly path: string;
}

/** A request for no resource: /version, /healthz, /apis/apps/v1. */
export interface PathRequest {
  readonly kind: 'path';
  readonly verb: string;
  readonly path: string;
}

const VERBS: Readonly<Record<string, string>> = {
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
  GET: 'get',
  HEAD: 'get',
};

/** Subresources that belong to a namespace itself; anything else after its name is a resource in it. */
const NAMESPACE_SUBRESOURCES = new Set(['status', 'finalize']);

/** `path` is decoded; `query` decides between list and watch. */
export function parseRequestInfo(method: string, path: string, query: URLSearchParams): RequestInfo {
  const verb = VERBS[method] ?? method.toLowerCase();
  const parts = path.split('/').slice(1);
  const root = rootOf(parts);
  if (!root) return { kind: 'path', verb: method.toLowerCase(), path };
  const target = targetOf(root.rest);
  return { kind: 'resource', ...root.groupVersion, ...target, verb: resourceVerb(verb, target, query), path };
}

interface Root {
  readonly groupVersion: { readonly group: string; readonly version: string };
  readonly rest: readonly string[];
}

/** Undefined for paths that name no resource: "/api/v1" is a discovery document. */
function rootOf(parts: readonly string[]): Root | undefined {
  const [prefix, first, second] = parts;
  if (prefix === 'api' && first && parts[2]) return { groupVersion: { group: '', version: first }, rest: parts.slice(2) };
  if (prefix === 'apis' && first && second && parts[3]) return { groupVersion: { group: first, version: second }, rest: parts.slice(3) };
  return undefined;
}

type Target = Pick<ResourceRequest, 'namespace' | 'resource' | 'subresource' | 'name' | 'rest'>;

function targetOf(parts: readonly string[]): Target {
  const [first = '', namespace, third] = parts;
  if (first !== 'namespaces' || !namespace) return pathTarget(undefined, parts);
  if (third && !NAMESPACE_SUBRESOURCES.has(third)) return pathTarget(namespace, parts.slice(2));
  return { ...pathTarget(undefined, parts), namespace };
}

function pathTarget(namespace: string | undefined, parts: readonly string[]): Target {
  const [resource = '', name, subresource] = parts;
  const rest = parts.length > 3 ? `/${parts.slice(3).join('/')}` : undefined;
  return { namespace, resource, name: name || undefined, subresource: subresource || undefined, rest };
}

function resourceVerb(verb: string, target: Target, query: URLSearchParams): string {
  if (verb === 'delete' && !target.name) return 'deletecollection';
  if (verb !== 'get') return verb;
  const watch = query.get('watch');
  if (target.subresource === undefined && watch !== null && watch !== 'false' && watch !== '0') return 'watch';
  return target.name ? 'get' : 'list';
}
