import type { Reads } from '../../../../shared/analysis/series/counterRate';
import type { Observation } from '../../../../shared/model/observation';
import type { Checks } from '../kube-apiserver/checks';
import type { MetricsApiFacts } from '../metrics-api/facts';
import type { LookedAnswer, Parsed } from '../prober';
import { readExposition } from '../readAnswer';
import { Tally } from '../tally';

/** What its own /metrics tells of its scrapes (facts 6.1). */
export interface ScrapeCounters {
  readonly succeeded: number;
  readonly failed: number;
  readonly storedNodes?: number;
  readonly storedContainers?: number;
  /** Of its requests, by node: seconds they took together, and how many they were. */
  readonly nodeSeconds: ReadonlyMap<string, number>;
  readonly nodeRequests: ReadonlyMap<string, number>;
}

export interface MetricsServerFacts {
  readonly of: 'metrics-server';
  readonly readyz?: Observation<Checks>;
  readonly metrics?: Observation<ScrapeCounters>;
  readonly counters?: Reads<ScrapeCounters>;
  /** The last look at the API it serves. */
  readonly api?: MetricsApiFacts;
}

export function isMetricsServerFacts(facts: unknown): facts is MetricsServerFacts {
  return typeof facts === 'object' && facts !== null && 'of' in facts && facts.of === 'metrics-server';
}

export function readCounters(answer: LookedAnswer): Parsed<ScrapeCounters> {
  const exposition = readExposition(answer);
  if (!exposition.ok) return exposition;
  const seen = { succeeded: 0, failed: 0 };
  const stored: { node?: number; container?: number } = {};
  const seconds = new Tally();
  const requests = new Tally();
  for (const { name, labels, value } of exposition.value.samplesNamed((name) => name.startsWith('metrics_server_'))) {
    if (name === 'metrics_server_kubelet_request_total') {
      if (labels['success'] === 'true') seen.succeeded += value;
      else seen.failed += value;
    } else if (name === 'metrics_server_kubelet_request_duration_seconds_sum') {
      seconds.add(labels['node'] ?? '?', value);
    } else if (name === 'metrics_server_kubelet_request_duration_seconds_count') {
      requests.add(labels['node'] ?? '?', value);
    } else if (name === 'metrics_server_storage_points') {
      if (labels['type'] === 'node') stored.node = value;
      else if (labels['type'] === 'container') stored.container = value;
    }
  }
  const byNode = { nodeSeconds: seconds.values, nodeRequests: requests.values };
  return { ok: true, value: { ...seen, storedNodes: stored.node, storedContainers: stored.container, ...byNode } };
}
