import { describe, expect, it } from 'vitest';
import type { DemoNetwork, Dialled } from '../network';
import type { KubeObject } from '../objects';
import type { World } from '../world/world';
import { kubelet } from './kubelet';
import { type MetricsServer, type MetricsServerOptions, metricsServer } from './metricsServer';
import { bodyOf, familiesOf, get, recorded, recordedAnswers, samplesOf, surprises } from './testShape';
import { pod, TestObjects, TestRunning, testWorld } from './testWorld';

function nodeObject(name: string, ip: string, ready = 'True'): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, uid: name, resourceVersion: '1', creationTimestamp: '2026-11-21T13:00:00Z', labels: { 'kubernetes.io/os': 'linux' } },
    status: { addresses: [{ type: 'InternalIP', address: ip }], conditions: [{ type: 'Ready', status: ready }] },
  };
}

function podObject(name: string, phase = 'Running'): KubeObject {
  const metadata = {
    name,
    namespace: 'demo',
    uid: name,
    resourceVersion: '1',
    creationTimestamp: '2026-11-21T13:00:00Z',
    labels: { app: name },
  };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: {}, status: { phase } };
}

interface Setting {
  readonly world?: Partial<World>;
  readonly dial?: (ip: string) => Dialled | undefined;
  readonly kubeletAllows?: boolean;
  readonly options?: Partial<MetricsServerOptions>;
}

function start(setting: Setting = {}): { running: TestRunning; server: MetricsServer } {
  const running = new TestRunning(testWorld(setting.world), [pod('demo', 'web', 'node-1'), pod('demo', 'worker', 'node-2')]);
  const objects = new TestObjects({
    nodes: [nodeObject('node-1', '10.77.0.1'), nodeObject('node-2', '10.77.0.2'), nodeObject('gone', '10.77.0.9', 'Unknown')],
    pods: [podObject('web'), podObject('worker'), podObject('done', 'Succeeded')],
  });
  const kubelets = ['node-1', 'node-2'].map((node) =>
    kubelet({ node, running: () => running, objects, mayUser: () => setting.kubeletAllows ?? true }),
  );
  const network: DemoNetwork = {
    dial: (_from, host) => {
      const listener = kubelets[Number(host.at(-1)) - 1];
      const refused: Dialled = { kind: 'refused', error: 'connect: no route to host' };
      return setting.dial?.(host) ?? (listener === undefined ? refused : { kind: 'listener', listener, delayMs: 2 });
    },
  };
  const mayGetPath: MetricsServerOptions['mayGetPath'] = (user) => user !== undefined;
  return { running, server: metricsServer({ running: () => running, objects, network, mayGetPath, ...setting.options }) };
}

async function ticks({ running, server }: ReturnType<typeof start>, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    await server.advance();
    running.nowMs += 15_000;
  }
}

async function ask(server: MetricsServer, path: string, changes: Parameters<typeof get>[1] = {}) {
  const answer = await server.listener.handle(get(path, changes));
  return { status: answer.status, headers: answer.headers, body: bodyOf(answer) };
}

const api = '/apis/metrics.k8s.io/v1beta1';
const curl = { headers: { 'user-agent': 'curl/7.88.1' } };

describe('what it serves', () => {
  it('nothing after one scrape, nodes and pods after two', async () => {
    const both = start();
    await ticks(both, 1);
    expect(JSON.parse((await ask(both.server, `${api}/nodes`)).body).items).toEqual([]);
    expect(both.server.ready()).toBe(false);
    await ticks(both, 1);
    const nodes = JSON.parse((await ask(both.server, `${api}/nodes`)).body);
    expect(nodes.items.map((item: { metadata: { name: string } }) => item.metadata.name)).toEqual(['node-1', 'node-2']);
    expect(both.server.ready()).toBe(true);
  });

  it('the CPU that the containers really used', async () => {
    const both = start();
    await ticks(both, 3);
    const { body } = await ask(both.server, `${api}/namespaces/demo/pods/web`);
    const { window, containers, timestamp } = JSON.parse(body);
    expect(containers).toEqual([{ name: 'web', usage: { cpu: '200m', memory: '50Mi' } }]);
    expect(window).toBe('15s');
    expect(Date.parse(timestamp)).toBeLessThanOrEqual(both.running.nowMs);
  });

  it('does not scrape before a resolution has passed', async () => {
    const both = start();
    await both.server.advance();
    both.running.nowMs += 14_999;
    await both.server.advance();
    const { body } = await ask(both.server, '/metrics');
    expect(samplesOf(body).find((sample) => sample.name === 'metrics_server_kubelet_request_total')?.value).toBe(2);
  });

  it('serves the same values for as long as a cycle takes, and /livez says so', async () => {
    const { metricsServer: settings } = testWorld();
    const setting = start({ world: { metricsServer: { ...settings, cycleSeconds: 60 } } });
    await ticks(setting, 5);
    const served = async () => (await ask(setting.server, `${api}/nodes`)).body.match(/"timestamp":"[^"]+"/g);
    const before = await served();
    expect(before).toHaveLength(2);
    await ticks(setting, 3);
    expect(await served()).toEqual(before);
    expect((await ask(setting.server, '/livez')).status).toBe(500);
    await ticks(setting, 1);
    expect(await served()).not.toEqual(before);
  });

  it('answers 401 to who comes through a front proxy that it does not know; its checks stay open', async () => {
    const { metricsServer: settings } = testWorld();
    const { server } = start({ world: { metricsServer: { ...settings, distrustsFrontProxy: true } } });
    for (const path of ['/apis', api, `${api}/nodes`]) {
      const { status, body } = await ask(server, path);
      expect([status, JSON.parse(body).reason]).toEqual([401, 'Unauthorized']);
    }
    expect((await ask(server, '/livez')).status).toBe(200);
  });

  it('forgets all points when it restarts', async () => {
    let startedMs = 0;
    const both = start({ options: { startedMs: () => startedMs } });
    await ticks(both, 2);
    startedMs = both.running.nowMs;
    await ticks(both, 1);
    expect(both.server.ready()).toBe(false);
  });

  it('serves the last points when a kubelet stops answering, then nothing of its node', async () => {
    let dead = false;
    const both = start({ dial: (ip) => (dead && ip === '10.77.0.1' ? { kind: 'hangs' } : undefined) });
    await ticks(both, 2);
    dead = true;
    await ticks(both, 1);
    const names = JSON.parse((await ask(both.server, `${api}/nodes`)).body).items.map(
      (item: { metadata: { name: string } }) => item.metadata.name,
    );
    expect(names).toEqual(['node-2']);
  });
});

describe('text and direct reading', () => {
  it('give the same answers', async () => {
    const [text, direct] = [start({ options: { directAboveNodes: 200 } }), start({ options: { directAboveNodes: 0 } })];
    for (const path of [`${api}/nodes`, `${api}/pods`]) {
      for (let i = 0; i < 4; i += 1) {
        await ticks(text, 1);
        await ticks(direct, 1);
        expect(await ask(direct.server, path)).toEqual(await ask(text.server, path));
      }
      expect(JSON.parse((await ask(direct.server, path)).body).items).toHaveLength(2);
    }
  });

  it('are refused alike', async () => {
    const both = await Promise.all(
      [200, 0].map(async (directAboveNodes) => {
        const one = start({ options: { directAboveNodes }, kubeletAllows: false });
        await ticks(one, 1);
        return one.server.logLines();
      }),
    );
    expect(both[0]).toEqual(both[1]);
    expect(both[0]?.join('\n')).toContain('request failed, status: \\"403 Forbidden\\"');
  });
});

describe('what it logs', () => {
  const denied = { ...testWorld().metricsServer, mayReadKubelets: false };
  const withTls = { ...testWorld().metricsServer, kubeletInsecureTls: false };
  for (const [name, setting, expected] of [
    [
      'a certificate without IP SANs',
      { world: { metricsServer: withTls } },
      /^E1121 13:10:00\.\d{6} {7}1 scraper\.go:149\] "Failed to scrape node" err="Get \\"https:\/\/10\.77\.0\.1:10250\/metrics\/resource\\": tls: failed to verify certificate: x509: cannot validate certificate for 10\.77\.0\.1 because it doesn't contain any IP SANs" node="node-1"$/,
    ],
    [
      'a kubelet that hangs',
      { dial: () => ({ kind: 'hangs' }) as const },
      /^E1121 13:10:10\.\d{6} {7}1 scraper\.go:147\] "Failed to scrape node, timeout to access kubelet" err="Get \\"https:\/\/10\.77\.0\.1:10250\/metrics\/resource\\": context deadline exceeded" node="node-1" timeout="10s"$/,
    ],
    [
      'a ClusterRole without nodes/metrics',
      { world: { metricsServer: denied } },
      /scraper\.go:149\] "Failed to scrape node" err="request failed, status: \\"403 Forbidden\\"" node="node-1"$/,
    ],
    [
      'a kubelet that is gone',
      { dial: () => ({ kind: 'refused', error: 'connect: connection refused' }) as const },
      /err="Get \\"https:\/\/10\.77\.0\.1:10250\/metrics\/resource\\": dial tcp 10\.77\.0\.1:10250: connect: connection refused" node="node-1"$/,
    ],
  ] as const satisfies readonly (readonly [string, Setting, RegExp])[]) {
    it(name, async () => {
      const both = start(setting);
      await ticks(both, 1);
      const lines = both.server.logLines().filter((line) => line.includes('node="node-1"'));
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(expected);
      expect(both.server.logLines().at(-1)).toContain('"Failed probe" probe="metric-storage-ready" err="no metrics to serve"');
    });
  }
});

describe('answers of the recorded metrics-server', () => {
  const both = start();
  const paths = recordedAnswers('metrics-server-answers.json').map((answer) => ({ ...answer, path: `/${answer.request.slice(4)}` }));
  for (const { path, as, status, contentType, body } of paths.filter((answer) => /^\/(metrics|readyz|livez)/.test(answer.path))) {
    it(`${path} as ${as}: ${status}`, async () => {
      await ticks(both, 2);
      both.running.nowMs -= 15_000;
      const got = await ask(both.server, path, as === 'anonymous' ? { user: undefined } : {});
      expect([got.status, got.headers['content-type'], got.headers['cache-control']]).toEqual([status, contentType, 'no-cache, private']);
      if (body !== undefined) expect(got.body).toBe(body);
    });
  }

  it('discovery', async () => {
    expect((await ask(both.server, api, curl)).body).toBe(recorded('metrics-discovery.json'));
  });

  it('a pod that does not exist', async () => {
    const got = await ask(both.server, `${api}/namespaces/demo/pods/no-such-pod`);
    expect([got.status, got.body]).toEqual([404, recorded('metrics-pod-missing.json')]);
  });

  it('a pod without points', async () => {
    const got = await ask(both.server, `${api}/namespaces/demo/pods/done`);
    expect([got.status, JSON.parse(got.body).message]).toEqual([404, 'podmetrics.metrics.k8s.io "demo/done" not found']);
  });

  it('watch', async () => {
    const got = await ask(both.server, `${api}/pods?watch=true`);
    expect([got.status, got.body]).toEqual([405, recorded('metrics-pods-watch.json')]);
  });

  const table = { headers: { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io, application/json' } };
  for (const [path, file, changes] of [
    ['/nodes', 'metrics-nodes.json', {}],
    ['/nodes/node-1', 'metrics-node.json', {}],
    ['/namespaces/demo/pods?labelSelector=app%3Dweb', 'metrics-pods-selector.json', {}],
    ['/nodes', 'metrics-nodes-table.json', table],
  ] as const) {
    it(`${path} has the fields of ${file}`, async () => {
      await ticks(both, 2);
      const got: unknown = JSON.parse((await ask(both.server, `${api}${path}`, changes)).body);
      expect(fieldsOf(got)).toEqual(fieldsOf(JSON.parse(recorded(file))));
    });
  }

  it('protobuf alone is not acceptable, protobuf or JSON is JSON', async () => {
    const accept = (value: string) => ask(both.server, `${api}/nodes`, { headers: { accept: value } });
    expect((await accept('application/vnd.kubernetes.protobuf')).status).toBe(406);
    expect((await accept('application/vnd.kubernetes.protobuf,application/json')).headers['content-type']).toBe('application/json');
  });

  it('Table columns are the recorded ones', async () => {
    const definitions = (text: string) => JSON.parse(text).columnDefinitions;
    expect(definitions((await ask(both.server, `${api}/nodes`, table)).body)).toEqual(definitions(recorded('metrics-nodes-table.json')));
  });

  it('/metrics has the recorded families and label names', async () => {
    await ticks(both, 3);
    const { body } = await ask(both.server, '/metrics');
    expect(familiesOf(body)).toEqual(familiesOf(recorded('metrics-server-metrics.txt')));
    expect(surprises('metrics-server-metrics', body, 'metrics-server-metrics.txt')).toEqual([]);
  });

  it('storage_points counts what can be served', async () => {
    const points = samplesOf((await ask(both.server, '/metrics')).body).filter((sample) => sample.name === 'metrics_server_storage_points');
    expect(points.map((sample) => [sample.labels['type'], sample.value])).toEqual([
      ['container', 2],
      ['node', 2],
    ]);
  });
});

/** Field names in their order, list items by their first; label sets are not looked into. */
function fieldsOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [fieldsOf(value[0])];
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.entries(value).map(([key, inner]) => [key, key === 'labels' ? 'labels' : fieldsOf(inner)]);
}
