import type { AccessNeed } from '../../../shared/model/observation';
import { describeNeed, EVERYTHING, reviewSpec } from './accessNeeds';
import { jsonBody, statusMessage } from './jsonBody';
import type { ClusterPort, PortRequest } from './port';
import { groupsOf, ruleAllows, type Subject, userName } from './rbac';
import { toRule } from './readRbac';
import { flag, object, objects, text } from './strip/fields';

/** What a review said; `refused`: this user may not even ask. */
export type Review =
  | { readonly kind: 'allowed' | 'denied' | 'unknown'; readonly because: string }
  | { readonly kind: 'refused'; readonly because: string };

const GROUP = 'authorization.k8s.io/v1';

/** May I? One SelfSubjectAccessReview. */
export function selfReview(port: ClusterPort, need: AccessNeed, signal: AbortSignal): Promise<Review> {
  return review(port, 'SelfSubjectAccessReview', reviewSpec(need), need, signal);
}

/** May that one? One SubjectAccessReview; few users may ask it. */
export function subjectReview(port: ClusterPort, subject: Subject, need: AccessNeed, signal: AbortSignal): Promise<Review> {
  return review(port, 'SubjectAccessReview', { ...reviewSpec(need), user: userName(subject), groups: groupsOf(subject) }, need, signal);
}

/** True when the user may do everything: two reviews instead of one for each need. */
export async function mayEverything(port: ClusterPort, signal: AbortSignal): Promise<boolean> {
  const reviews = await Promise.all(EVERYTHING.map((need) => selfReview(port, need, signal)));
  return reviews.every(({ kind }) => kind === 'allowed');
}

/**
 * Where single questions are refused: the rules of one namespace (SelfSubjectRulesReview). They may be
 * incomplete (a webhook authorizer), and say nothing of other namespaces.
 */
export async function rulesReview(port: ClusterPort, need: AccessNeed, signal: AbortSignal): Promise<Review> {
  const namespace = need.namespace ?? 'default';
  const result = await port.send(reviewRequest('SelfSubjectRulesReview', { namespace }), signal);
  if (result.kind === 'failure') return { kind: 'unknown', because: result.message };
  const json = jsonBody(result);
  if (result.status >= 300 || !json.ok) return { kind: 'unknown', because: statusMessage(result) };
  const status = object(json.value, 'status');
  const rules = [...objects(status, 'resourceRules'), ...objects(status, 'nonResourceRules')].map(toRule);
  const matches = rules.some((rule) => ruleAllows(rule, need));
  if (!matches && !flag(status, 'incomplete')) return { kind: 'denied', because: `no rule of yours allows to ${describeNeed(need)}` };
  // A rule that holds in "default" may come from a RoleBinding there: it does not prove more.
  if (matches && (need.namespace !== undefined || need.path !== undefined))
    return { kind: 'allowed', because: `a rule of yours in ${namespace} allows it` };
  return { kind: 'unknown', because: 'the rules that the server lists do not settle it' };
}

async function review(
  port: ClusterPort,
  kind: string,
  spec: Readonly<Record<string, unknown>>,
  need: AccessNeed,
  signal: AbortSignal,
): Promise<Review> {
  const result = await port.send(reviewRequest(kind, spec), signal);
  if (result.kind === 'failure') return { kind: 'unknown', because: result.message };
  if ([403, 404, 405].includes(result.status)) return { kind: 'refused', because: statusMessage(result) };
  const json = jsonBody(result);
  if (result.status >= 300 || !json.ok) return { kind: 'unknown', because: json.ok ? statusMessage(result) : json.error };
  const status = object(json.value, 'status');
  if (flag(status, 'allowed')) return { kind: 'allowed', because: text(status, 'reason') || `${kind}: allowed` };
  const trouble = text(status, 'evaluationError');
  if (trouble !== '' && !flag(status, 'denied')) return { kind: 'unknown', because: `${kind}: ${trouble}` };
  return {
    kind: 'denied',
    because: `${kind}: ${describeNeed(need)} is not allowed${text(status, 'reason') === '' ? '' : ` (${text(status, 'reason')})`}`,
  };
}

function reviewRequest(kind: string, spec: Readonly<Record<string, unknown>>): PortRequest {
  return {
    method: 'POST',
    route: { via: 'apiserver' },
    path: `/apis/${GROUP}/${kind.toLowerCase()}s`,
    accept: 'application/json',
    body: { apiVersion: GROUP, kind, spec },
    priority: 'screen',
    maxBytes: 4 << 20,
  };
}
