import { describe, expect, it } from 'vitest';
import type { AccountPage } from '../../../shared/contract/explorer';
import { component } from '../../../shared/diagnosis/facts.testSupport';
import { accountsPage } from './accountsPage';
import { type ExplorerScene, explorerScene, KUBELET, METRICS_SERVER, PROMETHEUS, type Rule } from './explorer.testSupport';

const SIGNAL = new AbortController().signal;
const ALL: readonly Rule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
];
const rule = (resources: string, verbs = 'get list watch', group = ''): Rule => ({
  verbs: verbs.split(' '),
  apiGroups: [group],
  resources: resources.split(' '),
});
const DELEGATOR = [rule('tokenreviews', 'create', 'authentication.k8s.io'), rule('subjectaccessreviews', 'create', 'authorization.k8s.io')];

async function account(scene: ExplorerScene, id: string): Promise<AccountPage> {
  const found = (await accountsPage(scene.parts, SIGNAL)).accounts.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no account ${id}`);
  return found;
}

const has = ({ needs }: AccountPage) => needs.map(({ verbs, resource, state }) => `${verbs.join(' ')} ${resource}: ${state}`);
const beyond = ({ dangers }: AccountPage) => dangers.flatMap(({ what, state }) => (state === 'yes' ? [what] : []));

describe('a service account', () => {
  it('has what metrics-server needs, by the Role that gives it', async () => {
    const roles = { 'kube-system/metrics-server': [rule('nodes/metrics', 'get'), rule('nodes pods'), ...DELEGATOR] };
    const page = await account(explorerScene({ roles }), 'kube-system/metrics-server');
    expect(has(page).every((each) => each.endsWith(': yes'))).toBe(true);
    expect(page.needs.find(({ resource }) => resource === 'nodes/metrics')?.because).toBe(
      'by the Role metrics-server-role by metrics-server-binding',
    );
    expect(beyond(page)).toEqual([]);
    expect(page.yaml).toBeUndefined();
  });

  it('lacks: the smallest Role for it, never nodes/proxy', async () => {
    const page = await account(explorerScene({ roles: {} }), 'kube-system/metrics-server');
    expect(has(page)).toContain('get nodes/metrics: no');
    expect(page.yaml).toContain('nodes/metrics');
    expect(page.yaml).not.toContain('proxy');
  });

  it.each<[string, readonly Rule[], readonly string[]]>([
    ['nodes/proxy', [rule('nodes/proxy', 'get')], ['get nodes/proxy']],
    ['system:kubelet-api-admin', [rule('nodes'), rule('nodes/proxy nodes/log nodes/stats nodes/metrics', '*')], ['get nodes/proxy']],
    ['secrets', [rule('secrets', 'get list')], ['list secrets']],
    ['secrets by name only is not all of them', [rule('secrets', 'get')], []],
    ['cluster-admin is said once', ALL, ['everything (cluster-admin)']],
    ['what it needs is not beyond', [rule('nodes nodes/metrics services endpoints pods')], []],
  ])('beyond its need: %s', async (_, rules, what) => {
    expect(beyond(await account(explorerScene({ roles: { 'monitoring/prometheus': rules } }), 'monitoring/prometheus'))).toEqual(what);
  });

  it('kube-state-metrics has an excuse for secrets', async () => {
    const ksm = component('kube-state-metrics', 'prometheus', { namespace: 'monitoring' });
    const scene = explorerScene({ roles: { 'monitoring/prometheus': [rule('secrets', 'list watch')] }, discovered: [ksm] });
    const { dangers } = await account(scene, 'monitoring/prometheus');
    expect(dangers.find(({ what }) => what === 'list secrets')?.excuse).toContain('--resources');
  });

  it('unknown where it cannot be found out: neither yes nor no', async () => {
    const page = await account(explorerScene(), 'monitoring/prometheus');
    expect(new Set([...page.needs, ...page.dangers].map(({ state }) => state))).toEqual(new Set(['unknown']));
    expect(page.yaml).toBeUndefined();
  });

  it('where nothing of others may be asked, that is found out by one question', async () => {
    const scene = explorerScene();
    await accountsPage(scene.parts, SIGNAL);
    expect(scene.cluster.asked.filter(({ path }) => path.endsWith('/subjectaccessreviews'))).toHaveLength(1);
  });

  it('two components of one account stand together', async () => {
    const other = component('metrics-server', 'metrics-server', { id: 'metrics-server/kube-system/other' });
    const page = await account(
      explorerScene({ roles: {}, discovered: [KUBELET, METRICS_SERVER, other, PROMETHEUS] }),
      'kube-system/metrics-server',
    );
    expect(page.components).toEqual(['metrics-server', 'metrics-server']);
  });

  it('whose pods were not seen is not guessed', async () => {
    const lost = component('prometheus', 'lost', { namespace: 'monitoring', pods: ['gone-0'] });
    const page = await account(explorerScene({ roles: {}, discovered: [lost] }), lost.id);
    expect(page.account).toBeUndefined();
    expect(new Set(page.needs.map(({ state }) => state))).toEqual(new Set(['unknown']));
  });

  it('who is bound to system:kubelet-api-admin: told where bindings may be read', async () => {
    expect((await accountsPage(explorerScene({ roles: {} }).parts, SIGNAL)).kubeletAdmins).toEqual([]);
    expect((await accountsPage(explorerScene().parts, SIGNAL)).kubeletAdmins).toBeUndefined();
  });
});
