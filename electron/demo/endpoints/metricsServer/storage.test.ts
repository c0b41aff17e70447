import { describe, expect, it } from 'vitest';
import { decodeResources } from './decode';
import type { Batch, Point } from './points';
import { Storage } from './storage';

const second = 1_000_000_000;
const start = 1_000_000;

function point(atSeconds: number, cpuSeconds: number, changes: Partial<Point> = {}): Point {
  return { atMs: start + atSeconds * 1000, cpuNanos: cpuSeconds * second, memoryBytes: 1000, ...changes };
}

function batchOf(node: Point | undefined, containers: Record<string, Point> = {}): Batch {
  const pods =
    Object.keys(containers).length === 0
      ? []
      : ([
          [
            'demo/web',
            { namespace: 'demo', name: 'web', containers: Object.entries(containers).map(([name, each]) => ({ name, ...each })) },
          ],
        ] as const);
  return { nodes: new Map(node === undefined ? [] : [['n', node]]), pods: new Map(pods) };
}

function stored(...batches: Batch[]): Storage {
  const storage = new Storage();
  for (const batch of batches) storage.store(batch, 15_000);
  return storage;
}

describe('points of a node', () => {
  for (const [name, points, expected] of [
    ['one point is not served', [point(0, 1)], undefined],
    ['two points: the difference by the time between', [point(0, 1), point(10, 3)], [10_000, 200_000_000]],
    ['three points: the last two', [point(0, 1), point(10, 3), point(30, 4)], [20_000, 50_000_000]],
    ['the same time again keeps the old previous point', [point(0, 1), point(10, 3), point(10, 3)], [10_000, 200_000_000]],
    ['older than the last, newer than the previous: becomes the last', [point(0, 1), point(10, 3), point(5, 2)], [5_000, 200_000_000]],
    ['older than the previous: the previous is dropped', [point(5, 1), point(10, 3), point(4, 1)], undefined],
    ['a counter that fell is not served', [point(0, 9), point(10, 3)], undefined],
    ['a start after the previous one is not served', [point(0, 1, { startedMs: 1 }), point(10, 3, { startedMs: 2 })], undefined],
    ['not scraped: loses its points', [point(0, 1), undefined, point(20, 2)], undefined],
  ] as const) {
    it(name, () => {
      const use = stored(...points.map((each) => batchOf(each))).node('n');
      expect(use === undefined ? undefined : [use.windowMs, use.cpuNanocores]).toEqual(expected);
    });
  }

  it('CPU is cut to whole nanocores, memory is the last', () => {
    const use = stored(batchOf(point(0, 0.5)), batchOf(point(7, 1.5, { memoryBytes: 77 }))).node('n');
    expect([use?.cpuNanocores, use?.memoryBytes]).toEqual([142_857_142, 77]);
  });
});

describe('points of a pod', () => {
  const old = start - 3_600_000;
  it('needs every container to have a previous point', () => {
    const storage = stored(
      batchOf(undefined, { web: point(0, 1, { startedMs: old }) }),
      batchOf(undefined, { web: point(10, 2, { startedMs: old }), sidecar: point(10, 2, { startedMs: old }) }),
    );
    expect(storage.pod('demo/web')).toBeUndefined();
  });

  it('has the time and window of the container with the earliest time', () => {
    const storage = stored(
      batchOf(undefined, { web: point(0, 1, { startedMs: old }), sidecar: point(-4, 1, { startedMs: old }) }),
      batchOf(undefined, { web: point(12, 2, { startedMs: old }), sidecar: point(9, 2, { startedMs: old }) }),
    );
    const pod = storage.pod('demo/web');
    expect([pod?.atMs, pod?.windowMs, pod?.containers.map(({ name }) => name)]).toEqual([start + 9000, 13_000, ['web', 'sidecar']]);
  });

  it('a container that fell is left out, the pod is served', () => {
    const storage = stored(
      batchOf(undefined, { web: point(0, 5, { startedMs: old }) }),
      batchOf(undefined, { web: point(12, 2, { startedMs: old }) }),
    );
    expect(storage.pod('demo/web')).toEqual({ windowMs: 0, containers: [] });
  });

  it('a restarted container does not use the points before', () => {
    const restarted = point(40, 0.5, { startedMs: start + 20_000 });
    const storage = stored(batchOf(undefined, { web: point(0, 5, { startedMs: old }) }), batchOf(undefined, { web: restarted }));
    expect(storage.pod('demo/web')).toBeUndefined();
  });

  for (const [name, age, served] of [
    ['younger than 10 s: nothing', 9, false],
    ['10 s old: at once, from its start', 10, true],
    ['as old as the resolution: needs two points', 15, false],
  ] as const) {
    it(`a young container, ${name}`, () => {
      const pod = stored(batchOf(undefined, { web: point(age, 2, { startedMs: start }) })).pod('demo/web');
      expect(pod !== undefined).toBe(served);
      if (served) expect([pod?.windowMs, pod?.containers[0]?.use.cpuNanocores]).toEqual([10_000, 200_000_000]);
    });
  }
});

describe('reading /metrics/resource', () => {
  const node = 'node_cpu_usage_seconds_total 12.5 1000\nnode_memory_working_set_bytes 2e+06 1000\n';
  const container = (name: string, cpu: string, memory: string) =>
    `container_cpu_usage_seconds_total{container="${name}",namespace="demo",pod="web"} ${cpu} 900\n` +
    `container_memory_working_set_bytes{container="${name}",namespace="demo",pod="web"} ${memory} 900\n` +
    `container_start_time_seconds{container="${name}",namespace="demo",pod="web"} 0.5\n`;

  it('takes values, times and the start', () => {
    const decoded = decodeResources(`# HELP x\n${node}${container('web', '1.25', '4096')}`, 5000);
    if (!decoded.ok) throw new Error(decoded.error);
    expect(decoded.batch.node).toEqual({ cpuNanos: 12_500_000_000, memoryBytes: 2_000_000, atMs: 1000 });
    expect(decoded.batch.pods[0]?.containers).toEqual([
      { name: 'web', cpuNanos: 1_250_000_000, memoryBytes: 4096, atMs: 900, startedMs: 500 },
    ]);
  });

  for (const [name, text, nodes, pods] of [
    ['a container without CPU drops its whole pod', node + container('web', '0', '4096') + container('sidecar', '1', '1'), 1, 0],
    ['a container without memory drops its whole pod', node + container('web', '1', '0'), 1, 0],
    ['a node without memory is dropped, its pods are not', node.replace('2e+06', '0') + container('web', '1', '1'), 0, 1],
    ['pod_* is not read', `${node}pod_cpu_usage_seconds_total{namespace="demo",pod="web"} 1 900\n`, 1, 0],
  ] as const) {
    it(name, () => {
      const decoded = decodeResources(text, 5000);
      expect(decoded.ok && [decoded.batch.node === undefined ? 0 : 1, decoded.batch.pods.length]).toEqual([nodes, pods]);
    });
  }

  for (const [name, text] of [
    ['a negative timestamp', 'node_cpu_usage_seconds_total 12.5 -62135596800000\n'],
    ["a proxy's HTML", '<html><body>Bad Gateway</body></html>'],
  ] as const) {
    it(`${name} drops the whole scrape`, () => {
      expect(decodeResources(text, 5000).ok).toBe(false);
    });
  }

  it('a missing timestamp is the time of the request', () => {
    const decoded = decodeResources('node_cpu_usage_seconds_total 12.5\nnode_memory_working_set_bytes 1\n', 5000);
    expect(decoded.ok && decoded.batch.node?.atMs).toBe(5000);
  });
});
