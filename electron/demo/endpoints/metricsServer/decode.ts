import { type ContainerPoint, isComplete, type NodeBatch, nanos, type PodPoints, type Point } from './points';

export type Decoded = { readonly ok: true; readonly batch: NodeBatch } | { readonly ok: false; readonly error: string };

type Partly = { -readonly [K in keyof Point]?: Point[K] };

interface Found {
  readonly node: Partly;
  /** By "namespace/name", then container. */
  readonly pods: Map<string, { namespace: string; name: string; containers: Map<string, Partly> }>;
}

/**
 * The five families that metrics-server reads of /metrics/resource (pkg/scraper/client/resource/decode.go). An
 * unreadable line drops the node's whole scrape; an incomplete container drops its whole pod.
 */
export function decodeResources(text: string, requestedMs: number): Decoded {
  const found: Found = { node: {}, pods: new Map() };
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const match = sample.exec(line);
    if (match === null) return { ok: false, error: `expected value after metric, got ${JSON.stringify(line.slice(0, 60))}` };
    const [, name = '', labels = '', value = '', stamp] = match;
    if (stamp?.startsWith('-')) return { ok: false, error: `expected timestamp or new record, got ${JSON.stringify(stamp)}` };
    take(found, name, labels, Number(value), stamp === undefined ? requestedMs : Number(stamp));
  }
  return { ok: true, batch: toBatch(found) };
}

const sample = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{([^}]*)\})? +(\S+)(?: +(-?\d+))?$/;

function take(found: Found, name: string, labels: string, value: number, atMs: number): void {
  switch (name) {
    case 'node_cpu_usage_seconds_total':
      Object.assign(found.node, { cpuNanos: nanos(value), atMs });
      return;
    case 'node_memory_working_set_bytes':
      Object.assign(found.node, { memoryBytes: Math.floor(value), atMs });
      return;
    case 'container_cpu_usage_seconds_total':
      Object.assign(containerOf(found, labels), { cpuNanos: nanos(value), atMs });
      return;
    case 'container_memory_working_set_bytes':
      Object.assign(containerOf(found, labels), { memoryBytes: Math.floor(value), atMs });
      return;
    case 'container_start_time_seconds':
      Object.assign(containerOf(found, labels), { startedMs: Math.round(value * 1000) });
      return;
  }
}

function containerOf(found: Found, labels: string): Partly {
  const [container, namespace, name] = ['container', 'namespace', 'pod'].map((label) => labelValue(labels, label));
  const key = `${namespace}/${name}`;
  const pod = found.pods.get(key) ?? { namespace: namespace ?? '', name: name ?? '', containers: new Map<string, Partly>() };
  found.pods.set(key, pod);
  const point = pod.containers.get(container ?? '') ?? {};
  pod.containers.set(container ?? '', point);
  return point;
}

function labelValue(labels: string, name: string): string {
  const from = labels.startsWith(`${name}="`) ? name.length + 2 : labels.indexOf(`,${name}="`) + name.length + 3;
  return labels.slice(from, labels.indexOf('"', from));
}

function toBatch(found: Found): NodeBatch {
  const pods = [...found.pods.values()].flatMap((pod): PodPoints[] => {
    const containers: ContainerPoint[] = [];
    for (const [name, point] of pod.containers) {
      if (!isComplete(point)) return [];
      containers.push({ name, ...point });
    }
    return [{ namespace: pod.namespace, name: pod.name, containers }];
  });
  return isComplete(found.node) ? { node: found.node, pods } : { pods };
}
