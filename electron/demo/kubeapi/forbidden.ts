import type { DemoUser } from '../network';
import type { Attributes, Decision } from './rbac';
import { failure, qualified, type StatusBody } from './status';

/** The 403 for a denied request, in the apiserver's words (apiserver/pkg/endpoints/handlers/responsewriters/errors.go). */
export function forbidden(user: DemoUser, attributes: Attributes, decision: Decision): StatusBody {
  const because = decision.reason === '' ? '' : `: ${decision.reason}`;
  if (attributes.kind === 'path') {
    return failure(403, 'Forbidden', `forbidden: User "${user.name}" cannot ${attributes.verb} path "${attributes.path}"${because}`, {});
  }
  const { verb, group, resource, subresource, namespace, name } = attributes;
  const subject = name ? `${qualified(resource, group)} "${name}"` : qualified(resource, group);
  const wanted = subresource ? `${resource}/${subresource}` : resource;
  const where = namespace ? `in the namespace "${namespace}"` : 'at the cluster scope';
  const message = `${subject} is forbidden: User "${user.name}" cannot ${verb} resource "${wanted}" in API group "${group}" ${where}${because}`;
  return failure(403, 'Forbidden', message, { ...(name ? { name } : {}), ...(group ? { group } : {}), kind: resource });
}
