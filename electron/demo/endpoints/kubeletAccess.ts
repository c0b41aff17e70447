import type { DemoAnswer, DemoRequest, DemoUser } from '../network';
import type { WorldNode } from '../world/world';
import { text } from './answers';

/** Whether a user may do this on the node's subresource ("metrics", "proxy", "stats", "configz", ...). */
export type MayUser = (user: DemoUser, verb: string, subresource: string) => boolean;

const verbs: Readonly<Record<string, string>> = {
  GET: 'get',
  HEAD: 'get',
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** With KubeletFineGrainedAuthz (on since 1.33): the subresources that open a path, the first allowed one wins (auth.go). */
const fineGrained: readonly (readonly [string, readonly string[]])[] = [
  ['/healthz', ['healthz', 'proxy']],
  ['/pods', ['pods', 'proxy']],
  ['/runningpods', ['pods', 'proxy']],
  ['/configz', ['configz', 'proxy']],
  ['/statusz', ['statusz', 'proxy']],
  ['/stats', ['stats']],
  ['/metrics', ['metrics']],
  ['/logs', ['log']],
  ['/checkpoint', ['checkpoint']],
];

export function subresourcesOf(path: string): readonly string[] {
  const found = fineGrained.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`));
  return found?.[1] ?? ['proxy'];
}

/** The refusal, or undefined where the request may go on. Bodies are the real kubelet's, to the newline. */
export function refusal(request: DemoRequest, node: WorldNode, mayUser: MayUser): DemoAnswer | undefined {
  const { user } = request;
  // Without webhook authentication no token can be checked; client certificates still are.
  const token = user?.name.startsWith('system:serviceaccount:') === true && !node.kubelet.webhookAuthentication;
  if (user === undefined || token) return text(401, 'Unauthorized');
  const verb = verbs[request.method] ?? 'get';
  const subresources = subresourcesOf(request.path);
  if (subresources.some((subresource) => mayUser(user, verb, subresource))) return undefined;
  const asked = `user=${user.name}, verb=${verb}, resource=nodes, subresource(s)=[${subresources.join(' ')}]`;
  return text(403, `Forbidden (${asked})\n`);
}
