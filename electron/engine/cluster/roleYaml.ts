import { stringify } from 'yaml';
import type { AccessNeed } from '../../../shared/model/observation';
import { describeNeed, resourceOf } from './accessNeeds';

/** Whom a Role is bound to, as a binding's subject has it. */
export interface RoleSubject {
  readonly kind: 'User' | 'Group' | 'ServiceAccount';
  readonly name: string;
  readonly namespace?: string;
}

const NAME = 'hopscope';

/** A way to the kubelets' numbers for somebody without nodes/proxy. */
export interface RouteOffer {
  readonly route: 'direct' | 'service proxy';
  readonly title: string;
  readonly says: string;
  readonly yaml: string;
}

/** The Role that somebody is to get, by name, and whom it is bound to. */
export interface RoleFor {
  readonly name: string;
  readonly subject: RoleSubject;
}

const YOURS: RoleFor = { name: NAME, subject: { kind: 'User', name: 'YOUR-USER' } };

/** A name that tells whose Role it is; names of ClusterRoles are taken once in a cluster. */
export function roleForAccount(namespace: string, name: string): RoleFor {
  return { name: `${namespace}-${name}-metrics`, subject: { kind: 'ServiceAccount', name, namespace } };
}

/** Subresources through which commands run in containers or nodes. Read-only programs are never given them. */
const NEVER: ReadonlySet<string> = new Set(['nodes/proxy', 'pods/exec', 'pods/attach', 'pods/portforward', 'pods/ephemeralcontainers']);

/**
 * The smallest Roles and bindings for these needs, as YAML to be applied by whoever may. `nodes/proxy`
 * is never in it (with get it permits exec, attach and port-forward into every pod of the node): the
 * kubelet's own `nodes/metrics` and `nodes/stats` stand in its place. Needs for everything are left out as well; empty when
 * nothing is left.
 */
export function roleYaml(needs: readonly AccessNeed[], { name, subject }: RoleFor = YOURS): string {
  const safe = needs.filter((need) => !isEverything(need)).flatMap(withoutProxy);
  const documents = [...new Set(safe.map(scopeOf))].sort().flatMap((scope) => {
    const namespace = scope || undefined;
    return [role(name, rulesOf(safe.filter((need) => scopeOf(need) === scope)), namespace), binding(name, subject, namespace)];
  });
  return documents.map((document) => stringify(document)).join('---\n');
}

/** The namespace that is enough; empty for the whole cluster, which paths always need. */
function scopeOf({ path, namespace }: AccessNeed): string {
  return path === undefined ? (namespace ?? '') : '';
}

/** What makes a cluster-admin: every group, every resource of Kubernetes' own, every path. */
function isEverything({ group, resource, subresource, path }: AccessNeed): boolean {
  return (
    group === '*' || path?.startsWith('*') === true || path === '/*' || ((group ?? '') === '' && (resource === '*' || subresource === '*'))
  );
}

function withoutProxy(need: AccessNeed): readonly AccessNeed[] {
  const resource = `${need.resource ?? ''}/${need.subresource ?? ''}`;
  if (!NEVER.has(resource)) return [need];
  return resource === 'nodes/proxy' ? KUBELET_NEEDS : [];
}

const KUBELET_NEEDS: readonly AccessNeed[] = [
  { verb: 'get', group: '', resource: 'nodes', subresource: 'metrics' },
  { verb: 'get', group: '', resource: 'nodes', subresource: 'stats' },
];

interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

/** Needs of one API group with the same verbs and names make one rule. */
function rulesOf(needs: readonly AccessNeed[]): readonly Rule[] {
  const byTarget = groupBy(needs, (need) => JSON.stringify([need.path, need.group ?? '', bareResource(need), need.name]));
  const merged = byTarget.map((same) => ({ need: same[0], verbs: [...new Set(same.map(({ verb }) => verb))].sort() }));
  const byRule = groupBy(merged, ({ need, verbs }) => JSON.stringify([need.path === undefined, need.group ?? '', need.name, verbs]));
  return byRule.map((same) => {
    const [{ need, verbs }] = same;
    if (need.path !== undefined) return { nonResourceURLs: same.map((one) => one.need.path ?? ''), verbs };
    const resources = same.map((one) => bareResource(one.need));
    return { apiGroups: [need.group ?? ''], resources, ...(need.name === undefined ? {} : { resourceNames: [need.name] }), verbs };
  });
}

/** In the order of first appearance; no group is empty. */
function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): readonly [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return [...groups.values()];
}

function bareResource(need: AccessNeed): string {
  return need.subresource === undefined ? (need.resource ?? '') : `${need.resource ?? ''}/${need.subresource}`;
}

function role(name: string, rules: readonly Rule[], namespace: string | undefined): Readonly<Record<string, unknown>> {
  const kind = namespace === undefined ? 'ClusterRole' : 'Role';
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind,
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    rules,
  };
}

function binding(name: string, subject: RoleSubject, namespace: string | undefined): Readonly<Record<string, unknown>> {
  const kind = namespace === undefined ? 'ClusterRole' : 'Role';
  const bound = subject.kind === 'ServiceAccount' ? subject : { ...subject, apiGroup: 'rbac.authorization.k8s.io' };
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: `${kind}Binding`,
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name },
    subjects: [bound],
  };
}

/** Where Prometheus is, when it was found. `port` by number or name, as in the Service. */
export interface PrometheusService {
  readonly namespace: string;
  readonly service: string;
  readonly scheme: 'http' | 'https';
  readonly port: string;
}

/** The two routes that need no nodes/proxy, each with its smallest Role. */
export function routesWithoutNodeProxy(prometheus: PrometheusService | undefined): readonly RouteOffer[] {
  const direct: RouteOffer = {
    route: 'direct',
    title: 'Ask the kubelets directly',
    says: 'Add https://NODE:10250 as a direct endpoint with your cluster credentials; the machine must reach the nodes. It shows /metrics, /metrics/cadvisor, /metrics/resource, /metrics/probes and /stats/summary.',
    yaml: roleYaml(KUBELET_NEEDS),
  };
  if (prometheus === undefined) return [direct];
  const { namespace, service, scheme, port } = prometheus;
  const need: AccessNeed = {
    verb: 'get',
    group: '',
    resource: 'services',
    subresource: 'proxy',
    namespace,
    name: `${scheme}:${service}:${port}`,
  };
  const through: RouteOffer = {
    route: 'service proxy',
    title: 'Conclude from Prometheus',
    says: `What Prometheus scraped of the kubelets is read through services/proxy of ${namespace}/${service}: targets, their errors, and the samples themselves.`,
    yaml: roleYaml([need]),
  };
  return [direct, through];
}

/** One sentence for whoever was denied: what to grant, or which other way there is. */
export function remedyFor(need: AccessNeed): string {
  if (need.resource === 'nodes' && need.subresource === 'proxy') {
    return 'Do not grant nodes/proxy, which permits exec into every pod: grant get on nodes/metrics and nodes/stats and add the kubelet as a direct endpoint, or read Prometheus through services/proxy.';
  }
  const kind = need.namespace === undefined ? 'clusterrole' : 'role';
  const where = need.namespace === undefined ? '' : ` -n ${need.namespace}`;
  const what = need.path === undefined ? `--resource=${resourceOf(need)}` : `--non-resource-url=${need.path}`;
  return `Whoever administers the cluster can allow it: "kubectl create ${kind} ${NAME} --verb=${need.verb} ${what}${where}", and a binding to you (${describeNeed(need)}).`;
}
