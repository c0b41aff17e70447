import { describe, expect, it } from 'vitest';
import { FromEngine } from '../../../shared/contract/engine';
import type { EndpointTried, ExplorerPage, KubeletsPage } from '../../../shared/contract/explorer';
import { isAskable, KUBELET_ENDPOINTS } from '../../../shared/knowledge/kubeletEndpoints';
import { assertReadOnly, ReadOnlyViolation } from '../cluster/readOnly';
import { type ExplorerScene, explorerScene } from './explorer.testSupport';
import { ExplorerFeed } from './explorerFeed';

const PROXY = ['get nodes/proxy'];

function feedOf(scene: ExplorerScene) {
  const pages: ExplorerPage[] = [];
  const tried: EndpointTried[] = [];
  const feed = new ExplorerFeed(scene.given, (message) => {
    const parsed = FromEngine.parse(message);
    if (parsed.type === 'explorer') pages.push(parsed.page);
    if (parsed.type === 'endpoint-tried') tried.push(parsed);
  });
  return { feed, pages, tried };
}

async function tryIt(scene: ExplorerScene, endpoint: string, node = 'n1') {
  const { feed, tried } = feedOf(scene);
  feed.receive({ type: 'try-endpoint', ask: 1, node, endpoint });
  await scene.clock.advance(0);
  return tried[tried.length - 1]?.tried;
}

describe('one look at an endpoint', () => {
  const never = KUBELET_ENDPOINTS.filter((endpoint) => !isAskable(endpoint));

  it.each(never.map(({ id }) => id))('%s is refused, and nothing is sent', async (id) => {
    const scene = explorerScene({ you: [...PROXY, 'create nodes/proxy'] });
    expect(await tryIt(scene, id)).toMatchObject({ state: 'refused' });
    expect(scene.cluster.asked).toEqual([]);
  });

  it.each(never.filter(({ risk, bucket }) => risk === 'acts' && bucket !== 'debug' && bucket !== 'checkpoint').map(({ path }) => path))(
    'the port itself would throw for %s',
    (path) => {
      const request = { route: { via: 'node-proxy', node: 'n1' }, path: path.replaceAll(/[{}]/g, '') } as const;
      expect(() => assertReadOnly(request)).toThrow(ReadOnlyViolation);
    },
  );

  it.each(['/exec/ns/pod/main', '../exec', 'exec/ns/pod/main?command=sh', ''])('a path instead of a name is refused: "%s"', async (id) => {
    const scene = explorerScene({ you: PROXY });
    expect(await tryIt(scene, id)).toMatchObject({ state: 'refused' });
    expect(scene.cluster.asked).toEqual([]);
  });

  it('brings status, size and the first lines; the answer is kept', async () => {
    const scene = explorerScene({ you: PROXY, reply: () => ({ status: 200, body: 'a 1\n'.repeat(60) }) });
    const tried = await tryIt(scene, 'metrics');
    expect(tried).toMatchObject({ state: 'answered', status: 200, bytes: 240, isCut: true });
    expect(tried?.state === 'answered' ? tried.head.split('\n').length : 0).toBe(40);
    expect(scene.given.session.answers.get(tried?.state === 'answered' ? tried.answerId : '')?.body.byteLength).toBe(240);
    expect(scene.atKubelets()).toEqual(['/metrics']);
  });

  it.each([
    [401, 'Unauthorized', /^Not recognised: Unauthorized/],
    [403, 'Forbidden (user=u, verb=get, resource=nodes, subresource(s)=[proxy])', /^Recognised and refused: Forbidden/],
    [404, '404 page not found', /^This kubelet does not have it/],
    [405, 'Debug endpoints are disabled.', /^Switched off in this kubelet/],
  ])('says what a %i means', async (status, body, says) => {
    const tried = await tryIt(explorerScene({ you: PROXY, reply: () => ({ status, body }) }), 'flagz');
    expect(tried).toMatchObject({ state: 'answered', status });
    expect(tried?.state === 'answered' ? tried.says : '').toMatch(says);
  });

  it('what you may not is not asked, and the remedy is not nodes/proxy', async () => {
    const scene = explorerScene();
    const tried = await tryIt(scene, 'metrics');
    expect(tried).toMatchObject({ state: 'denied', remedy: expect.stringContaining('Do not grant nodes/proxy') });
    expect(scene.atKubelets()).toEqual([]);
  });

  it('of a node that is not there is refused', async () => {
    expect(await tryIt(explorerScene({ you: PROXY }), 'metrics', 'n9')).toEqual({ state: 'refused', says: 'there is no node n9' });
  });

  it('is given up when stopped', async () => {
    const scene = explorerScene({ you: PROXY, reply: () => ({ status: 200, body: 'ok' }) });
    const { feed, tried } = feedOf(scene);
    feed.receive({ type: 'try-endpoint', ask: 7, node: 'n1', endpoint: 'healthz' });
    feed.receive({ type: 'stop-trying' });
    await scene.clock.advance(0);
    expect(tried.map(({ ask, tried: { state } }) => `${ask} ${state}`)).toEqual(['7 asking', '7 stopped']);
  });
});

describe('the pages', () => {
  it('are sent while the screen is open, again when they changed, and nothing is asked afterwards', async () => {
    const scene = explorerScene({ you: PROXY, roles: {} });
    const { feed, pages } = feedOf(scene);
    feed.receive({ type: 'explorer', shown: { part: 'kubelets', node: null } });
    await scene.clock.advance(20_000);
    expect(pages.map(({ part }) => part)).toEqual(['kubelets', 'kubelets']);
    feed.receive({ type: 'explorer', shown: { part: 'housekeeping', node: null } });
    await scene.clock.advance(0);
    expect(pages.map(({ part }) => part)).toEqual(['kubelets', 'kubelets', 'housekeeping']);
    feed.receive({ type: 'explorer', shown: null });
    const asked = scene.cluster.asked.length;
    await scene.clock.advance(600_000);
    expect(scene.cluster.asked.length).toBe(asked);
    expect(pages).toHaveLength(3);
  });

  it('come before what has to be asked for them', async () => {
    const scene = explorerScene({ you: PROXY, roles: {} });
    const { feed, pages } = feedOf(scene);
    feed.receive({ type: 'explorer', shown: { part: 'kubelets', node: null } });
    await scene.clock.advance(0);
    const states = pages.map((page) =>
      page.part === 'kubelets' ? new Set(page.kubelet?.rows.flatMap(({ cells }) => cells.map(({ state }) => state))) : [],
    );
    expect(states).toEqual([new Set(['asking']), new Set(['yes', 'no'])]);
  });

  it('ask the kubelets for nothing', async () => {
    const scene = explorerScene({ you: PROXY, roles: {} });
    const { feed } = feedOf(scene);
    for (const part of ['kubelets', 'accounts', 'housekeeping'] as const) {
      feed.receive({ type: 'explorer', shown: { part, node: null } });
      await scene.clock.advance(6_000);
    }
    expect(scene.atKubelets()).toEqual([]);
    feed.close();
  });
});

async function kubelets(scene: ExplorerScene): Promise<KubeletsPage> {
  const { feed, pages } = feedOf(scene);
  feed.receive({ type: 'explorer', shown: { part: 'kubelets', node: null } });
  await scene.clock.advance(0);
  feed.close();
  const page = pages[pages.length - 1];
  if (page?.part !== 'kubelets') throw new Error('no page');
  return page;
}

/** "you, by proxy: yes, prometheus: no" of an endpoint. */
function who({ kubelet }: KubeletsPage, id: string): string {
  const cells = kubelet?.rows.find((row) => row.id === id)?.cells ?? [];
  return cells.map(({ state }, at) => `${kubelet?.columns[at]?.title}: ${state}`).join(', ');
}

const METRICS = [{ verbs: ['get'], apiGroups: [''], resources: ['nodes/metrics'] }];

describe('the endpoints of a kubelet', () => {
  it('says who may read each, you by both ways and readers by their Roles', async () => {
    const page = await kubelets(explorerScene({ you: PROXY, roles: { 'monitoring/prometheus': METRICS } }));
    expect(who(page, 'metrics')).toBe('you, by proxy: yes, you, directly: no, metrics-server: no, prometheus: yes');
    expect(who(page, 'configz')).toBe('you, by proxy: yes, you, directly: yes, metrics-server: no, prometheus: no');
    expect(page.kubelet?.rows.find(({ id }) => id === 'metrics')?.cells[3]?.because).toBe(
      'get nodes/metrics: by the Role prometheus-role by prometheus-binding',
    );
  });

  it('shows that nodes/proxy runs commands', async () => {
    const roles = { 'monitoring/prometheus': [{ verbs: ['get'], apiGroups: [''], resources: ['nodes/proxy'] }] };
    expect(who(await kubelets(explorerScene({ roles })), 'exec')).toContain('prometheus: yes');
  });

  it.each([
    ['v1.31.0', 'no'],
    ['v1.33.0', 'yes'],
    ['dev', 'unknown'],
  ])('nodes/configz opens /configz with fine-grained authorization: %s, %s', async (version, state) => {
    const roles = { 'monitoring/prometheus': [{ verbs: ['get'], apiGroups: [''], resources: ['nodes/configz'] }] };
    expect(who(await kubelets(explorerScene({ roles, version })), 'configz')).toContain(`prometheus: ${state}`);
  });

  it('unknown where neither Roles nor reviews of others are allowed', async () => {
    expect(who(await kubelets(explorerScene({ you: PROXY })), 'metrics')).toContain('metrics-server: unknown, prometheus: unknown');
  });

  it('gives commands for what is asked, and none for what is not', async () => {
    const { kubelet } = await kubelets(explorerScene());
    const row = (id: string) => kubelet?.rows.find((each) => each.id === id);
    expect(row('stats-summary')).toMatchObject({
      kubectl: 'kubectl --context fake get --raw /api/v1/nodes/n1/proxy/stats/summary',
      curl: 'curl -sS --cacert CA.crt -H "Authorization: Bearer $TOKEN" https://fake/api/v1/nodes/n1/proxy/stats/summary',
      directCurl: 'curl -sS --cacert CA.crt -H "Authorization: Bearer $TOKEN" https://10.0.0.1:10250/stats/summary',
    });
    expect(['exec', 'run', 'attach', 'port-forward', 'checkpoint', 'pprof'].map((id) => row(id)?.kubectl)).toEqual(
      Array(6).fill(undefined),
    );
  });

  it('without nodes says why', async () => {
    const scene = explorerScene();
    const empty = { ...scene.given.session, inventory: { ...scene.given.session.inventory, nodes: [] } };
    const page = await kubelets({ ...scene, given: { ...scene.given, session: empty } });
    expect(page).toMatchObject({ nodes: [], because: 'The nodes are not listed yet.' });
  });
});
