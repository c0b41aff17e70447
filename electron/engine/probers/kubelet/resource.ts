import type { LookedAnswer, Parsed } from '../prober';
import { readExposition } from '../readAnswer';

/** What /metrics/resource of one kubelet said, in one pass. */
export interface ResourceLook {
  readonly containers: number;
  readonly nodeCpuSeconds?: number;
  /** When it was that much; undefined without an explicit timestamp. */
  readonly nodeCpuAtMs?: number;
  readonly nodeMemoryBytes?: number;
  /** Of the explicit timestamps; undefined when no sample has one. */
  readonly newestMs?: number;
  readonly oldestMs?: number;
  /** The kubelet could not read its own stats: then nothing else is exposed, with status 200. */
  readonly scrapeError: boolean;
  /** Containers ("NS/POD/CONTAINER") with a CPU or memory value of 0: metrics-server drops their pods. */
  readonly zeroed: readonly string[];
}

/** Facts 3.2: names since Kubernetes 1.20; resource_scrape_error since 1.29, scrape_error before. */
export function readResource(answer: LookedAnswer): Parsed<ResourceLook> {
  const exposition = readExposition(answer);
  if (!exposition.ok) return exposition;
  let containers = 0;
  let newestMs: number | undefined;
  let oldestMs: number | undefined;
  let scrapeError = false;
  const node: { cpu?: number; cpuAtMs?: number; memory?: number } = {};
  const zeroed = new Set<string>();
  for (const { name, labels, value, timestampMs } of exposition.value.samples()) {
    if (timestampMs !== undefined) {
      newestMs = Math.max(newestMs ?? timestampMs, timestampMs);
      oldestMs = Math.min(oldestMs ?? timestampMs, timestampMs);
    }
    if (name === 'node_cpu_usage_seconds_total') {
      node.cpu = value;
      node.cpuAtMs = timestampMs;
    } else if (name === 'node_memory_working_set_bytes') node.memory = value;
    else if (name === 'resource_scrape_error' || name === 'scrape_error') scrapeError ||= value === 1;
    else if (name === 'container_cpu_usage_seconds_total') containers += 1;
    const usage = name === 'container_cpu_usage_seconds_total' || name === 'container_memory_working_set_bytes';
    if (usage && value === 0) zeroed.add(`${labels['namespace']}/${labels['pod']}/${labels['container']}`);
  }
  return {
    ok: true,
    value: {
      containers,
      nodeCpuSeconds: node.cpu,
      nodeCpuAtMs: node.cpuAtMs,
      nodeMemoryBytes: node.memory,
      newestMs,
      oldestMs,
      scrapeError,
      zeroed: [...zeroed],
    },
  };
}
