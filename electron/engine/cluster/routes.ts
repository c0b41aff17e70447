import { curlGet, kubectlGet, kubectlOf, quoted } from '../../../shared/exports/requestForms';
import type { Route } from '../../../shared/model/component';
import { assertNever } from '../../../shared/model/result';
import type { PortRequest } from './port';

export type RouteLabel = 'apiserver' | 'aggregated API' | 'node proxy' | 'service proxy' | 'pod proxy' | 'direct';

/** The words that the screen shows for a route. */
export function routeLabel(route: Route): RouteLabel {
  switch (route.via) {
    case 'apiserver':
      return 'apiserver';
    case 'aggregated':
      return 'aggregated API';
    case 'node-proxy':
      return 'node proxy';
    case 'service-proxy':
      return 'service proxy';
    case 'pod-proxy':
      return 'pod proxy';
    case 'direct':
      return 'direct';
    default:
      return assertNever(route);
  }
}

/**
 * Path and query on the server that the route dials: the apiserver's for all but `direct`, where the
 * path is put after the endpoint's URL. Names are escaped, the path below the proxy stays as it is.
 */
export function requestPath(route: Route, path: string): string {
  switch (route.via) {
    case 'apiserver':
    case 'aggregated':
    case 'direct':
      return path;
    case 'node-proxy':
      return `/api/v1/nodes/${encodeURIComponent(route.node)}/proxy${path}`;
    case 'service-proxy':
      return `/api/v1/namespaces/${encodeURIComponent(route.namespace)}/services/${proxyName(route.scheme, route.service, route.port)}/proxy${path}`;
    case 'pod-proxy':
      return `/api/v1/namespaces/${encodeURIComponent(route.namespace)}/pods/${proxyName(route.scheme, route.pod, route.port)}/proxy${path}`;
    default:
      return assertNever(route);
  }
}

/** "http:prometheus:9090": also the resource name that RBAC's resourceNames must hold. */
export function proxyName(scheme: 'http' | 'https', name: string, port: string): string {
  return `${scheme}:${encodeURIComponent(name)}:${encodeURIComponent(port)}`;
}

/** "GET /api/v1/nodes/n1/proxy/metrics"; for `direct` the whole URL, made of `directUrl`, which holds no credentials. */
export function describeRequest(request: PortRequest, directUrl?: string): string {
  const path = requestPath(request.route, request.path);
  const where = request.route.via === 'direct' ? `${(directUrl ?? `direct:${request.route.endpoint}`).replace(/\/$/, '')}${path}` : path;
  return `${request.method ?? 'GET'} ${where}`;
}

/**
 * What shares one listener behind the connection, for limits and backoff: "apiserver",
 * "node-proxy/n1", "service-proxy/monitoring/http:prometheus:9090", "direct/prom".
 */
export function hostOf(route: Route): string {
  switch (route.via) {
    case 'apiserver':
      return 'apiserver';
    case 'aggregated':
      return `aggregated/${route.api}`;
    case 'node-proxy':
      return `node-proxy/${route.node}`;
    case 'service-proxy':
      return `service-proxy/${route.namespace}/${proxyName(route.scheme, route.service, route.port)}`;
    case 'pod-proxy':
      return `pod-proxy/${route.namespace}/${proxyName(route.scheme, route.pod, route.port)}`;
    case 'direct':
      return `direct/${route.endpoint}`;
    default:
      return assertNever(route);
  }
}

/** The request for a shell with kubectl; undefined where kubectl cannot make it (direct). */
export function kubectlForm(request: PortRequest, context?: string): string | undefined {
  if (request.route.via === 'direct') return undefined;
  const path = requestPath(request.route, request.path);
  if (request.method !== 'POST') return kubectlGet(path, context);
  return `printf '%s' ${quoted(bodyOf(request))} | ${kubectlOf(context)} create --raw ${quoted(path)} -f -`;
}

/** The request for a shell with curl. `base` is the server's (or direct endpoint's) URL; credentials are placeholders. */
export function curlForm(request: PortRequest, base: string): string {
  const body = request.method === 'POST' ? bodyOf(request) : undefined;
  return curlGet(`${base.replace(/\/$/, '')}${requestPath(request.route, request.path)}`, { accept: request.accept, token: true, body });
}

function bodyOf({ body }: PortRequest): string {
  return JSON.stringify(body ?? {});
}
