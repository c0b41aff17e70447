import type { DemoUser } from '../network';
import type { KubeObject, ObjectStore } from '../objects';
import { type Fields, isFields, listAt, textAt, textsAt } from './fields';

/** What somebody wants to do: SubjectAccessReview's two kinds of attributes. */
export type Attributes = ResourceAttributes | PathAttributes;

export interface ResourceAttributes {
  readonly kind: 'resource';
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  /** Undefined: at the cluster scope, where only ClusterRoleBindings count. */
  readonly namespace?: string;
  readonly name?: string;
}

export interface PathAttributes {
  readonly kind: 'path';
  readonly verb: string;
  readonly path: string;
}

export interface Decision {
  readonly allowed: boolean;
  /** Which binding allowed it, or what went wrong on the way to no; empty for system:masters and for a plain no. */
  readonly reason: string;
}

/** One rule that holds for a user, with the words that name where it comes from. */
interface HeldRule {
  readonly rule: Fields;
  readonly source: string;
}

interface Held {
  readonly rules: readonly HeldRule[];
  /** 'clusterrole.rbac.authorization.k8s.io "x" not found': bindings to roles that are missing. */
  readonly errors: readonly string[];
}

const CLUSTER_ROLES = 'clusterroles.rbac.authorization.k8s.io';
const ROLES = 'roles.rbac.authorization.k8s.io';
const CLUSTER_ROLE_BINDINGS = 'clusterrolebindings.rbac.authorization.k8s.io';
const ROLE_BINDINGS = 'rolebindings.rbac.authorization.k8s.io';

/** Decides as kube-apiserver with `--authorization-mode=RBAC`, from the roles and bindings in the store (plugin/pkg/auth/authorizer/rbac). */
export function authorize(store: ObjectStore, user: DemoUser, attributes: Attributes): Decision {
  if (user.groups.includes('system:masters')) return { allowed: true, reason: '' };
  const held = heldRules(store, user, attributes.kind === 'resource' ? attributes.namespace : undefined);
  const found = held.rules.find(({ rule }) => allows(rule, attributes));
  if (found) return { allowed: true, reason: `RBAC: allowed by ${found.source}` };
  return { allowed: false, reason: held.errors.length === 0 ? '' : `RBAC: ${errorList(held.errors)}` };
}

/** All rules of a user, cluster-wide ones first: what SelfSubjectRulesReview lists. */
export function rulesOf(store: ObjectStore, user: DemoUser, namespace: string): readonly Fields[] {
  const masters = user.groups.includes('system:masters');
  const held = heldRules(store, user, namespace).rules.map(({ rule }) => rule);
  return masters && !held.some((rule) => textsAt(rule, 'resources').includes('*')) ? [...EVERYTHING, ...held] : held;
}

/** What the group system:masters may do without any binding. */
const EVERYTHING: readonly Fields[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
];

function heldRules(store: ObjectStore, user: DemoUser, namespace: string | undefined): Held {
  const bindings = [...store.list(CLUSTER_ROLE_BINDINGS), ...(namespace ? store.list(ROLE_BINDINGS, namespace) : [])];
  const rules: HeldRule[] = [];
  const errors: string[] = [];
  for (const binding of bindings) {
    const subject = listAt(binding, 'subjects').find((candidate) => isSubject(candidate, user));
    if (!subject) continue;
    const role = roleOf(store, binding);
    if (role.kind === 'missing') errors.push(role.error);
    else for (const rule of role.rules) rules.push({ rule, source: sourceOf(binding, subject) });
  }
  return { rules, errors };
}

function isSubject(subject: unknown, user: DemoUser): boolean {
  const name = textAt(subject, 'name') ?? '';
  switch (textAt(subject, 'kind')) {
    case 'User':
      return user.name === name;
    case 'Group':
      return user.groups.includes(name);
    case 'ServiceAccount':
      return user.name === `system:serviceaccount:${textAt(subject, 'namespace') ?? ''}:${name}`;
    default:
      return false;
  }
}

type Role = { readonly kind: 'rules'; readonly rules: readonly Fields[] } | { readonly kind: 'missing'; readonly error: string };

function roleOf(store: ObjectStore, binding: KubeObject): Role {
  const name = textAt(binding, 'roleRef', 'name') ?? '';
  const clusterWide = textAt(binding, 'roleRef', 'kind') === 'ClusterRole';
  const role = clusterWide ? store.get(CLUSTER_ROLES, undefined, name) : store.get(ROLES, binding.metadata.namespace, name);
  if (!role) return { kind: 'missing', error: `${clusterWide ? 'clusterrole' : 'role'}.rbac.authorization.k8s.io "${name}" not found` };
  return { kind: 'rules', rules: listAt(role, 'rules').filter(isFields) };
}

function sourceOf(binding: KubeObject, subject: unknown): string {
  const { name, namespace } = binding.metadata;
  const role = `${textAt(binding, 'roleRef', 'kind')} "${textAt(binding, 'roleRef', 'name')}"`;
  const whom = textAt(subject, 'namespace') ? `${textAt(subject, 'name')}/${textAt(subject, 'namespace')}` : textAt(subject, 'name');
  return `${binding.kind} "${namespace ? `${name}/${namespace}` : name}" of ${role} to ${textAt(subject, 'kind')} "${whom}"`;
}

function errorList(errors: readonly string[]): string {
  return errors.length === 1 ? (errors[0] ?? '') : `[${errors.join(', ')}]`;
}

function allows(rule: Fields, wanted: Attributes): boolean {
  if (!holds(textsAt(rule, 'verbs'), wanted.verb)) return false;
  if (wanted.kind === 'path') return textsAt(rule, 'nonResourceURLs').some((url) => coversPath(url, wanted.path));
  if (!holds(textsAt(rule, 'apiGroups'), wanted.group)) return false;
  if (!textsAt(rule, 'resources').some((resource) => coversResource(resource, wanted))) return false;
  const names = textsAt(rule, 'resourceNames');
  return names.length === 0 || names.includes(wanted.name ?? '');
}

function holds(values: readonly string[], wanted: string): boolean {
  return values.includes('*') || values.includes(wanted);
}

function coversResource(granted: string, wanted: ResourceAttributes): boolean {
  if (granted === '*') return true;
  if (wanted.subresource === undefined) return granted === wanted.resource;
  return granted === `${wanted.resource}/${wanted.subresource}` || granted === `*/${wanted.subresource}`;
}

function coversPath(granted: string, path: string): boolean {
  return granted === '*' || granted === path || (granted.endsWith('*') && path.startsWith(granted.slice(0, -1)));
}
