import type { Reads } from '../../../../shared/analysis/series/counterRate';
import type { Observation } from '../../../../shared/model/observation';
import type { LookedAnswer, Parsed } from '../prober';
import type { SeenTarget } from '../prometheus/seenTarget';
import { readExposition } from '../readAnswer';
import { NODE_COUNTED, type NodeCounts, NodeCountsReader } from './nodeCounts';

export interface ExpositionLook {
  readonly families: number;
  readonly samples: number;
  readonly version?: string;
  readonly startedMs?: number;
  /** node-exporter: collectors that failed at this scrape (node_scrape_collector_success 0). */
  readonly failedCollectors: readonly string[];
  /** Pushgateway: when each group was last pushed (push_time_seconds). */
  readonly pushedMs: readonly number[];
  readonly node: NodeCounts;
}

/** `whole`: asked itself, when a way is known. `bulk`: judged by what Prometheus says of its target. */
export type ExporterFacts =
  | {
      readonly of: 'exporter';
      readonly depth: 'whole';
      readonly metrics?: Observation<ExpositionLook>;
      readonly node?: Reads<NodeCounts>;
    }
  | { readonly of: 'exporter'; readonly depth: 'bulk'; readonly target?: SeenTarget; readonly node?: Reads<NodeCounts> };

export function isExporterFacts(facts: unknown): facts is ExporterFacts {
  return typeof facts === 'object' && facts !== null && 'of' in facts && facts.of === 'exporter';
}

const BUILD_INFO = /^(node_exporter|pushgateway|otelcol|alloy)_build_info$/;

const LOOKED_AT: ReadonlySet<string> = new Set([
  ...NODE_COUNTED,
  'process_start_time_seconds',
  'node_scrape_collector_success',
  'push_time_seconds',
]);
const isLookedAt = (name: string): boolean => LOOKED_AT.has(name) || BUILD_INFO.test(name);

export function readLook(answer: LookedAnswer): Parsed<ExpositionLook> {
  const exposition = readExposition(answer);
  if (!exposition.ok) return exposition;
  const seen: { version?: string; startedMs?: number } = {};
  const failedCollectors: string[] = [];
  const pushedMs: number[] = [];
  const node = new NodeCountsReader();
  for (const { name, labels, value } of exposition.value.samplesNamed(isLookedAt)) {
    node.see(name, labels, value);
    if (BUILD_INFO.test(name)) seen.version = labels['version'];
    else if (name === 'process_start_time_seconds') seen.startedMs = value * 1000;
    else if (name === 'node_scrape_collector_success' && value === 0) failedCollectors.push(labels['collector'] ?? '?');
    else if (name === 'push_time_seconds') pushedMs.push(value * 1000);
  }
  const { families, sampleCount } = exposition.value;
  return { ok: true, value: { families: families.size, samples: sampleCount, failedCollectors, pushedMs, node: node.counts(), ...seen } };
}
