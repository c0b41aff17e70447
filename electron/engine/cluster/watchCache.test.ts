import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Inventory, Listed } from '../../../shared/model/inventory';
import { type FakeCluster, failureOf, fakeCluster, type Reply } from './fakeCluster.testSupport';
import { type ManualClock, manualClock } from './manualClock.testSupport';
import { startWatchCache, type WatchCache, type WatchCacheOptions } from './watchCache';

const PODS = '/api/v1/pods';

function recorded(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../e2e/fixtures/cluster-port/${name}.json`, import.meta.url), 'utf8'));
}

function pod(name: string, version: string, phase = 'Running'): unknown {
  return {
    metadata: { name, namespace: 'demo', uid: `uid-${name}`, resourceVersion: version, creationTimestamp: '2026-11-21T13:04:28Z' },
    spec: { nodeName: 'n1' },
    status: { phase },
  };
}

function podList(items: readonly unknown[], metadata: Record<string, unknown> = {}): Reply {
  return { status: 200, body: { kind: 'PodList', metadata: { resourceVersion: '10', ...metadata }, items } };
}

const caches: WatchCache[] = [];
afterEach(() => {
  for (const cache of caches.splice(0)) cache.stop();
});

interface Started {
  readonly cluster: FakeCluster;
  readonly clock: ManualClock;
  readonly cache: WatchCache;
  readonly published: Inventory[];
  pods(): Listed | undefined;
}

function start(reply: Parameters<typeof fakeCluster>[0], options: Partial<WatchCacheOptions> = {}): Started {
  const clock = manualClock();
  const cluster = fakeCluster(reply);
  const published: Inventory[] = [];
  const cache = startWatchCache(cluster, clock, { onChange: (inventory) => published.push(inventory), ...options });
  caches.push(cache);
  return { cluster, clock, cache, published, pods: () => cache.inventory().listed.find(({ resource }) => resource === 'pods') };
}

describe('a list', () => {
  it('comes in pages, is published while it comes, and says n of m', async () => {
    const pages = [
      podList([pod('a', '1'), pod('b', '2')], { continue: 'p2', remainingItemCount: 3 }),
      podList([pod('c', '3'), pod('d', '4')], { continue: 'p3', remainingItemCount: 1 }),
      podList([pod('e', '5')]),
    ];
    let release: (() => void)[] = [];
    const { cluster, clock, published, pods } = start((path, query) => {
      if (path !== PODS || query.has('watch')) return path === PODS ? { status: 200, body: {} } : undefined;
      return pages[['', 'p2', 'p3'].indexOf(query.get('continue') ?? '')];
    });
    const send = cluster.send;
    Object.assign(cluster, {
      send: async (...args: Parameters<typeof send>) => {
        if (args[0].path.includes('continue')) await new Promise<void>((resolve) => release.push(resolve));
        return send(...args);
      },
    });
    const next = async (): Promise<void> => {
      await clock.advance(250);
      for (const go of release.splice(0)) go();
      release = [];
      await clock.advance(250);
    };
    await clock.advance(250);
    expect(pods()).toMatchObject({ have: 2, of: 5, state: 'listing' });
    await next();
    expect(pods()).toMatchObject({ have: 4, of: 5, state: 'listing' });
    await next();
    expect(pods()).toMatchObject({ have: 5, state: 'watching' });
    expect(published.at(-1)?.pods.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(cluster.asked.find(({ path }) => path === PODS)?.query.get('limit')).toBe('500');
  });

  it('goes on with the token of a 410, as of now', async () => {
    const { clock, pods } = start((path, query) => {
      if (path !== PODS || query.has('watch')) return path === PODS ? { status: 200, body: {} } : undefined;
      if (query.get('continue') === 'old') return { status: 410, body: { kind: 'Status', code: 410, metadata: { continue: 'fresh' } } };
      return query.get('continue') === 'fresh' ? podList([pod('b', '2')]) : podList([pod('a', '1')], { continue: 'old' });
    });
    await clock.advance(300);
    expect(pods()).toMatchObject({ have: 2, state: 'watching' });
  });

  it.each([
    { name: 'still has', forgotten: false, versions: ['10'] },
    { name: 'has forgotten', forgotten: true, versions: ['10', '40'] },
  ])('whose rest came as of now is followed from its first page on, where the server $name what happened since', async (each) => {
    const { forgotten, versions } = each;
    const { cluster, clock, pods } = start((path, query) => {
      if (path !== PODS) return undefined;
      const tooOld = { status: 410, body: { kind: 'Status', code: 410, metadata: { continue: 'fresh' } } };
      if (query.has('watch')) return forgotten && query.get('resourceVersion') === '10' ? tooOld : { status: 200, body: {} };
      if (query.get('continue') === 'old') return tooOld;
      return query.has('continue') ? podList([pod('b', '2')], { resourceVersion: '40' }) : podList([pod('a', '1')], { continue: 'old' });
    });
    await clock.advance(300);
    expect(pods()).toMatchObject({ have: 2, state: 'watching' });
    const watches = cluster.asked.filter(({ path, query }) => path === PODS && query.has('watch'));
    expect(watches.map(({ query }) => query.get('resourceVersion'))).toEqual(versions);
  });

  it('that is made anew is not told as coming in: what it said stands meanwhile', async () => {
    let isAnew = false;
    const { cluster, clock, pods } = start((path, query) => {
      if (path !== PODS) return undefined;
      if (query.has('watch')) return { status: 200, body: {} };
      return query.has('continue') || !isAnew ? podList([pod('b', '2')]) : podList([pod('a', '1')], { continue: 'more' });
    });
    let goOn = (): void => {};
    const send = cluster.send;
    Object.assign(cluster, {
      send: async (...args: Parameters<typeof send>) => {
        if (args[0].path.includes('continue'))
          await new Promise<void>((resolve) => {
            goOn = resolve;
          });
        return send(...args);
      },
    });
    await clock.advance(300);
    isAnew = true;
    cluster.watchOn(PODS).event('ERROR', { kind: 'Status', code: 410, message: 'too old resource version' });
    await clock.advance(2_000);
    expect(pods()).toMatchObject({ have: 2, state: 'watching' });
    goOn();
    await clock.advance(2_000);
    expect(pods()).toMatchObject({ have: 2, state: 'watching' });
  });

  it.each([
    {
      name: '403',
      reply: { status: 403, body: { kind: 'Status', message: 'pods is forbidden: User "v" cannot list resource "pods"' } },
      state: 'denied',
      because: /cannot list resource "pods"/,
    },
    { name: '404', reply: undefined, state: 'absent', because: /could not find/ },
    {
      name: '500',
      reply: { status: 500, body: { message: 'etcdserver: request timed out' } },
      state: 'failed',
      because: /answered 500: etcdserver/,
    },
    { name: "a proxy's page", reply: { status: 200, body: '<html><title>Login</title></html>' }, state: 'failed', because: /an HTML page/ },
    { name: 'half JSON', reply: { status: 200, body: '{"items":[' }, state: 'failed', because: /not JSON/ },
    { name: 'no connection', reply: failureOf('refused', 'Nothing listens.'), state: 'failed', because: /Nothing listens/ },
  ])('that answers $name is $state', async ({ reply, state, because }) => {
    const { clock, pods } = start((path) => (path === PODS ? reply : undefined));
    await clock.advance(300);
    expect(pods()?.state).toBe(state);
    expect(pods()?.because).toMatch(because);
  });

  it('that the access review denies is not asked for, names verb and resource, and is asked again later', async () => {
    let may: 'allowed' | 'denied' = 'denied';
    const ask = (need: { resource?: string }): Promise<'allowed' | 'denied'> =>
      Promise.resolve(need.resource === 'horizontalpodautoscalers' ? may : 'denied');
    const HPAS = '/apis/autoscaling/v2/horizontalpodautoscalers';
    const { cluster, clock, cache } = start((path) => (path === HPAS ? { status: 200, body: recorded('hpas') } : undefined), {
      access: { ask },
    });
    const hpas = (): Listed | undefined => cache.inventory().listed.find(({ resource }) => resource === 'horizontalpodautoscalers');
    await clock.advance(300);
    expect(hpas()).toMatchObject({ state: 'denied', because: 'you may not list horizontalpodautoscalers.autoscaling' });
    expect(cluster.asked.map(({ path }) => path)).toEqual(['/apis']);
    may = 'allowed';
    await clock.advance(61_000);
    expect(hpas()?.state).toBe('watching');
    expect(cache.inventory().hpas).toHaveLength(3);
  });

  it('is made again after a failure, later each time, and keeps what it had', async () => {
    let broken = false;
    const { cluster, clock, cache, pods } = start((path, query) => {
      if (path !== PODS) return undefined;
      if (broken) return failureOf('refused');
      return query.has('watch') ? { status: 200, body: {} } : podList([pod('a', '1')]);
    });
    await clock.advance(300);
    broken = true;
    cluster.watchOn(PODS).breakOff();
    await clock.advance(1_300);
    expect(pods()?.state).toBe('failed');
    expect(cache.inventory().pods).toHaveLength(1);
    const before = cluster.asked.filter(({ path }) => path === PODS).length;
    await clock.advance(60_000);
    expect(cluster.asked.filter(({ path }) => path === PODS).length - before).toBeLessThan(12);
    broken = false;
    await clock.advance(11_000);
    expect(pods()?.state).toBe('watching');
  });
});

describe('a watch', () => {
  const serve = (path: string, query: URLSearchParams): Reply | undefined => {
    if (path !== PODS) return undefined;
    return query.has('watch') ? { status: 200, body: {} } : podList([pod('a', '1'), pod('b', '2')]);
  };
  const names = (cache: WatchCache): string[] => cache.inventory().pods.map(({ name, phase }) => `${name} ${phase}`);

  it('adds, changes and removes, with bookmarks asked for', async () => {
    const { cluster, clock, cache } = start(serve);
    await clock.advance(300);
    const watch = cluster.watchOn(PODS);
    expect([...watch.query]).toEqual([
      ['watch', '1'],
      ['allowWatchBookmarks', 'true'],
      ['resourceVersion', '10'],
      ['timeoutSeconds', '300'],
    ]);
    watch.event('ADDED', pod('c', '11', 'Pending'));
    watch.event('MODIFIED', pod('a', '12', 'Failed'));
    watch.event('DELETED', pod('b', '13'));
    await clock.advance(300);
    expect(names(cache)).toEqual(['a Failed', 'c Pending']);
  });

  it('that ends goes on from the last version, bookmarks included', async () => {
    const { cluster, clock } = start(serve);
    await clock.advance(5_000);
    cluster.watchOn(PODS).event('BOOKMARK', { kind: 'Pod', metadata: { resourceVersion: '77' } });
    await clock.advance(300);
    cluster.watchOn(PODS).end();
    await clock.advance(300);
    expect(
      cluster.watches
        .filter(({ path }) => path === PODS)
        .at(-1)
        ?.query.get('resourceVersion'),
    ).toBe('77');
  });

  it.each([
    {
      name: 'an ERROR event',
      end: (watch: { event(type: string, object: unknown): void }) =>
        watch.event('ERROR', { kind: 'Status', code: 410, message: 'too old resource version' }),
    },
  ])('that is too old (410 by $name) lists anew', async ({ end }) => {
    let items = [pod('a', '1'), pod('b', '2')];
    const { cluster, clock, cache } = start((path, query) =>
      path !== PODS ? undefined : query.has('watch') ? { status: 200, body: {} } : podList(items),
    );
    await clock.advance(300);
    items = [pod('b', '2'), pod('z', '20')];
    end(cluster.watchOn(PODS));
    await clock.advance(300);
    expect(names(cache)).toEqual(['b Running', 'z Running']);
  });

  it('whose request answers 410 lists anew', async () => {
    let gone = 1;
    const { cluster, clock, pods } = start((path, query) => {
      if (path === PODS && query.has('watch') && gone-- > 0) return { status: 410, body: { kind: 'Status', code: 410 } };
      return serve(path, query);
    });
    await clock.advance(300);
    expect(pods()?.state).toBe('watching');
    expect(cluster.asked.filter(({ path, query }) => path === PODS && !query.has('watch'))).toHaveLength(2);
  });

  it.each([403, 405])('refused with %i: the list is polled', async (status) => {
    let items = [pod('a', '1')];
    const { clock, cache, pods } = start((path, query) =>
      path !== PODS ? undefined : query.has('watch') ? { status, body: {} } : podList(items),
    );
    await clock.advance(300);
    expect(pods()).toMatchObject({ state: 'polling', because: `GET /watch with watch=1 answered ${status}` });
    items = [pod('c', '3')];
    await clock.advance(31_000);
    expect(names(cache)).toEqual(['c Running']);
  });

  it('that dies quietly is begun anew after its stall time, from the last version', async () => {
    const { cluster, clock } = start(serve, { timing: { stallMs: 10_000 } });
    await clock.advance(300);
    const first = cluster.watchOn(PODS);
    first.event('MODIFIED', pod('a', '42'));
    await clock.advance(9_000);
    expect(first.aborted()).toBe(false);
    await clock.advance(6_000);
    expect(first.aborted()).toBe(true);
    expect(cluster.watchOn(PODS).query.get('resourceVersion')).toBe('42');
  });

  it('is begun anew after the machine slept', async () => {
    const { cluster, clock } = start(serve);
    await clock.advance(3_000);
    const first = cluster.watchOn(PODS);
    clock.jump(3_600_000);
    await clock.advance(6_000);
    expect(first.aborted()).toBe(true);
    expect(cluster.watchOn(PODS)).not.toBe(first);
  });

  it('that sends rubbish is begun anew', async () => {
    const { cluster, clock, pods } = start(serve);
    await clock.advance(300);
    cluster.watchOn(PODS).raw('<html>\n');
    await clock.advance(1_500);
    expect(cluster.watches.filter(({ path }) => path === PODS)).toHaveLength(2);
    expect(pods()?.state).toBe('watching');
  });

  it('events cut anywhere are put together', async () => {
    const { cluster, clock, cache } = start(serve);
    await clock.advance(300);
    const text = `${JSON.stringify({ type: 'ADDED', object: pod('c', '11') })}\n`;
    for (const char of text) cluster.watchOn(PODS).raw(char);
    await clock.advance(300);
    expect(names(cache)).toContain('c Running');
  });
});

describe('the Inventory', () => {
  const files: Readonly<Record<string, string>> = {
    '/api/v1/nodes': 'nodes',
    '/api/v1/pods': 'pods',
    '/api/v1/services': 'services',
    '/api/v1/events': 'events',
    '/apis/discovery.k8s.io/v1/endpointslices': 'endpointslices',
    '/apis/apps/v1/deployments': 'deployments',
    '/apis/apps/v1/daemonsets': 'daemonsets',
    '/apis/apiregistration.k8s.io/v1/apiservices': 'apiservices',
    '/apis/autoscaling/v2/horizontalpodautoscalers': 'hpas',
    '/apis': 'apis',
  };
  const lease = { metadata: { name: 'hop-1', namespace: 'kube-node-lease' }, spec: { renewTime: '2026-11-21T13:17:30.000000Z' } };
  const serve = (path: string): Reply | undefined => {
    const file = files[path];
    if (path.endsWith('/namespaces/kube-node-lease/leases'))
      return { status: 200, body: { metadata: { resourceVersion: '1' }, items: [lease] } };
    return file === undefined ? undefined : { status: 200, body: recorded(file) };
  };

  it('of a recorded cluster has everything', async () => {
    const { clock, cache } = start(serve);
    await clock.advance(300);
    const inventory = cache.inventory();
    expect(inventory.nodes.map(({ name, kubeletPort, kubeletVersion }) => [name, kubeletPort, kubeletVersion])).toEqual([
      ['hop-1', 10250, 'v1.34.4'],
    ]);
    expect(inventory.workloads.filter(({ kind }) => kind === 'DaemonSet').length).toBeGreaterThan(0);
    expect(inventory.apiServices.find(({ name }) => name === 'v1beta1.metrics.k8s.io')?.service).toEqual({
      namespace: 'kube-system',
      name: 'metrics-server',
      port: 443,
    });
    expect(inventory.leases).toEqual({ 'hop-1': Date.UTC(2026, 10, 21, 13, 17, 30) });
    expect(inventory.apiGroups).toContain('metrics.k8s.io');
    expect(inventory.listed.find(({ resource }) => resource === 'statefulsets')?.state).toBe('absent');
    expect(JSON.stringify(inventory)).not.toMatch(/managedFields|last-applied-configuration/);
    await cache.complete;
  });

  it('reads what operators define only where their group is served, in its preferred version', async () => {
    const groups = { groups: [{ name: 'keda.sh', preferredVersion: { version: 'v1alpha1' } }] };
    const scaled = { metadata: { name: 'worker', namespace: 'demo', uid: 'u' }, spec: { triggers: [{ type: 'kafka' }] }, status: {} };
    const { cluster, clock, cache } = start((path) => {
      if (path === '/apis') return { status: 200, body: groups };
      return path === '/apis/keda.sh/v1alpha1/scaledobjects' ? { status: 200, body: { metadata: {}, items: [scaled] } } : undefined;
    });
    await clock.advance(600);
    expect(cache.inventory().others['keda.sh/scaledobjects']?.[0]).toMatchObject({
      name: 'worker',
      spec: { triggers: [{ type: 'kafka' }] },
    });
    expect(cluster.asked.some(({ path }) => path.includes('monitoring.coreos.com'))).toBe(false);
  });

  it('keeps the arrays of lists that did not change, and publishes at most every 250 ms', async () => {
    const { cluster, clock, cache, published } = start(serve);
    await clock.advance(1_000);
    const before = cache.inventory();
    const count = published.length;
    for (let at = 0; at < 50; at++) {
      cluster.watchOn(PODS).event('ADDED', pod(`new-${at}`, String(at)));
      await clock.advance(10);
    }
    await clock.advance(300);
    expect(published.length - count).toBeLessThanOrEqual(4);
    expect(cache.inventory().pods).not.toBe(before.pods);
    expect(cache.inventory().nodes).toBe(before.nodes);
    expect(cache.inventory().workloads).toBe(before.workloads);
    expect(cache.inventory().leases).toBe(before.leases);
  });

  it('of 10,000 pods shares what they have in common', async () => {
    const spec = {
      nodeName: 'n1',
      containers: [{ name: 'c', image: 'busybox', args: ['a', 'b'], resources: { requests: { cpu: '10m' } } }],
    };
    const big =
      (count: number) =>
      (path: string, query: URLSearchParams): Reply | undefined => {
        if (path !== PODS || query.has('watch')) return path === PODS ? { status: 200, body: {} } : undefined;
        const from = Number(query.get('continue') ?? 0);
        const items = Array.from({ length: 500 }, (_, at) => ({
          metadata: { name: `p-${from + at}`, namespace: 'demo', labels: { app: 'web' } },
          spec,
          status: { phase: 'Running' },
        }));
        const next = from + 500;
        return podList(items, next < count ? { continue: String(next), remainingItemCount: count - next } : {});
      };
    const { clock, cache } = start(big(10_000));
    while (cache.inventory().pods.length < 10_000) await clock.advance(250);
    const { pods } = cache.inventory();
    expect(pods[0]?.containers).toBe(pods[9_999]?.containers);
  });
});
