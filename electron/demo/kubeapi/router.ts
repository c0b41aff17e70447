import type { DemoAnswer, DemoRequest } from '../network';
import { accessOf } from './accessOf';
import { reviewAnswer } from './accessReviews';
import { aggregatedDiscoveryAnswer } from './aggregatedDiscovery';
import { aggregatedAnswer } from './aggregation/aggregated';
import type { Availability } from './aggregation/availability';
import { type ApiAnswer, jsonAnswer, textAnswer } from './answer';
import type { ApiContext, ApiRequest } from './apiRequest';
import { discoveryAnswer } from './discovery';
import { forbidden } from './forbidden';
import { healthAnswer } from './health';
import { listAnswer } from './list';
import { chooseRepresentation, discoveryVersion } from './mediaType';
import { podLogAnswer } from './podLogs';
import { proxyAnswer } from './proxy/proxies';
import { bodyText, passOn } from './proxy/reach';
import { authorize } from './rbac';
import { includedObject, showObject, type View } from './represent';
import { parseRequestInfo, type ResourceRequest } from './requestInfo';
import { type ApiResource, findResource, servedResources, storedAs } from './resources';
import { failed, failure, methodNotAllowed, notFound, pageNotFound } from './status';
import type { VersionInfo } from './version';
import { watchAnswer } from './watch';

export interface Hooks {
  /** The apiserver's own /metrics; without it the path is not served. */
  metricsText?(): string;
  /** Requests below /demo/, for users that RBAC lets there (administrators). Undefined: not found. */
  control?(request: DemoRequest): DemoAnswer | undefined | Promise<DemoAnswer | undefined>;
}

export interface RouterParts {
  readonly context: ApiContext;
  readonly availability: Availability;
  readonly version: VersionInfo;
  readonly hooks: Hooks;
  /** "127.0.0.1:6443", for /api. */
  serverAddress(): string;
}

/** Authorises a request and gives it to whoever answers it. */
export async function route(parts: RouterParts, request: ApiRequest): Promise<ApiAnswer> {
  const info = parseRequestInfo(request.method, request.path, request.query);
  const attributes = accessOf(info);
  const decision = authorize(parts.context.store, request.user, attributes);
  if (!decision.allowed) return failed(forbidden(request.user, attributes, decision));
  return info.kind === 'resource' ? routeResource(parts, request, info) : routePath(parts, request);
}

async function routeResource(parts: RouterParts, request: ApiRequest, info: ResourceRequest): Promise<ApiAnswer> {
  const { context } = parts;
  const resource = findResource(servedResources(context.store), info.group, info.version, info.resource);
  if (!resource) return (await aggregatedAnswer(context, request, info.group, info.version)) ?? pageNotFound();
  if (info.subresource === 'proxy') return (await proxyAnswer(context, request, info)) ?? pageNotFound();
  if (info.verb === 'get' && info.group === '' && info.resource === 'pods' && info.subresource === 'log')
    return podLogAnswer(context, request, info);
  if (resource.serves === 'review') {
    return info.verb === 'create' ? reviewAnswer(context, request, resource) : methodNotAllowed(info.verb, info.resource, info.group);
  }
  if (!['get', 'list', 'watch'].includes(info.verb)) return methodNotAllowed(info.verb, info.resource, info.group);
  return readAnswer(context, request, info, resource);
}

function readAnswer(context: ApiContext, request: ApiRequest, info: ResourceRequest, resource: ApiResource): ApiAnswer {
  // Only the object itself and its status are there to read.
  if (info.subresource !== undefined && info.subresource !== 'status') return pageNotFound();
  const representation = chooseRepresentation(request.headers['accept']);
  if (!representation) {
    return failed(failure(406, 'NotAcceptable', 'only the following media types are accepted: application/json'));
  }
  const view: View = { resource, representation, includeObject: includedObject(request.query), nowMs: context.clock() };
  // The namespace of a namespace is for authorisation alone: the object itself has none.
  const scoped = resource.namespaced ? info : { ...info, namespace: undefined };
  return withWarning(resource, readKind(context, request, scoped, view));
}

function readKind(context: ApiContext, request: ApiRequest, info: ResourceRequest, view: View): ApiAnswer {
  if (info.verb === 'list') return listAnswer(context, info, request.query, view);
  if (info.verb === 'watch') return watchAnswer(context, info, request.query, view);
  const object = context.store.get(storedAs(view.resource), info.namespace, info.name ?? '');
  return object ? jsonAnswer(200, showObject(view, object)) : notFound(info.resource, info.group, info.name ?? '');
}

function withWarning(resource: ApiResource, answer: ApiAnswer): ApiAnswer {
  if (resource.name !== 'endpoints') return answer;
  return {
    ...answer,
    headers: { ...answer.headers, warning: '299 - "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"' },
  };
}

async function routePath(parts: RouterParts, request: ApiRequest): Promise<ApiAnswer> {
  if (request.path.startsWith('/demo/')) return controlAnswer(parts, request);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return failed(failure(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource'));
  const path = request.path.length > 1 ? request.path.replace(/\/+$/, '') : request.path;
  return fixedAnswer(parts, path) ?? healthAnswer(path, request.query) ?? (await documentAnswer(parts, request, path)) ?? pageNotFound();
}

function fixedAnswer(parts: RouterParts, path: string): ApiAnswer | undefined {
  switch (path) {
    case '/':
      return jsonAnswer(200, {
        paths: ['/api', '/api/v1', '/apis', '/healthz', '/livez', '/metrics', '/openapi/v2', '/openapi/v3', '/readyz', '/version'],
      });
    case '/version':
      return jsonAnswer(200, parts.version);
    case '/metrics': {
      const text = parts.hooks.metricsText?.();
      return text === undefined ? undefined : textAnswer(200, text, 'text/plain; version=0.0.4; charset=utf-8; escaping=underscores');
    }
    case '/openapi/v2':
      return jsonAnswer(200, {
        swagger: '2.0',
        info: { title: 'Kubernetes', version: parts.version.gitVersion },
        paths: {},
        definitions: {},
      });
    case '/openapi/v3':
      return jsonAnswer(200, { paths: {} });
    default:
      return undefined;
  }
}

/** Discovery: in one document where the client asks for that, else the old ones, else by the aggregated API itself. */
async function documentAnswer(parts: RouterParts, request: ApiRequest, path: string): Promise<ApiAnswer | undefined> {
  const { store } = parts.context;
  const wanted = discoveryVersion(request.headers['accept']);
  if (wanted && (path === '/api' || path === '/apis')) {
    return aggregatedDiscoveryAnswer(store, parts.availability, path, wanted, request.headers['if-none-match']);
  }
  const local = discoveryAnswer(store, path, parts.serverAddress());
  const [, prefix, group, version] = path.split('/');
  if (local || prefix !== 'apis' || !group || !version) return local;
  return aggregatedAnswer(parts.context, { ...request, path }, group, version);
}

async function controlAnswer(parts: RouterParts, request: ApiRequest): Promise<ApiAnswer> {
  const { method, path, query, headers, body, user } = request;
  const answer = await parts.hooks.control?.({ method, path, query, headers, ...bodyText(body), user });
  return answer ? { ...passOn(answer), proxied: undefined } : pageNotFound();
}
