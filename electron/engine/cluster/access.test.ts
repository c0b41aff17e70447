import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { AccessNeed } from '../../../shared/model/observation';
import { createAccess } from './access';
import { BASIC_NEEDS, describeNeed } from './accessNeeds';
import { type FakeCluster, failureOf, fakeCluster, type Reply } from './fakeCluster.testSupport';
import { manualClock } from './manualClock.testSupport';
import { evaluateRbac, type RbacObjects, ruleAllows, type Subject } from './rbac';
import { remedyFor, roleForAccount, roleYaml, routesWithoutNodeProxy } from './roleYaml';

const SIGNAL = new AbortController().signal;
const SSAR = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const SSRR = '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews';
const SAR = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
const NODES_PROXY: AccessNeed = { verb: 'get', resource: 'nodes', subresource: 'proxy' };
const LIST_PODS: AccessNeed = { verb: 'list', group: '', resource: 'pods' };

function recorded(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../e2e/fixtures/cluster-port/${name}.json`, import.meta.url), 'utf8'));
}

const reviewed = (status: Record<string, unknown>): Reply => ({ status: 201, body: { kind: 'SelfSubjectAccessReview', status } });

function specOf(body: unknown): string {
  return JSON.stringify(body);
}

describe('asking for oneself', () => {
  it('two questions settle everything for an administrator', async () => {
    const cluster = fakeCluster(() => reviewed({ allowed: true }));
    const access = createAccess(cluster, manualClock());
    await access.begin(SIGNAL);
    expect(cluster.asked).toHaveLength(2);
    expect(access.known()).toHaveLength(BASIC_NEEDS.length);
    expect(access.known().every(({ allowed }) => allowed)).toBe(true);
  });

  it('a viewer is asked for one by one, as POST, and recorded answers are read', async () => {
    const cluster = fakeCluster((path, _, { body }) => {
      if (path !== SSAR) return undefined;
      return {
        status: 201,
        body: recorded(specOf(body).includes('"metrics"') ? 'access-viewer-nodes-metrics' : 'access-viewer-nodes-proxy'),
      };
    });
    const access = createAccess(cluster, manualClock());
    expect(await access.answer(NODES_PROXY, SIGNAL)).toMatchObject({
      state: 'denied',
      because: 'SelfSubjectAccessReview: get nodes/proxy is not allowed',
    });
    expect(cluster.asked.at(-1)?.request).toMatchObject({
      method: 'POST',
      body: {
        kind: 'SelfSubjectAccessReview',
        spec: { resourceAttributes: { verb: 'get', group: '', resource: 'nodes', subresource: 'proxy' } },
      },
    });
    expect(access.known()).toEqual([expect.objectContaining({ verb: 'get', resource: 'nodes', subresource: 'proxy', allowed: false })]);
  });

  it('answers are kept: allowed for five minutes, denied for one, and asked once for all who wait', async () => {
    const clock = manualClock();
    const cluster = fakeCluster((_, __, { body }) => reviewed({ allowed: specOf(body).includes('"pods"') }));
    const access = createAccess(cluster, clock);
    const asked = (): number => cluster.asked.filter(({ request }) => !specOf(request.body).includes('"*"')).length;
    await Promise.all(Array.from({ length: 10 }, () => access.ask(LIST_PODS, SIGNAL)));
    await access.ask(NODES_PROXY, SIGNAL);
    expect(asked()).toBe(2);
    await clock.advance(61_000);
    await access.ask(LIST_PODS, SIGNAL);
    await access.ask(NODES_PROXY, SIGNAL);
    expect(asked()).toBe(3);
    await clock.advance(300_000);
    await access.ask(LIST_PODS, SIGNAL);
    expect(asked()).toBe(4);
  });

  it.each<{ readonly name: string; readonly reply: Reply }>([
    { name: 'no connection', reply: failureOf('refused') },
    { name: '500', reply: { status: 500, body: { message: 'boom' } } },
    { name: 'an evaluation error', reply: reviewed({ allowed: false, evaluationError: 'webhook down' }) },
    { name: "a proxy's page", reply: { status: 200, body: '<html>' } },
  ])('$name is unknown, not denied', async ({ reply }) => {
    expect(
      await createAccess(
        fakeCluster(() => reply),
        manualClock(),
      ).ask(LIST_PODS, SIGNAL),
    ).toBe('unknown');
  });

  it.each<{ readonly name: string; readonly need: AccessNeed; readonly state: string }>([
    { name: 'a rule for a path', need: { verb: 'get', path: '/healthz' }, state: 'allowed' },
    { name: 'no rule', need: NODES_PROXY, state: 'denied' },
    { name: 'a rule that may hold in one namespace only', need: LIST_PODS, state: 'unknown' },
    { name: 'a rule in the namespace asked for', need: { ...LIST_PODS, namespace: 'default' }, state: 'allowed' },
  ])('where reviews are refused the rules are read: $name is $state', async ({ need, state }) => {
    const cluster = fakeCluster((path) => (path === SSRR ? { status: 201, body: recorded('rules-viewer') } : { status: 403, body: {} }));
    expect(await createAccess(cluster, manualClock()).ask(need, SIGNAL)).toBe(state);
  });

  it('an aborted question is unknown and is not remembered', async () => {
    const abort = new AbortController();
    abort.abort();
    const access = createAccess(
      fakeCluster(() => reviewed({ allowed: true })),
      manualClock(),
    );
    expect(await access.ask(LIST_PODS, abort.signal)).toBe('unknown');
    expect(await access.ask(LIST_PODS, SIGNAL)).toBe('allowed');
  });
});

describe('asking for a ServiceAccount', () => {
  const PROMETHEUS: Subject = { kind: 'ServiceAccount', namespace: 'monitoring', name: 'prometheus' };
  const NODES_METRICS: AccessNeed = { verb: 'get', resource: 'nodes', subresource: 'metrics' };
  const RBAC = '/apis/rbac.authorization.k8s.io/v1';
  const lists: Readonly<Record<string, unknown>> = {
    [`${RBAC}/clusterroles`]: {
      items: [{ metadata: { name: 'prometheus' }, rules: [{ verbs: ['get'], apiGroups: [''], resources: ['nodes/metrics'] }] }],
    },
    [`${RBAC}/clusterrolebindings`]: {
      items: [
        {
          metadata: { name: 'b' },
          roleRef: { kind: 'ClusterRole', name: 'prometheus' },
          subjects: [{ kind: 'ServiceAccount', namespace: 'monitoring', name: 'prometheus' }],
        },
      ],
    },
    [`${RBAC}/roles`]: { items: [] },
    [`${RBAC}/rolebindings`]: { items: [] },
  };
  const cluster = (sar: Reply, unreadable: readonly string[] = []): FakeCluster =>
    fakeCluster((path) => {
      if (path === SAR) return sar;
      const list = lists[path];
      return list === undefined || unreadable.some((one) => path.endsWith(one)) ? { status: 403, body: {} } : { status: 200, body: list };
    });

  it('by SubjectAccessReview, with its user name and groups', async () => {
    const port = cluster(reviewed({ allowed: true, reason: 'RBAC: allowed by ClusterRoleBinding "prometheus"' }));
    const access = createAccess(port, manualClock());
    expect(await access.answerFor(PROMETHEUS, NODES_METRICS, SIGNAL)).toMatchObject({
      state: 'allowed',
      subject: 'system:serviceaccount:monitoring:prometheus',
    });
    expect(port.asked[0]?.request.body).toMatchObject({
      spec: {
        user: 'system:serviceaccount:monitoring:prometheus',
        groups: ['system:serviceaccounts', 'system:serviceaccounts:monitoring', 'system:authenticated'],
      },
    });
  });

  const refused: Reply = { status: 403, body: recorded('access-by-viewer-of-other') };
  it.each<{
    readonly name: string;
    readonly need: AccessNeed;
    readonly unreadable: readonly string[];
    readonly state: string;
    readonly because: RegExp;
  }>([
    { name: 'Roles allow it', need: NODES_METRICS, unreadable: ['/roles', '/rolebindings'], state: 'allowed', because: /prometheus by b/ },
    { name: 'Roles do not', need: NODES_PROXY, unreadable: [], state: 'denied', because: /no Role or binding/ },
    { name: 'Roles cannot be read', need: NODES_METRICS, unreadable: ['bindings'], state: 'unknown', because: /clusterrolebindings/ },
  ])('where that is refused: $name', async ({ need, unreadable, state, because }) => {
    const answer = await createAccess(cluster(refused, unreadable), manualClock()).answerFor(PROMETHEUS, need, SIGNAL);
    expect(answer.state).toBe(state);
    expect(answer.because).toMatch(because);
  });
});

describe('RBAC as the apiserver evaluates it', () => {
  const rule = (more: Partial<Parameters<typeof ruleAllows>[0]>) => ({
    verbs: ['get'],
    apiGroups: [''],
    resources: [],
    resourceNames: [],
    nonResourceUrls: [],
    ...more,
  });
  it.each<{ readonly name: string; readonly rule: ReturnType<typeof rule>; readonly need: AccessNeed; readonly allows: boolean }>([
    { name: 'the resource alone is not its subresource', rule: rule({ resources: ['nodes'] }), need: NODES_PROXY, allows: false },
    { name: 'resource/subresource', rule: rule({ resources: ['nodes/proxy'] }), need: NODES_PROXY, allows: true },
    { name: '* covers subresources', rule: rule({ resources: ['*'] }), need: NODES_PROXY, allows: true },
    { name: '*/proxy', rule: rule({ resources: ['*/proxy'] }), need: NODES_PROXY, allows: true },
    { name: 'another verb', rule: rule({ resources: ['nodes/proxy'], verbs: ['list'] }), need: NODES_PROXY, allows: false },
    { name: 'another group', rule: rule({ resources: ['nodes/proxy'], apiGroups: ['apps'] }), need: NODES_PROXY, allows: false },
    {
      name: 'resourceNames do not allow all',
      rule: rule({ resources: ['nodes/proxy'], resourceNames: ['n1'] }),
      need: NODES_PROXY,
      allows: false,
    },
    {
      name: 'resourceNames allow theirs',
      rule: rule({ resources: ['nodes/proxy'], resourceNames: ['n1'] }),
      need: { ...NODES_PROXY, name: 'n1' },
      allows: true,
    },
    { name: 'a path', rule: rule({ nonResourceUrls: ['/metrics'] }), need: { verb: 'get', path: '/metrics' }, allows: true },
    { name: 'a path prefix', rule: rule({ nonResourceUrls: ['/livez/*'] }), need: { verb: 'get', path: '/livez/etcd' }, allows: true },
    {
      name: 'a path prefix does not allow the path itself',
      rule: rule({ nonResourceUrls: ['/livez/*'] }),
      need: { verb: 'get', path: '/livez' },
      allows: false,
    },
  ])('$name', ({ rule: one, need, allows }) => {
    expect(ruleAllows(one, need)).toBe(allows);
  });

  it('a RoleBinding holds in its namespace only, also with a ClusterRole', () => {
    const subject: Subject = { kind: 'User', name: 'alice', groups: ['dev'] };
    const objects: RbacObjects = {
      clusterRoles: [{ name: 'view', rules: [rule({ verbs: ['list'], resources: ['pods'] })] }],
      roles: [],
      clusterRoleBindings: [],
      roleBindings: [
        { name: 'b', namespace: 'web', role: { kind: 'ClusterRole', name: 'view' }, subjects: [{ kind: 'Group', name: 'dev' }] },
      ],
    };
    expect(evaluateRbac(subject, { ...LIST_PODS, namespace: 'web' }, objects).state).toBe('allowed');
    expect(evaluateRbac(subject, { ...LIST_PODS, namespace: 'other' }, objects).state).toBe('denied');
    expect(evaluateRbac(subject, LIST_PODS, objects).state).toBe('denied');
  });
});

describe('what to do about it', () => {
  it.each<{ readonly need: AccessNeed; readonly words: string }>([
    { need: NODES_PROXY, words: 'get nodes/proxy' },
    { need: { verb: 'list', group: 'apps', resource: 'deployments' }, words: 'list deployments.apps' },
    {
      need: { verb: 'get', resource: 'services', subresource: 'proxy', namespace: 'monitoring' },
      words: 'get services/proxy in monitoring',
    },
    { need: { verb: 'get', path: '/metrics' }, words: 'get /metrics' },
  ])('$words', ({ need, words }) => {
    expect(describeNeed(need)).toBe(words);
  });

  it('the smallest Roles: one rule for what belongs together, a Role where a namespace is enough', () => {
    const documents = parseAllDocuments(
      roleYaml(
        [
          ...LISTS,
          { verb: 'get', path: '/metrics' },
          { verb: 'get', group: '', resource: 'services', subresource: 'proxy', namespace: 'monitoring', name: 'http:prom:9090' },
        ],
        { name: 'looks', subject: { kind: 'User', name: 'alice' } },
      ),
    ).map((document): unknown => document.toJS());
    expect(documents).toMatchObject([
      {
        kind: 'ClusterRole',
        rules: [
          { apiGroups: [''], resources: ['nodes', 'pods'], verbs: ['list', 'watch'] },
          { nonResourceURLs: ['/metrics'], verbs: ['get'] },
        ],
      },
      { kind: 'ClusterRoleBinding', subjects: [{ kind: 'User', name: 'alice' }] },
      {
        kind: 'Role',
        metadata: { namespace: 'monitoring' },
        rules: [{ resources: ['services/proxy'], resourceNames: ['http:prom:9090'], verbs: ['get'] }],
      },
      { kind: 'RoleBinding', metadata: { namespace: 'monitoring' } },
    ]);
  });

  const LISTS: readonly AccessNeed[] = ['nodes', 'pods'].flatMap((resource) =>
    ['list', 'watch'].map((verb) => ({ verb, group: '', resource })),
  );

  it('nodes/proxy, exec and port-forward are never in a Role', () => {
    expect(
      roleYaml([
        { verb: 'get', group: '*', resource: '*' },
        { verb: 'list', group: '', resource: '*' },
        { verb: 'get', group: '', resource: 'nodes', subresource: '*' },
        { verb: 'get', path: '*' },
      ]),
    ).toBe('');
    const bad: readonly AccessNeed[] = ['exec', 'attach', 'portforward'].map((subresource) => ({
      verb: 'create',
      resource: 'pods',
      subresource,
    }));
    const yaml = roleYaml([NODES_PROXY, { ...NODES_PROXY, verb: '*' }, ...bad]);
    expect(yaml).not.toMatch(/proxy|exec|attach|forward/);
    expect(yaml).toMatch(/nodes\/metrics/);
    expect(yaml).toMatch(/nodes\/stats/);
  });

  it('a service account gets one by its own name', () => {
    const yaml = roleYaml([NODES_PROXY, { verb: 'get', path: '/metrics' }], roleForAccount('monitoring', 'prometheus'));
    expect(parseAllDocuments(yaml).map((document): unknown => document.toJS())).toMatchObject([
      { kind: 'ClusterRole', metadata: { name: 'monitoring-prometheus-metrics' } },
      {
        kind: 'ClusterRoleBinding',
        roleRef: { name: 'monitoring-prometheus-metrics' },
        subjects: [{ kind: 'ServiceAccount', name: 'prometheus', namespace: 'monitoring' }],
      },
    ]);
    expect(yaml).not.toContain('nodes/proxy');
  });

  it('the routes without nodes/proxy: the kubelet directly, or Prometheus through its Service', () => {
    const offers = routesWithoutNodeProxy({ namespace: 'monitoring', service: 'prometheus', scheme: 'http', port: '9090' });
    expect(offers.map(({ route }) => route)).toEqual(['direct', 'service proxy']);
    expect(offers[0]?.yaml).toMatch(/nodes\/metrics/);
    expect(offers[1]?.yaml).toMatch(/http:prometheus:9090/);
    expect(offers.map(({ yaml }) => yaml).join()).not.toContain('nodes/proxy');
    expect(routesWithoutNodeProxy(undefined)).toHaveLength(1);
  });

  it('a remedy names the command, and for nodes/proxy another way', () => {
    expect(remedyFor(LIST_PODS)).toContain('kubectl create clusterrole hopscope --verb=list --resource=pods');
    expect(remedyFor({ verb: 'get', path: '/metrics' })).toContain('--non-resource-url=/metrics');
    expect(remedyFor(NODES_PROXY)).toMatch(/Do not grant nodes\/proxy.*nodes\/metrics and nodes\/stats/);
  });
});
