import { listPages } from './listPages';
import type { ClusterPort } from './port';
import type { Binding, PolicyRule, RbacObjects, Role } from './rbac';
import { type Json, object, objects, someText, text, texts } from './strip/fields';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';

/** Roles and bindings as far as they may be read. */
export async function readRbac(port: ClusterPort, signal: AbortSignal): Promise<RbacObjects> {
  const [clusterRoles, roles, clusterRoleBindings, roleBindings] = await Promise.all([
    readAll(port, 'clusterroles', toRole, signal),
    readAll(port, 'roles', toRole, signal),
    readAll(port, 'clusterrolebindings', toBinding, signal),
    readAll(port, 'rolebindings', toBinding, signal),
  ]);
  return { clusterRoles, roles, clusterRoleBindings, roleBindings };
}

async function readAll<T>(
  port: ClusterPort,
  resource: string,
  make: (item: Json) => T,
  signal: AbortSignal,
): Promise<readonly T[] | undefined> {
  const all: T[] = [];
  for await (const page of listPages(port, `${RBAC}/${resource}`, 500, 'background', signal)) {
    if (page.kind !== 'page') return undefined;
    for (const item of page.items) all.push(make(item));
  }
  return all;
}

function toRole(item: Json): Role {
  const metadata = object(item, 'metadata');
  return { name: text(metadata, 'name'), namespace: someText(metadata, 'namespace'), rules: objects(item, 'rules').map(toRule) };
}

/** A rule of a Role, or of a SelfSubjectRulesReview's answer. */
export function toRule(rule: Json): PolicyRule {
  return {
    verbs: texts(rule, 'verbs'),
    apiGroups: texts(rule, 'apiGroups'),
    resources: texts(rule, 'resources'),
    resourceNames: texts(rule, 'resourceNames'),
    nonResourceUrls: texts(rule, 'nonResourceURLs'),
  };
}

function toBinding(item: Json): Binding {
  const metadata = object(item, 'metadata');
  const role = object(item, 'roleRef');
  return {
    name: text(metadata, 'name'),
    namespace: someText(metadata, 'namespace'),
    role: { kind: text(role, 'kind'), name: text(role, 'name') },
    subjects: objects(item, 'subjects').map((one) => ({
      kind: text(one, 'kind'),
      namespace: someText(one, 'namespace'),
      name: text(one, 'name'),
    })),
  };
}
