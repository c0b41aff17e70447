import { failed, ok, type Result } from '../../../../shared/model/result';
import type { DiscoveryRole } from '../../../../shared/relabel/target';
import { flagOf, listOf, objectOf, textOf } from './read';

export interface KubernetesSd {
  readonly role: DiscoveryRole;
  /** Empty: all. */
  readonly namespaces: readonly string[];
  readonly attach: { readonly node: boolean; readonly namespace: boolean };
}

export interface StaticGroup {
  readonly targets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

const ROLES: ReadonlySet<string> = new Set(['node', 'pod', 'endpoints', 'endpointslice', 'service', 'ingress']);

function isRole(role: string): role is DiscoveryRole {
  return ROLES.has(role);
}

export function readSd(entry: unknown): Result<KubernetesSd, string> {
  const yaml = objectOf(entry);
  const role = textOf(yaml['role']).toLowerCase();
  if (!isRole(role)) return failed(`unknown Kubernetes SD role ${JSON.stringify(role)}`);
  const attach = objectOf(yaml['attach_metadata']);
  return ok({
    role,
    namespaces: listOf(objectOf(yaml['namespaces'])['names']).map((name) => textOf(name)),
    attach: { node: flagOf(attach['node'], false), namespace: flagOf(attach['namespace'], false) },
  });
}
