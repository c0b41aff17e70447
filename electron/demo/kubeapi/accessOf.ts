import type { Attributes } from './rbac';
import type { RequestInfo } from './requestInfo';

/** What a request must be allowed to do: the authoriser's attributes are the request's own. */
export function accessOf(info: RequestInfo): Attributes {
  if (info.kind === 'path') return info;
  const { verb, group, resource, subresource, namespace, name } = info;
  return { kind: 'resource', verb, group, resource, subresource, namespace, name };
}
