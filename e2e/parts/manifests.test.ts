import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { type Demo, startDemo } from '../../electron/demo/host';
import { systemClock } from '../../electron/engine/clock';
import { describeNeed } from '../../electron/engine/cluster/accessNeeds';
import type { ClusterPort, PortRequest } from '../../electron/engine/cluster/port';
import { type PolicyRule, ruleAllows } from '../../electron/engine/cluster/rbac';
import { pathAtKubelet } from '../../electron/engine/explorer/lastLook';
import { manifests } from '../../electron/engine/explorer/manifests';
import { readLog } from '../../electron/engine/logs/readLog';
import { lookAtCluster } from '../../electron/engine/lookAtCluster';
import { openCluster } from '../../electron/engine/openCluster';
import { accessNeedOf } from '../../electron/engine/session/accessNeed';
import { AccountRights } from '../../electron/engine/session/accountRights';
import { gatherWhy } from '../../electron/engine/why/gather';
import type { Manifest } from '../../shared/contract/explorer';
import { KUBELET_ENDPOINTS } from '../../shared/knowledge/kubeletEndpoints';
import type { AccessNeed } from '../../shared/model/observation';
import { lookUntilRight } from '../support/demoLook';

const SIGNAL = new AbortController().signal;

const Subject = z.strictObject({ kind: z.literal('ServiceAccount'), name: z.string(), namespace: z.string() });
const Meta = z.strictObject({ name: z.string(), namespace: z.string().optional() });
const RBAC = z.literal('rbac.authorization.k8s.io/v1');
const Rule = z.strictObject({
  apiGroups: z.array(z.string()).min(1).optional(),
  resources: z.array(z.string()).min(1).optional(),
  nonResourceURLs: z.array(z.string()).min(1).optional(),
  verbs: z.array(z.string()).min(1),
});
const Document = z.discriminatedUnion('kind', [
  z.strictObject({ apiVersion: z.literal('v1'), kind: z.literal('ServiceAccount'), metadata: Meta }),
  z.strictObject({ apiVersion: RBAC, kind: z.enum(['ClusterRole', 'Role']), metadata: Meta, rules: z.array(Rule).min(1) }),
  z.strictObject({
    apiVersion: RBAC,
    kind: z.enum(['ClusterRoleBinding', 'RoleBinding']),
    metadata: Meta,
    roleRef: z.strictObject({ apiGroup: z.literal('rbac.authorization.k8s.io'), kind: z.enum(['ClusterRole', 'Role']), name: z.string() }),
    subjects: z.array(Subject).length(1),
  }),
]);

/** A rule with the namespace that it counts in. */
interface Granted extends PolicyRule {
  readonly namespace: string | undefined;
}

function documentsOf({ yaml }: Manifest) {
  return parseAllDocuments(yaml).map((document) => Document.parse(document.toJS()));
}

function rulesOf(manifest: Manifest): readonly Granted[] {
  return documentsOf(manifest).flatMap((document) =>
    document.kind === 'ClusterRole' || document.kind === 'Role'
      ? document.rules.map(({ apiGroups = [], resources = [], nonResourceURLs = [], verbs }) => ({
          namespace: document.metadata.namespace,
          apiGroups,
          resources,
          nonResourceUrls: nonResourceURLs,
          verbs,
          resourceNames: [],
        }))
      : [],
  );
}

/** What a request needs: a kubelet's path by the subresource that opens it directly. Undefined: everybody may. */
function needOf(request: PortRequest): AccessNeed | undefined {
  if (request.method === 'POST')
    return request.path.endsWith('/subjectaccessreviews')
      ? { verb: 'create', group: 'authorization.k8s.io', resource: 'subjectaccessreviews' }
      : undefined;
  if (request.route.via === 'node-proxy') {
    const path = pathAtKubelet(request.path);
    const endpoint = KUBELET_ENDPOINTS.find((each) => each.path === path);
    return { verb: 'get', group: '', resource: 'nodes', subresource: endpoint?.fine[0] ?? `a subresource for ${path}` };
  }
  const need = accessNeedOf(request);
  return need?.verb === 'list' && /[?&]watch=/.test(request.path) ? { ...need, verb: 'watch' } : need;
}

function covers(rule: Granted, need: AccessNeed): boolean {
  return (rule.namespace === undefined || rule.namespace === need.namespace) && ruleAllows(rule, need);
}

/** system:public-info-viewer and system:discovery give these to everybody who is authenticated. */
const EVERYBODYS = /^\/(version|openapi)(\/|$)/;

let demo: Demo;
let stop = () => {};
let made: readonly Manifest[] = [];
const needs = new Map<string, AccessNeed>();
/** What was needed before a log was asked for. */
let withoutLogs: ReadonlyMap<string, AccessNeed> = new Map();

function recording(port: ClusterPort): ClusterPort {
  const record = (request: PortRequest) => {
    const need = needOf(request);
    if (need !== undefined && !EVERYBODYS.test(need.path ?? '')) needs.set(describeNeed(need), need);
  };
  return {
    ...port,
    cluster: port.cluster,
    send: (request, signal) => {
      record(request);
      return port.send(request, signal);
    },
    stream: (request, signal) => {
      record(request);
      return port.stream(request, signal);
    },
    load: () => port.load(),
    close: () => port.close(),
  };
}

beforeAll(async () => {
  demo = await startDemo({ scenario: 'healthy', warmUpMs: 180_000 });
  const opened = openCluster({ kubeconfig: demo.kubeconfigFile }, process.env, systemClock);
  if (!opened.ok) throw new Error(opened.error.says);
  const port = recording(opened.value);
  const { session, access } = lookAtCluster(
    port,
    systemClock,
    () => [],
    () => {},
  );
  stop = () => session.close();
  // An administrator is asked about nothing else; somebody with less is. What they may is settled by one more review.
  await access.answerFor(
    { kind: 'ServiceAccount', namespace: 'monitoring', name: 'prometheus' },
    { verb: 'get', path: '/metrics' },
    SIGNAL,
  );
  const wrong = await lookUntilRight({ session }, () => (session.looks.size < session.discovered.length - 2 ? ['not all looked at'] : []));
  expect(wrong).toEqual([]);
  await new AccountRights(port, access, systemClock).roles();
  await gatherWhy(session, port, systemClock, { metric: 'http_requests_per_second', labels: {} }, SIGNAL);
  made = manifests(session);
  withoutLogs = new Map(needs);
  for (const { namespace, pods } of session.discovered)
    if (namespace !== undefined && pods[0] !== undefined) await readLog({ namespace, pod: pods[0] }, { session, port, access }, SIGNAL);
});
afterAll(async () => {
  stop();
  await demo?.close();
});

const IDS = ['node-stats', 'scrape-kubelets', 'kubelet-api-admin', 'hopscope-full', 'hopscope-least', 'hopscope-logs'];
const manifest = (id: string): Manifest => {
  const found = made.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no manifest ${id}`);
  return found;
};

describe('the manifests', () => {
  it('are these', () => expect(made.map(({ id }) => id)).toEqual(IDS));

  it.each(IDS)('%s: an account, its Roles, and bindings of each to it', (id) => {
    const documents = documentsOf(manifest(id));
    const [account] = documents;
    expect(account?.kind).toBe('ServiceAccount');
    const roles = documents.flatMap((each) => (each.kind === 'ClusterRole' || each.kind === 'Role' ? [each] : []));
    const bindings = documents.flatMap((each) => (each.kind === 'ClusterRoleBinding' || each.kind === 'RoleBinding' ? [each] : []));
    expect(bindings.map(({ roleRef, metadata }) => `${roleRef.kind} ${metadata.namespace ?? ''} ${roleRef.name}`)).toEqual(
      roles.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''} ${metadata.name}`),
    );
    for (const { subjects } of bindings)
      expect(subjects).toEqual([{ kind: 'ServiceAccount', name: account?.metadata.name, namespace: account?.metadata.namespace }]);
    expect(manifest(id).commands.map(({ command }) => command)).toEqual([
      `kubectl apply -f ${account?.metadata.name}.yaml`,
      `kubectl create token ${account?.metadata.name} --namespace ${account?.metadata.namespace} --duration 8h`,
    ]);
  });

  it.each(IDS)('%s: never nodes/proxy, nothing that runs or writes, no wildcard verb or group', (id) => {
    expect(manifest(id).yaml).not.toMatch(/nodes\/proxy|cluster-admin|exec|attach|portforward|secrets/);
    for (const { verbs, apiGroups, resources } of rulesOf(manifest(id))) {
      const isReview = resources.length === 1 && resources[0] === 'subjectaccessreviews';
      for (const verb of verbs) expect(isReview ? ['create'] : ['get', 'list', 'watch']).toContain(verb);
      expect(apiGroups).not.toContain('*');
      if (resources.includes('*')) expect(['custom.metrics.k8s.io', 'external.metrics.k8s.io']).toContain(apiGroups[0]);
    }
  });

  it.each(IDS)('%s: every verb and resource is asked by the program', (id) => {
    const unused = rulesOf(manifest(id)).flatMap((rule) =>
      rule.verbs.flatMap((verb) => {
        const parts = [
          ...rule.resources.map((resource) => ({ ...rule, verbs: [verb], resources: [resource] })),
          ...rule.nonResourceUrls.map((url) => ({ ...rule, verbs: [verb], nonResourceUrls: [url] })),
        ];
        return parts
          .filter((part) => ![...needs.values()].some((need) => covers(part, need)))
          .map((part) => `${verb} ${[...part.resources, ...part.nonResourceUrls].join(' ')} in ${rule.namespace ?? 'all'}`);
      }),
    );
    expect(unused).toEqual([]);
  });

  it('the full view covers everything that the program asks', () => {
    const rules = rulesOf(manifest('hopscope-full'));
    const lacking = [...withoutLogs].filter(([, need]) => !rules.some((rule) => covers(rule, need))).map(([words]) => words);
    expect(lacking).toEqual([]);
    expect(withoutLogs.size).toBeGreaterThan(40);
  });

  it('no log is read by itself; those that can be asked for are in the Role for logs', () => {
    expect([...withoutLogs.keys()].filter((words) => words.includes('pods/log'))).toEqual([]);
    const rules = rulesOf(manifest('hopscope-logs'));
    const logs = [...needs].filter(([words]) => words.includes('pods/log'));
    expect(logs.map(([words]) => words)).toContain('get pods/log in kube-system');
    expect(logs.filter(([, need]) => !rules.some((rule) => covers(rule, need)))).toEqual([]);
  });
});
