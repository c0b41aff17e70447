import type { ApiAnswer } from './answer';
import { parseFieldSelector } from './fieldSelector';
import { parseLabelSelector } from './labelSelector';
import type { ResourceRequest } from './requestInfo';
import { groupVersion } from './resources';
import type { ObjectFilter } from './selector';
import { badRequest } from './status';

export type Selection =
  | { readonly kind: 'all' }
  | { readonly kind: 'some'; readonly matches: ObjectFilter }
  | { readonly kind: 'invalid'; readonly answer: ApiAnswer };

/** What labelSelector, fieldSelector and the name in the path leave of a list or watch. */
export function selectionOf(request: ResourceRequest, query: URLSearchParams): Selection {
  const labelText = query.get('labelSelector') ?? '';
  const fieldText = query.get('fieldSelector') ?? '';
  const { name } = request;
  if (labelText === '' && fieldText === '' && name === undefined) return { kind: 'all' };
  const labels = parseLabelSelector(labelText);
  if (labels.kind === 'invalid') return { kind: 'invalid', answer: badRequest(labels.message) };
  const fields = parseFieldSelector(request.resource, fieldText);
  if (fields.kind === 'invalid') return { kind: 'invalid', answer: badRequest(unfindable(request, labelText, fieldText, fields.message)) };
  return {
    kind: 'some',
    matches: (object) =>
      (name === undefined || object.metadata.name === name) && labels.matches(object.metadata.labels ?? {}) && fields.matches(object),
  };
}

function unfindable(request: ResourceRequest, labels: string, fields: string, why: string): string {
  const what = `${request.group === '' ? `/${request.version}` : groupVersion(request.group, request.version)}, Resource=${request.resource}`;
  return `Unable to find "${what}" that match label selector "${labels}", field selector "${fields}": ${why}`;
}
