import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseQuantity } from '../model/quantity';
import {
  decodeResourceMetrics,
  mergeBatches,
  type PodPoints,
  type ResourceBatch,
  type ResourcePoint,
  replayMetricsServer,
} from './metricsServer';
import { cpuNanos } from './metricsServer/partialPoint';

function fixture(name: string): string {
  return gunzipSync(readFileSync(new URL(`../../e2e/fixtures/metrics-server/${name}.gz`, import.meta.url))).toString();
}

interface GoPod {
  readonly namespace: string;
  readonly name: string;
  readonly containers: Record<string, ResourcePoint>;
}

interface DecodeCase {
  readonly name: string;
  readonly text: string;
  readonly error?: true;
  readonly nodes: Record<string, ResourcePoint>;
  readonly pods: readonly GoPod[];
}

/** As the Go code keeps it: nanoseconds of CPU, starts in whole milliseconds. */
function inGo(point: ResourcePoint): ResourcePoint {
  const start = point.startTimeMs === undefined ? {} : { startTimeMs: Math.floor(point.startTimeMs) };
  return { ...point, cpuCoreSeconds: cpuNanos(point.cpuCoreSeconds), ...start };
}

function allInGo(points: Readonly<Record<string, ResourcePoint>>): Record<string, ResourcePoint> {
  return Object.fromEntries(Object.entries(points).map(([name, point]) => [name, inGo(point)]));
}

describe('decoding, as metrics-server 0.9.0 does', () => {
  const { cases }: { cases: readonly DecodeCase[] } = JSON.parse(fixture('decode.json'));
  test.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    const batch = decodeResourceMetrics(one.text, 'n1', 1_700_000_000_123);
    expect(batch.ok).toBe(one.error !== true);
    if (!batch.ok) return;
    expect(allInGo(batch.value.nodes)).toEqual(one.nodes);
    const pods = batch.value.pods.map((pod) => ({ ...pod, containers: allInGo(pod.containers) }));
    expect(pods.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual(one.pods);
  });
});

const CPU = 'container_cpu_usage_seconds_total{container="c",namespace="ns",pod="p"}';
const MEMORY = 'container_memory_working_set_bytes{container="c",namespace="ns",pod="p"}';
const NODE = 'node_cpu_usage_seconds_total 1 1000\nnode_memory_working_set_bytes 1 1000\n';

describe('why decoding leaves something out', () => {
  test.each<[string, string, ResourceBatch['dropped']]>([
    ['nothing', `${NODE}${CPU} 1 1000\n${MEMORY} 1 1000\n`, []],
    ['node without values', 'scrape_error 1\n', [{ subject: 'node/n1', reason: 'missing-value' }]],
    ['node without CPU', 'node_memory_working_set_bytes 1 1000\n', [{ subject: 'node/n1', reason: 'missing-value' }]],
    ['node with 0 CPU', NODE.replace(' 1 ', ' 0 '), [{ subject: 'node/n1', reason: 'zero-cpu' }]],
    ['pod without memory', `${NODE}${CPU} 1 1000\n`, [{ subject: 'pod/ns/p', reason: 'missing-value' }]],
    ['pod with 0 memory', `${NODE}${CPU} 1 1000\n${MEMORY} 0 1000\n`, [{ subject: 'pod/ns/p', reason: 'zero-memory' }]],
    ['pod with 0 CPU', `${NODE}${CPU} 0 1000\n${MEMORY} 7 1000\n`, [{ subject: 'pod/ns/p', reason: 'zero-cpu' }]],
    ['pod with NaN', `${NODE}${CPU} NaN 1000\n${MEMORY} 7 1000\n`, [{ subject: 'pod/ns/p', reason: 'missing-value' }]],
    ['pod with less than 0', `${NODE}${CPU} 1 1000\n${MEMORY} -7 1000\n`, [{ subject: 'pod/ns/p', reason: 'missing-value' }]],
  ])('%s', (_name, text, dropped) => {
    expect(decodeResourceMetrics(text, 'n1', 0)).toMatchObject({ ok: true, value: { dropped } });
  });

  it('says where a text does not parse', () => {
    expect(decodeResourceMetrics(`${NODE}${CPU} 1 -62135596800000\n`, 'n1', 0)).toMatchObject({ ok: false, error: { line: 3 } });
  });

  it('keeps a container that is called like something of an object', () => {
    const text = `${NODE}${CPU} 1 1000\n${MEMORY} 1 1000\n`.replaceAll('"c"', '"__proto__"');
    const batch = decodeResourceMetrics(text, '__proto__', 0);
    expect(batch.ok && Object.keys(batch.value.nodes)).toEqual(['__proto__']);
    expect(batch.ok && Object.keys(batch.value.pods[0]?.containers ?? {})).toEqual(['__proto__']);
  });
});

interface GoServed {
  readonly timestampMs: number;
  readonly windowNs: number;
}

interface ReplayCase {
  readonly resolutionMs: number;
  readonly batches: readonly ResourceBatch[];
  readonly nodes: readonly (GoServed & { name: string; cpuNano: number; memoryBytes: number })[];
  readonly pods: readonly (GoServed & {
    namespace: string;
    name: string;
    containers: Record<string, { cpuNano: number; memoryBytes: number }>;
  })[];
}

const nanos = (cores: number) => Math.round(cores * 1e9);
const ofMs = (ms: number) => Math.round(ms * 1e6);

describe('replay of random cycles, as metrics-server 0.9.0 served them', () => {
  const { cases }: { cases: readonly ReplayCase[] } = JSON.parse(fixture('replay.json'));
  test.each(cases.map((one, i) => [i, one] as const))('cycles %d', (_i, one) => {
    const served = replayMetricsServer(one.batches, one.resolutionMs);
    const nodes = served.nodes.map(({ name, timestampMs, windowMs, cpuCores, memoryBytes }) => {
      return { name, timestampMs, windowNs: ofMs(windowMs), cpuNano: nanos(cpuCores), memoryBytes };
    });
    expect(nodes.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual(one.nodes);
    const pods = served.pods.map(({ windowMs, containers, ...pod }) => {
      const entries = Object.entries(containers).map(([name, { cpuCores, memoryBytes }]) => {
        return [name, { cpuNano: nanos(cpuCores), memoryBytes }] as const;
      });
      return { ...pod, windowNs: windowMs, containers: Object.fromEntries(entries) };
    });
    // Go's longest window, 292 years, has more digits than a number keeps; equal to the millisecond is meant.
    const goPods = one.pods.map((pod) => ({ ...pod, windowNs: Math.round(pod.windowNs / 1e6) }));
    expect(pods.map((pod) => ({ ...pod, windowNs: Math.round(pod.windowNs) })).sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual(goPods);
    const missing = (subject: string) => served.dropped.some((one) => one.subject === subject);
    const last = one.batches.at(-1);
    for (const name of Object.keys(last?.nodes ?? {})) {
      expect(missing(`node/${name}`)).toBe(!nodes.some((node) => node.name === name));
    }
    for (const { namespace, name } of last?.pods ?? []) {
      if (!pods.some((pod) => pod.name === name)) expect(missing(`pod/${namespace}/${name}`)).toBe(true);
    }
  });
});

const T0 = 1_700_000_000_000;

function point(atSeconds: number, cpuCoreSeconds: number, startSeconds?: number): ResourcePoint {
  const start = startSeconds === undefined ? {} : { startTimeMs: T0 + startSeconds * 1000 };
  return { timestampMs: T0 + atSeconds * 1000, cpuCoreSeconds, memoryBytes: 1000, ...start };
}

function nodes(one: ResourcePoint): ResourceBatch {
  return { nodes: { n: one }, pods: [], dropped: [] };
}

function pods(containers: Record<string, ResourcePoint>): ResourceBatch {
  return { nodes: {}, pods: [{ namespace: 'ns', name: 'p', containers }], dropped: [] };
}

describe('why replaying leaves something out', () => {
  const one = (reason: string, subject = 'pod/ns/p') => [{ subject, reason }];
  test.each<[string, readonly ResourceBatch[], readonly { subject: string; reason: string }[]]>([
    ['a node with one point', [nodes(point(0, 1))], one('one-point', 'node/n')],
    ['a node with one point twice', [nodes(point(0, 1)), nodes(point(0, 1))], one('not-newer', 'node/n')],
    ['a node whose point goes back', [nodes(point(10, 1)), nodes(point(20, 2)), nodes(point(5, 1))], one('not-newer', 'node/n')],
    ['a node whose counter fell', [nodes(point(0, 9)), nodes(point(10, 1))], one('decreased', 'node/n')],
    ['a node that started again', [nodes(point(10, 9, 0)), nodes(point(20, 1, 15))], one('restarted', 'node/n')],
    ['a node whose start goes back', [nodes(point(10, 1, 5)), nodes(point(20, 9, 0))], one('restarted', 'node/n')],
    ['a negative time', [nodes({ ...point(0, 1), timestampMs: -1 })], one('negative-timestamp', 'node/n')],
    ['a negative time in a pod', [pods({ c: { ...point(0, 1), timestampMs: -1 } })], one('negative-timestamp')],
    ['a pod with one point', [pods({ c: point(100, 1, 0) })], one('one-point')],
    ['a pod with one point, start unknown', [pods({ c: point(100, 1) })], one('one-point')],
    ['a pod of 9 s', [pods({ c: point(9, 1, 0) })], one('young')],
    ['a pod as old as the resolution', [pods({ c: point(60, 1, 0) })], one('one-point')],
    ['a start after the point', [pods({ c: point(-10, 1, 0) })], one('one-point')],
    ['the same point twice', [pods({ c: point(100, 1, 0) }), pods({ c: point(100, 1, 0) })], one('not-newer')],
    ['a container that restarted', [pods({ c: point(100, 9, 0) }), pods({ c: point(115, 1, 110) })], one('restarted')],
    [
      'a second container without a point before',
      [pods({ c: point(100, 1, 0) }), pods({ c: point(110, 2, 0), d: point(110, 1, 0) })],
      one('container-incomplete'),
    ],
    [
      'what decoding left out of the last cycle',
      [{ nodes: {}, pods: [], dropped: [{ subject: 'pod/ns/p', reason: 'zero-cpu' }] }],
      one('zero-cpu'),
    ],
    [
      'nothing of the cycle before the last',
      [
        { nodes: { n: point(0, 1) }, pods: [], dropped: [{ subject: 'pod/a/b', reason: 'young' }] },
        { nodes: {}, pods: [], dropped: [] },
      ],
      [],
    ],
  ])('%s', (_name, batches, dropped) => {
    expect(replayMetricsServer(batches, 60_000)).toEqual({ nodes: [], pods: [], dropped });
  });

  it('serves a container of 10 s at once, from its start', () => {
    expect(replayMetricsServer([pods({ c: point(10, 5, 0) })], 60_000).pods).toEqual([
      { namespace: 'ns', name: 'p', timestampMs: T0 + 10_000, windowMs: 10_000, containers: { c: { cpuCores: 0.5, memoryBytes: 1000 } } },
    ]);
  });

  it('serves a pod without the container whose counter fell, and says so', () => {
    const served = replayMetricsServer([pods({ c: point(100, 9, 0) }), pods({ c: point(110, 1, 0) })], 60_000);
    expect(served.pods).toEqual([{ namespace: 'ns', name: 'p', timestampMs: 0, windowMs: 0, containers: {} }]);
    expect(served.dropped).toEqual(one('decreased'));
  });

  it('forgets a node that is absent from one cycle', () => {
    const served = replayMetricsServer([nodes(point(0, 1)), { nodes: {}, pods: [], dropped: [] }, nodes(point(30, 2))], 60_000);
    expect(served).toEqual({ nodes: [], pods: [], dropped: one('one-point', 'node/n') });
  });

  it('cuts CPU to nanocores', () => {
    expect(replayMetricsServer([nodes(point(0, 1)), nodes(point(3, 2))], 60_000).nodes[0]?.cpuCores).toBe(0.333333333);
  });

  it('has nothing of no cycles', () => {
    expect(replayMetricsServer([], 60_000)).toEqual({ nodes: [], pods: [], dropped: [] });
  });
});

describe('joining the batches of the nodes', () => {
  const pod = (name: string, at: number): PodPoints => ({ namespace: 'ns', name, containers: { c: point(at, 1) } });

  it('keeps the first of what comes twice, and drops nothing that came elsewhere', () => {
    const merged = mergeBatches([
      { nodes: { a: point(1, 1) }, pods: [pod('p', 1)], dropped: [{ subject: 'pod/ns/q', reason: 'zero-cpu' }] },
      { nodes: { a: point(2, 1), b: point(3, 1) }, pods: [pod('p', 2), pod('q', 3)], dropped: [{ subject: 'node/c', reason: 'zero-cpu' }] },
    ]);
    expect(merged.nodes).toEqual({ a: point(1, 1), b: point(3, 1) });
    expect(merged.pods).toEqual([pod('p', 1), pod('q', 3)]);
    expect(merged.dropped).toEqual([{ subject: 'node/c', reason: 'zero-cpu' }]);
  });

  it('is empty of none', () => {
    expect(mergeBatches([])).toEqual({ nodes: {}, pods: [], dropped: [] });
  });
});

interface Line {
  readonly time: string;
  readonly status: number;
  readonly body: string;
}

function lines(name: string): readonly Line[] {
  return fixture(`${name}.jsonl`)
    .trim()
    .split('\n')
    .map((line): Line => JSON.parse(line))
    .filter(({ status }) => status === 200);
}

describe('ten minutes of a real cluster: every value that metrics-server gave is the one computed from the same two points', () => {
  const batches = lines('metrics-resource').flatMap(({ body, time }) => {
    const batch = decodeResourceMetrics(body, 'hop-1', Date.parse(time));
    return batch.ok ? [batch.value] : [];
  });

  it('decodes every answer of the kubelet', () => {
    expect(batches).toHaveLength(lines('metrics-resource').length);
  });

  it('nodes', () => {
    const points = new Map(batches.flatMap(({ nodes: { 'hop-1': one } }) => (one === undefined ? [] : [[one.timestampMs, one] as const])));
    let compared = 0;
    for (const { timestamp, window, usage } of lines('metrics-api-nodes').flatMap(({ body }) => JSON.parse(body).items)) {
      // The API cuts the time to seconds, the window is whole.
      for (const last of points.values()) {
        const before = points.get(last.timestampMs - windowMs(window));
        if (before === undefined || Math.floor(last.timestampMs / 1000) * 1000 !== Date.parse(timestamp)) continue;
        const [served] = replayMetricsServer([nodes(before), nodes(last)], 15_000).nodes;
        const cpu = parseQuantity(usage.cpu);
        expect(served?.cpuCores).toBeCloseTo(cpu ?? Number.NaN, 9);
        expect(served?.memoryBytes).toBe(parseQuantity(usage.memory));
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(20);
  });
});

function windowMs(text: string): number {
  const [, minutes = '0', secs = '0'] = /^(?:(\d+)m)?([\d.]+)s$/.exec(text) ?? [];
  return Math.round(Number(minutes) * 60_000 + Number(secs) * 1000);
}

it('never throws, whatever the points are', () => {
  const anyPoint = fc.record({ timestampMs: fc.double(), cpuCoreSeconds: fc.double(), memoryBytes: fc.double(), startTimeMs: fc.double() });
  const anyBatch = fc.record({
    nodes: fc.dictionary(fc.string(), anyPoint),
    pods: fc.array(
      fc.record({ namespace: fc.constant('n'), name: fc.constantFrom('a', 'b'), containers: fc.dictionary(fc.string(), anyPoint) }),
    ),
    dropped: fc.constant([]),
  });
  fc.assert(
    fc.property(fc.array(anyBatch, { maxLength: 4 }), fc.double(), (batches, resolutionMs) => {
      replayMetricsServer([mergeBatches(batches), ...batches], resolutionMs);
    }),
    { seed: 3 },
  );
});
