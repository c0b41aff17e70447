import { component, node, pod } from '../../../shared/diagnosis/facts.testSupport';
import type { Discovered } from '../../../shared/model/component';
import { EMPTY_INVENTORY } from '../../../shared/model/inventory';
import { createAccess } from '../cluster/access';
import { type FakeCluster, fakeCluster, type Reply } from '../cluster/fakeCluster.testSupport';
import { type ManualClock, manualClock } from '../cluster/manualClock.testSupport';
import type { LookResult } from '../probers/prober';
import { AccountRights } from '../session/accountRights';
import { AnswerStore } from '../store/answers';
import type { ExplorerParts, PageParts } from './explorerParts';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const REVIEWS = '/apis/authorization.k8s.io/v1/';

export interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

interface Scene {
  /** Rules by "NAMESPACE/ACCOUNT"; absent: Roles may not be read. */
  readonly roles?: Readonly<Record<string, readonly Rule[]>>;
  /** Whether you may, by "get nodes/proxy"; all others are denied. */
  readonly you?: readonly string[];
  readonly discovered?: readonly Discovered[];
  readonly looks?: readonly LookResult[];
  readonly reply?: (path: string) => Reply | undefined;
  readonly version?: string;
}

export interface ExplorerScene {
  readonly cluster: FakeCluster;
  readonly clock: ManualClock;
  readonly parts: PageParts;
  readonly given: ExplorerParts;
  /** Paths that were sent below the node proxy. */
  readonly atKubelets: () => readonly string[];
}

export const KUBELET = component('kubelet', 'n1', {
  id: 'kubelet/n1',
  card: 'kubelet',
  node: 'n1',
  namespace: undefined,
  pods: [],
  endpoints: [{ purpose: 'metrics', route: { via: 'node-proxy', node: 'n1' }, basePath: '' }],
});
export const METRICS_SERVER = component('metrics-server', 'metrics-server');
export const PROMETHEUS = component('prometheus', 'prometheus', { namespace: 'monitoring' });
const PODS = [
  pod('kube-system', 'metrics-server-0', { serviceAccount: 'metrics-server' }),
  pod('monitoring', 'prometheus-0', { serviceAccount: 'prometheus' }),
];

/** A node with a kubelet, metrics-server and Prometheus, and an API server that answers reviews by the scene. */
export function explorerScene(scene: Scene = {}): ExplorerScene {
  const clock = manualClock();
  const cluster = fakeCluster((path, _, { body }) => {
    if (path.startsWith(RBAC)) return scene.roles === undefined ? FORBIDDEN : listOf(path, scene.roles);
    if (path === `${REVIEWS}selfsubjectaccessreviews`)
      return { status: 201, body: { status: { allowed: (scene.you ?? []).includes(askedIn(body)) } } };
    if (path.startsWith(REVIEWS)) return FORBIDDEN;
    return scene.reply?.(path);
  });
  const given: ExplorerParts = {
    session: {
      discovered: scene.discovered ?? [KUBELET, METRICS_SERVER, PROMETHEUS],
      inventory: { ...EMPTY_INVENTORY, nodes: [{ ...node('n1'), kubeletVersion: scene.version ?? 'v1.35.0' }], pods: PODS },
      looks: new Map((scene.looks ?? []).map((look) => [look.id, look])),
      answers: new AnswerStore(),
      clockOffsetMs: 0,
    },
    port: cluster,
    access: createAccess(cluster, clock),
    clock,
  };
  const { session, port } = given;
  return {
    cluster,
    clock,
    given,
    parts: { session, port, clock, rights: new AccountRights(port, given.access, clock) },
    atKubelets: () => cluster.asked.flatMap(({ request }) => (request.route.via === 'node-proxy' ? [request.path] : [])),
  };
}

const FORBIDDEN: Reply = { status: 403, body: { kind: 'Status', message: 'forbidden', code: 403 } };

function listOf(path: string, roles: NonNullable<Scene['roles']>): Reply {
  const items = Object.entries(roles).map(([account, rules]) => {
    const [namespace, name] = account.split('/');
    return path.endsWith('/clusterroles')
      ? { metadata: { name: `${name}-role` }, rules }
      : {
          metadata: { name: `${name}-binding` },
          roleRef: { kind: 'ClusterRole', name: `${name}-role` },
          subjects: [{ kind: 'ServiceAccount', namespace, name }],
        };
  });
  return { status: 200, body: { kind: 'List', metadata: {}, items: path.includes('/clusterrole') ? items : [] } };
}

/** "get nodes/proxy" of an access review. */
function askedIn(body: unknown): string {
  const text = JSON.stringify(body);
  const of = (field: string) => new RegExp(`"${field}":"([^"]*)"`).exec(text)?.[1];
  const subresource = of('subresource');
  return `${of('verb')} ${of('resource') ?? of('path')}${subresource === undefined ? '' : `/${subresource}`}`;
}
