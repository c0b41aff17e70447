import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { Discovered } from '../../../shared/model/component';
import type { PodObject } from '../../../shared/model/inventory';
import { createAccess } from '../cluster/access';
import { type FakeCluster, fakeCluster, type Reply } from '../cluster/fakeCluster.testSupport';
import { manualClock } from '../cluster/manualClock.testSupport';
import type { LookResult } from '../probers/prober';
import { AccessTables } from './accessRows';
import type { Seen } from './accessSubjects';

const SIGNAL = new AbortController().signal;
const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const SSAR = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const SAR = '/apis/authorization.k8s.io/v1/subjectaccessreviews';

function component(id: string, card: string, kind: Discovered['kind'], pods: readonly string[] = []): Discovered {
  return {
    id,
    card,
    kind,
    name: id.split('/').pop() ?? id,
    namespace: 'monitoring',
    pods,
    args: [],
    endpoints: [],
    confidence: 'proven',
    because: [],
  };
}

function pod(name: string, serviceAccount: string | undefined): PodObject {
  return {
    name,
    namespace: 'monitoring',
    uid: name,
    resourceVersion: '1',
    createdMs: 0,
    labels: {},
    annotations: {},
    phase: 'Running',
    hostNetwork: false,
    conditions: [],
    containers: [],
    statuses: [],
    ...(serviceAccount === undefined ? {} : { serviceAccount }),
  };
}

function look(id: string, request: string): LookResult {
  return {
    id,
    atMs: 0,
    facts: {},
    judgement: { health: 'ok', facts: [], samples: [], hops: [], evidence: [] },
    observations: [
      { name: 'metrics', observation: { state: 'ok', value: 1, request, route: 'node proxy', atMs: 0, durationMs: 1, evidence: [] } },
    ],
  };
}

const KUBELETS: Seen = {
  discovered: [
    component('kubelet/n1', 'kubelet', 'kubelet'),
    component('prometheus/monitoring/k8s', 'prometheus', 'prometheus', ['prometheus-0']),
    component('metrics-server/x', 'metrics-server', 'metrics-server', ['ms-0']),
  ],
  looks: new Map([['kubelet/n1', look('kubelet/n1', 'GET /api/v1/nodes/n1/proxy/metrics/resource')]]),
  inventory: { pods: [pod('prometheus-0', 'prometheus'), pod('ms-0', undefined)] },
};

const role = (name: string, rules: readonly unknown[]) => ({ metadata: { name }, rules });
const binding = (name: string, account: string) => ({
  metadata: { name },
  roleRef: { kind: 'ClusterRole', name },
  subjects: [{ kind: 'ServiceAccount', namespace: 'monitoring', name: account }],
});
const list = (items: readonly unknown[]): Reply => ({ status: 200, body: { kind: 'List', metadata: {}, items } });
const denied: Reply = { status: 403, body: { kind: 'Status', message: 'forbidden', code: 403 } };
const allows = (allowed: boolean): Reply => ({ status: 201, body: { status: { allowed } } });

/** An API server where Roles may be read: only Prometheus may read the kubelets' metrics. */
function withRoles(path: string): Reply | undefined {
  if (path === `${RBAC}/clusterroles`) return list([role('prom', [{ verbs: ['get'], apiGroups: [''], resources: ['nodes/metrics'] }])]);
  if (path === `${RBAC}/clusterrolebindings`) return list([binding('prom', 'prometheus')]);
  if (path.startsWith(RBAC)) return list([]);
  return path === SSAR ? allows(true) : undefined;
}

async function table(cluster: FakeCluster, id: string, seen: Seen = KUBELETS) {
  const clock = manualClock();
  return new AccessTables(cluster, createAccess(cluster, clock), clock).make(id, seen, SIGNAL);
}

function row(made: Awaited<ReturnType<typeof table>>, resource: string, verb = 'get') {
  const found = made.rows.find((one) => one.resource === resource && one.verb === verb);
  return found?.cells.map((cell) => cell.state);
}

describe('who may read a kubelet', () => {
  it('you by a review, readers by Roles and bindings', async () => {
    const made = await table(fakeCluster(withRoles), 'kubelet');
    expect(made.columns.map(({ title, account }) => [title, account])).toEqual([
      ['you', undefined],
      ['metrics-server', 'monitoring/default'],
      ['Prometheus', 'monitoring/prometheus'],
    ]);
    expect(row(made, 'nodes/proxy')).toEqual(['yes', 'not-needed', 'not-needed']);
    expect(row(made, 'nodes/metrics')).toEqual(['not-needed', 'no', 'yes']);
    expect(made.yaml).toBeUndefined();
  });

  it('names the Role that allows it', async () => {
    const made = await table(fakeCluster(withRoles), 'kubelet');
    const cell = made.rows.find((one) => one.resource === 'nodes/metrics')?.cells[2];
    expect(cell?.because).toBe('by the Role prom by prom');
  });

  it('of a hop asks only for its two ends', async () => {
    const made = await table(fakeCluster(withRoles), 'kubelet>metrics-server');
    expect(made.columns.map(({ title }) => title)).toEqual(['you', 'metrics-server']);
  });

  it('readers by SubjectAccessReviews where Roles may not be read', async () => {
    const cluster = fakeCluster((path) => (path === SAR ? allows(true) : path === SSAR ? allows(true) : denied));
    expect(row(await table(cluster, 'kubelet'), 'nodes/metrics')).toEqual(['not-needed', 'yes', 'yes']);
  });

  it('unknown where neither is allowed', async () => {
    const made = await table(
      fakeCluster((path) => (path === SSAR ? allows(true) : denied)),
      'kubelet',
    );
    expect(row(made, 'nodes/metrics')).toEqual(['not-needed', 'unknown', 'unknown']);
  });

  it('what you lack comes with the smallest Role, never nodes/proxy', async () => {
    const made = await table(
      fakeCluster((path) => (path === SSAR ? allows(false) : withRoles(path))),
      'kubelet',
    );
    expect(row(made, 'nodes/proxy')?.[0]).toBe('no');
    expect(made.yaml).toContain('nodes/metrics');
    expect(made.yaml).not.toContain('nodes/proxy');
  });

  it('what a service account lacks comes with the smallest Role for that account, and none for who lacks nothing', async () => {
    const { roles } = await table(fakeCluster(withRoles), 'kubelet>metrics-server');
    expect(roles?.map(({ title, account }) => [title, account])).toEqual([['metrics-server', 'monitoring/default']]);
    const documents = parseAllDocuments(roles?.[0]?.yaml ?? '').map((document): unknown => document.toJS());
    expect(documents).toMatchObject([
      {
        kind: 'ClusterRole',
        metadata: { name: 'monitoring-default-metrics' },
        rules: [
          { resources: ['nodes'], verbs: ['list', 'watch'] },
          { resources: ['nodes/metrics'], verbs: ['get'] },
        ],
      },
      { kind: 'ClusterRoleBinding', subjects: [{ kind: 'ServiceAccount', namespace: 'monitoring', name: 'default' }] },
    ]);
    const readers = (await table(fakeCluster(withRoles), 'kubelet')).roles ?? [];
    expect(readers.find(({ account }) => account === 'monitoring/prometheus')?.yaml).not.toContain('nodes/metrics');
    expect(readers.map(({ yaml }) => yaml).join()).not.toMatch(/proxy|cluster-admin/);
  });

  it('where nobody says what an account may, there is no Role for it', async () => {
    const made = await table(
      fakeCluster((path) => (path === SSAR ? allows(true) : denied)),
      'kubelet',
    );
    expect(made.roles).toBeUndefined();
  });

  it('a reader without pods has no account that is known', async () => {
    const made = await table(fakeCluster(withRoles), 'kubelet', { ...KUBELETS, inventory: { pods: [] } });
    expect(made.columns[2]).toMatchObject({ title: 'Prometheus' });
    expect(row(made, 'nodes/metrics')).toEqual(['not-needed', 'unknown', 'unknown']);
  });

  it('nothing but access reviews is posted', async () => {
    const cluster = fakeCluster((path) => (path === SSAR || path === SAR ? allows(true) : denied));
    await table(cluster, 'kubelet');
    const posted = cluster.asked.filter(({ request }) => request.method === 'POST').map(({ path }) => path);
    expect(new Set(posted)).toEqual(new Set([SSAR, SAR]));
    expect(cluster.asked.some(({ request }) => !['GET', 'POST', undefined].includes(request.method))).toBe(false);
  });
});

describe('other components', () => {
  it('an HPA by the account of its controller, which has no pods', async () => {
    const made = await table(fakeCluster(withRoles), 'metrics-api>hpa');
    expect(made.columns.map(({ title, account }) => [title, account])).toEqual([
      ['you', undefined],
      ['HPA controller', 'kube-system/horizontal-pod-autoscaler'],
    ]);
    expect(row(made, 'pods.metrics.k8s.io', 'list')?.[1]).toBe('no');
  });

  it('a source that nobody found needs nothing of you', async () => {
    const made = await table(fakeCluster(withRoles), 'node-kernel', { discovered: [], looks: new Map(), inventory: { pods: [] } });
    expect(made.rows).toEqual([]);
  });

  it('the same is asked of the API server once, however often the table is made', async () => {
    const cluster = fakeCluster(withRoles);
    const clock = manualClock();
    const tables = new AccessTables(cluster, createAccess(cluster, clock), clock);
    await tables.make('kubelet', KUBELETS, SIGNAL);
    const before = cluster.asked.length;
    await tables.make('kubelet', KUBELETS, SIGNAL);
    expect(cluster.asked).toHaveLength(before);
  });
});
