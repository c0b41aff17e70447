import type { Reads } from '../../../../shared/analysis/series/counterRate';
import { OTHERS } from '../../../../shared/model/chart';
import type { Observation } from '../../../../shared/model/observation';
import type { LookedAnswer, Parsed } from '../prober';
import { readExposition } from '../readAnswer';
import { Tally } from '../tally';

export interface StateLook {
  readonly families: number;
  readonly samples: number;
  /** HELP and TYPE are written for families without a sample too. */
  readonly emptyFamilies: number;
  /** Objects exposed, by the one family of each resource that has a sample an object. */
  readonly objects: ReadonlyMap<string, number>;
  /** "kube_pod_labels", "kube_node_annotations" -> series of it. */
  readonly labelFamilies: ReadonlyMap<string, number>;
  /** "pod" -> series of every family of it. */
  readonly seriesByResource: ReadonlyMap<string, number>;
}

export interface TelemetryLook {
  readonly version?: string;
  readonly totalShards?: number;
  readonly shard?: number;
  /** "*v1.Node" -> counts since it started. */
  readonly lists: ReadonlyMap<string, { readonly success: number; readonly error: number }>;
  readonly watches: WatchResults;
}

export interface WatchResults {
  readonly success: number;
  readonly error: number;
}

export interface KsmFacts {
  readonly of: 'kube-state-metrics';
  readonly metrics?: Observation<StateLook>;
  readonly telemetry?: Observation<TelemetryLook>;
  /** To see which errors still grow, and for rates. */
  readonly counters?: Reads<TelemetryLook>;
}

export function isKsmFacts(facts: unknown): facts is KsmFacts {
  return typeof facts === 'object' && facts !== null && 'of' in facts && facts.of === 'kube-state-metrics';
}

/** One family a resource that has exactly one sample for each object (KSM docs/metrics). */
export const OBJECT_FAMILIES: Readonly<Record<string, string>> = {
  nodes: 'kube_node_info',
  pods: 'kube_pod_info',
  services: 'kube_service_info',
  deployments: 'kube_deployment_created',
};

const RESOURCE_OF = new Map(Object.entries(OBJECT_FAMILIES).map(([resource, family]) => [family, resource]));

/** "kube_pod_container_info" is of pods: a resource is one word (docs/metrics). */
const RESOURCE_IN_NAME = /^kube_([a-z0-9]+)_/;

/** Labels and annotations of objects as series: opt-in since 2.0 (docs/developer/cli-arguments). */
const LABEL_FAMILY = /^kube_[a-z0-9]+_(labels|annotations)$/;

export function readState(answer: LookedAnswer): Parsed<StateLook> {
  const exposition = readExposition(answer);
  if (!exposition.ok) return exposition;
  const { families, sampleCount } = exposition.value;
  const objects = new Map<string, number>(Object.keys(OBJECT_FAMILIES).map((resource) => [resource, 0]));
  const counts = exposition.value.counts();
  const byResource = new Tally();
  for (const [name, count] of counts) {
    byResource.add(RESOURCE_IN_NAME.exec(name)?.[1] ?? OTHERS, count);
    const resource = RESOURCE_OF.get(name);
    if (resource !== undefined) objects.set(resource, count);
  }
  return {
    ok: true,
    value: {
      families: families.size,
      samples: sampleCount,
      emptyFamilies: [...families.keys()].filter((name) => !counts.has(name)).length,
      objects,
      labelFamilies: new Map([...counts].filter(([name]) => LABEL_FAMILY.test(name))),
      seriesByResource: byResource.values,
    },
  };
}

/** Its own registry on 8081 (facts 5.3). */
export function readTelemetry(answer: LookedAnswer): Parsed<TelemetryLook> {
  const exposition = readExposition(answer);
  if (!exposition.ok) return exposition;
  const lists = new Map<string, { success: number; error: number }>();
  const seen: { version?: string; totalShards?: number; shard?: number } = {};
  const watches = { success: 0, error: 0 };
  for (const { name, labels, value } of exposition.value.samplesNamed((name) => name.startsWith('kube_state_metrics_'))) {
    if (name === 'kube_state_metrics_list_total') {
      const resource = labels['resource'] ?? '?';
      const counts = lists.get(resource) ?? { success: 0, error: 0 };
      if (labels['result'] === 'error') counts.error += value;
      else counts.success += value;
      lists.set(resource, counts);
    } else if (name === 'kube_state_metrics_watch_total') watches[labels['result'] === 'error' ? 'error' : 'success'] += value;
    else if (name === 'kube_state_metrics_total_shards') seen.totalShards = value;
    else if (name === 'kube_state_metrics_shard_ordinal') seen.shard = value;
    else if (name === 'kube_state_metrics_build_info') seen.version = labels['version'];
  }
  return { ok: true, value: { ...seen, lists, watches } };
}

export function listErrors(telemetry: TelemetryLook): number {
  return [...telemetry.lists.values()].reduce((sum, counts) => sum + counts.error, 0);
}
