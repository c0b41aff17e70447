import type { KubeObject } from '../objects';
import { type ApiAnswer, textAnswer } from './answer';
import type { ApiContext, ApiRequest } from './apiRequest';
import { listAt, textAt } from './fields';
import { kubeletOf } from './proxy/proxies';
import { reach } from './proxy/reach';
import type { ResourceRequest } from './requestInfo';
import { badRequest, failed, failure, notFound } from './status';

/** GET pods/NAME/log: what the kubelet of the pod's node has of it (registry/core/pod/strategy.go LogLocation). */
export async function podLogAnswer(context: ApiContext, request: ApiRequest, info: ResourceRequest): Promise<ApiAnswer> {
  const { name = '', namespace = '' } = info;
  const pod = context.store.get('pods', namespace, name);
  if (!pod) return notFound('pods', '', name);
  const chosen = chooseContainer(pod, request.query.get('container') ?? '');
  if ('refused' in chosen) return badRequest(chosen.refused);
  const node = context.store.get('nodes', undefined, textAt(pod, 'spec', 'nodeName') ?? '');
  const kubelet = node && kubeletOf(node);
  // Not scheduled: there is nobody to ask, and that is no error.
  if (!kubelet) return textAnswer(200, '', 'text/plain');
  const path = `/containerLogs/${namespace}/${name}/${chosen.container}`;
  const reached = await reach(context, request, { ...kubelet, path });
  const asked = `Get "https://${kubelet.host}:${kubelet.port}${path}"`;
  switch (reached.kind) {
    case 'failed':
      return internalError(`${asked}: ${reached.error}`);
    case 'hung':
      return internalError(`${asked}: http2: client connection lost`);
    case 'answer': {
      const { status, body } = reached.answer;
      const words = typeof body === 'string' ? body : Buffer.from(body).toString();
      if (status < 400) return textAnswer(200, words, 'text/plain');
      return status === 400 ? badRequest(words.trim()) : internalError(words.trim());
    }
  }
}

function internalError(message: string): ApiAnswer {
  return failed(failure(500, 'InternalError', message));
}

/** The one that is named, or the only one. */
function chooseContainer(pod: KubeObject, wanted: string): { readonly container: string } | { readonly refused: string } {
  const names = listAt(pod, 'spec', 'containers').flatMap((container) => textAt(container, 'name') ?? []);
  const { name } = pod.metadata;
  if (wanted !== '')
    return names.includes(wanted) ? { container: wanted } : { refused: `container ${wanted} is not valid for pod ${name}` };
  const [first, ...more] = names;
  if (first !== undefined && more.length === 0) return { container: first };
  return { refused: `a container name must be specified for pod ${name}, choose one of: [${names.join(' ')}]` };
}
