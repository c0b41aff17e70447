import type { AccessNeed } from '../../../shared/model/observation';

/** Whose permissions are asked for. */
export type Subject =
  | { readonly kind: 'ServiceAccount'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'User'; readonly name: string; readonly groups: readonly string[] };

export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
  readonly nonResourceUrls: readonly string[];
}

export interface Role {
  /** Absent: a ClusterRole. */
  readonly namespace?: string;
  readonly name: string;
  readonly rules: readonly PolicyRule[];
}

export interface Binding {
  /** Absent: a ClusterRoleBinding. */
  readonly namespace?: string;
  readonly name: string;
  readonly role: { readonly kind: string; readonly name: string };
  readonly subjects: readonly { readonly kind: string; readonly namespace?: string; readonly name: string }[];
}

/** What could be read of RBAC; undefined: that list may not be read. */
export interface RbacObjects {
  readonly clusterRoles?: readonly Role[];
  readonly roles?: readonly Role[];
  readonly clusterRoleBindings?: readonly Binding[];
  readonly roleBindings?: readonly Binding[];
}

export type Evaluation =
  | { readonly state: 'allowed'; readonly by: string }
  | { readonly state: 'denied' }
  /** The lists that would be needed and may not be read. */
  | { readonly state: 'unknown'; readonly unread: readonly string[] };

/** The name the apiserver knows a subject by. */
export function userName(subject: Subject): string {
  return subject.kind === 'User' ? subject.name : `system:serviceaccount:${subject.namespace}:${subject.name}`;
}

/** The groups that every service account and user is in (pkg/serviceaccount, authentication). */
export function groupsOf(subject: Subject): readonly string[] {
  if (subject.kind === 'User') return [...subject.groups, 'system:authenticated'];
  return ['system:serviceaccounts', `system:serviceaccounts:${subject.namespace}`, 'system:authenticated'];
}

/** Evaluates Roles and bindings as plugin/pkg/auth/authorizer/rbac does. Other authorizers are not seen. */
export function evaluateRbac(subject: Subject, need: AccessNeed, objects: RbacObjects): Evaluation {
  const inNamespace = need.path === undefined && need.namespace !== undefined;
  const bindings = [
    ...(objects.clusterRoleBindings ?? []),
    ...(inNamespace ? (objects.roleBindings ?? []).filter(({ namespace }) => namespace === need.namespace) : []),
  ];
  for (const binding of bindings) {
    if (!binding.subjects.some((one) => isSubject(one, binding, subject))) continue;
    const role = roleOf(binding, objects);
    if (role?.rules.some((rule) => ruleAllows(rule, need))) return { state: 'allowed', by: `${role.name} by ${binding.name}` };
  }
  const needed = ['clusterRoles', 'clusterRoleBindings', ...(inNamespace ? ['roles', 'roleBindings'] : [])] as const;
  const unread = needed.filter((list) => readOf(objects, list) === undefined).map((list) => list.toLowerCase());
  return unread.length > 0 ? { state: 'unknown', unread } : { state: 'denied' };
}

function readOf(objects: RbacObjects, list: string): unknown {
  return new Map<string, unknown>(Object.entries(objects)).get(list);
}

function roleOf(binding: Binding, objects: RbacObjects): Role | undefined {
  if (binding.role.kind === 'ClusterRole') return objects.clusterRoles?.find(({ name }) => name === binding.role.name);
  return objects.roles?.find(({ name, namespace }) => name === binding.role.name && namespace === binding.namespace);
}

function isSubject(one: Binding['subjects'][number], binding: Binding, subject: Subject): boolean {
  if (one.kind === 'Group') return groupsOf(subject).includes(one.name);
  if (one.kind === 'User') return one.name === userName(subject);
  const namespace = one.namespace ?? binding.namespace;
  return subject.kind === 'ServiceAccount' && one.name === subject.name && namespace === subject.namespace;
}

export function ruleAllows(rule: PolicyRule, need: AccessNeed): boolean {
  if (!rule.verbs.includes('*') && !rule.verbs.includes(need.verb)) return false;
  if (need.path !== undefined) return rule.nonResourceUrls.some((url) => pathMatches(url, need.path ?? ''));
  const group = need.group ?? '';
  if (!rule.apiGroups.includes('*') && !rule.apiGroups.includes(group)) return false;
  if (rule.resourceNames.length > 0 && !(need.name !== undefined && rule.resourceNames.includes(need.name))) return false;
  const resource = need.subresource === undefined ? (need.resource ?? '') : `${need.resource ?? ''}/${need.subresource}`;
  return rule.resources.some(
    (one) => one === '*' || one === resource || (need.subresource !== undefined && one === `*/${need.subresource}`),
  );
}

function pathMatches(url: string, path: string): boolean {
  return url === '*' || url === path || (url.endsWith('*') && path.startsWith(url.slice(0, -1)));
}
