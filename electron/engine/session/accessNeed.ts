import type { AccessNeed } from '../../../shared/model/observation';
import { assertNever } from '../../../shared/model/result';
import type { PortRequest } from '../cluster/port';

/**
 * Which permission a request needs of the kube-apiserver, or undefined when it asks nobody there
 * (direct routes) or everyone may (discovery). A proxy route needs get on the proxied subresource.
 */
export function accessNeedOf(request: PortRequest): AccessNeed | undefined {
  const { route } = request;
  switch (route.via) {
    case 'node-proxy':
      return { verb: 'get', resource: 'nodes', subresource: 'proxy' };
    case 'service-proxy':
      return { verb: 'get', resource: 'services', subresource: 'proxy', namespace: route.namespace };
    case 'pod-proxy':
      return { verb: 'get', resource: 'pods', subresource: 'proxy', namespace: route.namespace };
    case 'apiserver':
    case 'aggregated':
      return needOfPath(request.path);
    case 'direct':
      return undefined;
    default:
      return assertNever(route);
  }
}

/** "/apis/GROUP/VERSION/namespaces/NS/RESOURCE/NAME" read as the apiserver reads it. */
function needOfPath(path: string): AccessNeed | undefined {
  const parts = (path.split('?', 1)[0] ?? '').split('/').filter((part) => part !== '');
  const core = parts[0] === 'api';
  if (!core && parts[0] !== 'apis') return { verb: 'get', path: `/${parts.join('/')}` };
  const group = core ? '' : (parts[1] ?? '');
  const rest = parts.slice(core ? 2 : 3);
  if (rest.length === 0) return undefined; // discovery documents: system:discovery is for everyone authenticated
  const namespaced = rest[0] === 'namespaces' && rest.length > 2;
  const namespace = namespaced ? rest[1] : undefined;
  const [resource, name, subresource] = namespaced ? rest.slice(2) : rest;
  return {
    verb: name === undefined ? 'list' : 'get',
    group,
    resource,
    ...(subresource === undefined ? {} : { subresource }),
    ...(namespace === undefined ? {} : { namespace }),
  };
}
