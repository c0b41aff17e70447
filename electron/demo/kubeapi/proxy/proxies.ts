import type { KubeObject } from '../../objects';
import { type ApiAnswer, textAnswer } from '../answer';
import type { ApiContext, ApiRequest } from '../apiRequest';
import { APISERVER_TO_KUBELET } from '../authentication';
import { listAt, numberAt, textAt } from '../fields';
import type { ResourceRequest } from '../requestInfo';
import { endpointSubsets, pickAddress } from '../serviceEndpoints';
import { badRequest, failed, failure, notFound, serviceUnavailable } from '../status';
import { type Behind, passOn, reach } from './reach';

type Located = { readonly kind: 'at'; readonly behind: Omit<Behind, 'path'> } | { readonly kind: 'nowhere'; readonly answer: ApiAnswer };

/** nodes/N/proxy, services/[SCHEME:]NAME[:PORT]/proxy, pods/[SCHEME:]NAME[:PORT]/proxy; undefined: the resource has no proxy. */
export async function proxyAnswer(context: ApiContext, request: ApiRequest, info: ResourceRequest): Promise<ApiAnswer | undefined> {
  const target = parseTarget(info.name ?? '');
  if (!target) return badRequest(`invalid ${info.resource.slice(0, -1)} request "${info.name}"`);
  const located = locate(context, info, target);
  if (!located) return undefined;
  if (located.kind === 'nowhere') return located.answer;
  if (info.rest === undefined) return redirect(request);
  const reached = await reach(context, request, { ...located.behind, path: info.rest });
  switch (reached.kind) {
    case 'answer':
      return passOn(reached.answer);
    case 'failed':
      return serviceUnavailable(`error trying to reach service: ${reached.error}`);
    case 'hung':
      return hung(located.behind);
  }
}

/** Names of things are not valid with a slash missing at the end: the apiserver sends the client to the place below. */
function redirect(request: ApiRequest): ApiAnswer {
  const query = request.query.toString();
  return { ...textAnswer(301, ''), headers: { location: `${request.path}/${query === '' ? '' : `?${query}`}` } };
}

/** A stopped kubelet's connection is given up by HTTP/2's ping (recorded: kubelet-paused); plain HTTP ends with the request's own time. */
function hung(behind: Omit<Behind, 'path'>): ApiAnswer {
  if (behind.scheme === 'https') return serviceUnavailable('error trying to reach service: http2: client connection lost');
  const message = 'the server was unable to return a response in the time allotted, but may still be processing the request';
  return failed(failure(504, 'Timeout', message, {}));
}

interface ProxyTarget {
  readonly scheme: 'http' | 'https' | '';
  readonly name: string;
  readonly port: string;
}

/** "NAME", "NAME:PORT", "SCHEME:NAME:PORT" (apimachinery/pkg/util/net SplitSchemeNamePort). */
function parseTarget(id: string): ProxyTarget | undefined {
  const parts = id.split(':');
  const [first = '', second = '', third = ''] = parts;
  if (parts.length === 1) return { scheme: '', name: first, port: '' };
  if (parts.length === 2) return { scheme: '', name: first, port: second };
  if (parts.length !== 3 || second === '' || (first !== '' && first !== 'http' && first !== 'https')) return undefined;
  return { scheme: first, name: second, port: third };
}

function locate(context: ApiContext, info: ResourceRequest, target: ProxyTarget): Located | undefined {
  const { store } = context;
  const namespace = info.resource === 'nodes' ? undefined : info.namespace;
  if (info.group !== '' || !['nodes', 'services', 'pods'].includes(info.resource)) return undefined;
  const object = store.get(info.resource, namespace, target.name);
  if (!object) return { kind: 'nowhere', answer: notFound(info.resource, '', target.name) };
  if (info.resource === 'nodes') return locateNode(object, target);
  return info.resource === 'pods' ? locatePod(object, target) : locateService(context, object, info.name ?? '', target);
}

/** Where a node's kubelet is, for the apiserver's own requests to it; undefined: the node has no address. */
export function kubeletOf(node: KubeObject): Omit<Behind, 'path'> | undefined {
  const located = locateNode(node, { scheme: '', name: node.metadata.name, port: '' });
  return located.kind === 'at' ? located.behind : undefined;
}

/** Order of kubeadm's --kubelet-preferred-address-types. */
const ADDRESS_TYPES = ['InternalIP', 'ExternalIP', 'Hostname'];

function locateNode(node: KubeObject, target: ProxyTarget): Located {
  const addresses = listAt(node, 'status', 'addresses');
  const host = ADDRESS_TYPES.map((type) =>
    textAt(
      addresses.find((address) => textAt(address, 'type') === type),
      'address',
    ),
  ).find((address) => address);
  if (!host)
    return {
      kind: 'nowhere',
      answer: failed(failure(500, 'InternalError', 'Internal error occurred: no preferred addresses found; known addresses: []')),
    };
  const kubelet = numberAt(node, 'status', 'daemonEndpoints', 'kubeletEndpoint', 'Port') ?? 10_250;
  const port = target.port === '' ? kubelet : Number(target.port);
  // Another port than the kubelet's is asked in plain HTTP unless the client says https, and without the apiserver's certificate.
  if (port === kubelet) return { kind: 'at', behind: { host, port, scheme: 'https', user: APISERVER_TO_KUBELET } };
  return { kind: 'at', behind: { host, port, scheme: target.scheme === 'https' ? 'https' : 'http' } };
}

function locatePod(pod: KubeObject, target: ProxyTarget): Located {
  const host = textAt(pod, 'status', 'podIP');
  if (!host) return { kind: 'nowhere', answer: badRequest('address not allowed') };
  const first = listAt(pod, 'spec', 'containers').flatMap((container) =>
    listAt(container, 'ports').flatMap((port) => numberAt(port, 'containerPort') ?? []),
  )[0];
  const port = target.port === '' ? (first ?? (target.scheme === 'https' ? 443 : 80)) : Number(target.port);
  if (Number.isNaN(port))
    return {
      kind: 'nowhere',
      answer: serviceUnavailable(`error trying to reach service: dial tcp: lookup tcp/${target.port}: unknown port`),
    };
  return { kind: 'at', behind: { host, port, scheme: target.scheme === 'https' ? 'https' : 'http' } };
}

function locateService(context: ApiContext, service: KubeObject, id: string, target: ProxyTarget): Located {
  const { name, namespace = '' } = service.metadata;
  const portName = servicePortName(service, target.port);
  if (portName === undefined)
    return { kind: 'nowhere', answer: serviceUnavailable(`no service port ${target.port} found for service "${name}"`) };
  const subsets = endpointSubsets(context.store, namespace, name);
  if (!subsets) return { kind: 'nowhere', answer: notFound('endpoints', '', name) };
  // No pod at all is said of the service, no ready one of what was asked for (recorded in ksm-down and node-notready).
  if (subsets.length === 0) return { kind: 'nowhere', answer: serviceUnavailable(`no endpoints available for service "${name}"`) };
  const address = pickAddress(subsets, portName, context.nextTurn());
  if (!address) return { kind: 'nowhere', answer: serviceUnavailable(`no endpoints available for service "${id}"`) };
  return { kind: 'at', behind: { ...address, scheme: target.scheme === 'https' ? 'https' : 'http' } };
}

/** A port number becomes the name it has in the Service; undefined where the Service has no such number. */
function servicePortName(service: KubeObject, port: string): string | undefined {
  if (!/^\d+$/.test(port)) return port;
  const found = listAt(service, 'spec', 'ports').find((candidate) => numberAt(candidate, 'port') === Number(port));
  return found === undefined ? undefined : (textAt(found, 'name') ?? '');
}
