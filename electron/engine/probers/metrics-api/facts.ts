import { z } from 'zod';
import type { Observation } from '../../../../shared/model/observation';
import { parseGoDuration, parseQuantity } from '../../../../shared/model/quantity';
import type { PortAnswer } from '../../cluster/port';
import type { Parsed } from '../prober';
import { readJson } from '../readAnswer';

export interface ServedUsage {
  readonly name: string;
  readonly namespace?: string;
  /** End of the window: when the newer of the two samples was taken. Not creationTimestamp, which is the time of the answer. */
  readonly timestampMs: number;
  readonly windowSeconds: number;
  readonly cpuCores: number;
  readonly memoryBytes: number;
}

/** What the Metrics API served at one look. */
export interface MetricsApiFacts {
  readonly of: 'metrics-api';
  readonly nodes: Observation<readonly ServedUsage[]>;
  readonly pods: Observation<readonly ServedUsage[]>;
}

export function isMetricsApiFacts(facts: unknown): facts is MetricsApiFacts {
  return typeof facts === 'object' && facts !== null && 'of' in facts && facts.of === 'metrics-api';
}

const Usage = z.object({ cpu: z.string(), memory: z.string() });
const Item = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string().optional() }),
  timestamp: z.string(),
  window: z.string(),
  usage: Usage.optional(),
  containers: z.array(z.object({ name: z.string(), usage: Usage })).optional(),
});
const readList = readJson(z.object({ items: z.array(Item) }));

/** A NodeMetricsList or PodMetricsList of metrics.k8s.io/v1beta1; a pod's usage is the sum over its containers. */
export function readUsage(answer: PortAnswer): Parsed<readonly ServedUsage[]> {
  const list = readList(answer);
  if (!list.ok) return list;
  const served: ServedUsage[] = [];
  for (const item of list.value.items) {
    const usages = item.usage ? [item.usage] : (item.containers ?? []).map((container) => container.usage);
    const windowSeconds = parseGoDuration(item.window);
    const timestampMs = Date.parse(item.timestamp);
    const cpu = sum(usages.map((usage) => parseQuantity(usage.cpu)));
    const memory = sum(usages.map((usage) => parseQuantity(usage.memory)));
    if (windowSeconds === undefined || Number.isNaN(timestampMs) || cpu === undefined || memory === undefined) {
      return { ok: false, error: `${item.metadata.name}: a quantity, window or timestamp that cannot be read` };
    }
    served.push({
      name: item.metadata.name,
      namespace: item.metadata.namespace,
      timestampMs,
      windowSeconds,
      cpuCores: cpu,
      memoryBytes: memory,
    });
  }
  return { ok: true, value: served };
}

function sum(values: readonly (number | undefined)[]): number | undefined {
  let total = 0;
  for (const value of values) {
    if (value === undefined) return undefined;
    total += value;
  }
  return total;
}
