import type { Buckets } from '../../../../shared/analysis/series/histogramQuantile';
import type { LookedAnswer, Parsed } from '../prober';
import { readExposition } from '../readAnswer';
import { BucketsBy, Tally } from '../tally';

/** What of its own /metrics is charted. */
export interface ApiserverCounts {
  readonly memoryBytes?: number;
  /** "pods", "deployments.apps" -> objects in its storage. */
  readonly objects: ReadonlyMap<string, number>;
  /** By verb. WATCH and CONNECT last as long as someone watches: they have no latency. */
  readonly requests: ReadonlyMap<string, Buckets>;
}

const LASTING: ReadonlySet<string> = new Set(['WATCH', 'WATCHLIST', 'CONNECT', 'PROXY']);

const COUNTED: ReadonlySet<string> = new Set([
  'apiserver_request_duration_seconds_bucket',
  'apiserver_resource_objects',
  'apiserver_storage_objects',
  'process_resident_memory_bytes',
]);
const isCounted = (name: string): boolean => COUNTED.has(name);

/** apiserver_resource_objects since Kubernetes 1.34, apiserver_storage_objects until they are gone; both hold the same. */
export function readApiserverCounts(answer: LookedAnswer): Parsed<ApiserverCounts> {
  const exposition = readExposition(answer);
  if (!exposition.ok) return exposition;
  const objects = { resource: new Tally(), storage: new Tally() };
  const requests = new BucketsBy();
  let memoryBytes: number | undefined;
  for (const { name, labels, value } of exposition.value.samplesNamed(isCounted)) {
    if (name === 'apiserver_request_duration_seconds_bucket') {
      const verb = labels['verb'] ?? '?';
      if (!LASTING.has(verb)) requests.add(verb, labels['le'] ?? '', value);
    } else if (name === 'apiserver_resource_objects') objects.resource.add(resourceName(labels), unlessUnknown(value));
    else if (name === 'apiserver_storage_objects') objects.storage.add(resourceName(labels), unlessUnknown(value));
    else if (name === 'process_resident_memory_bytes') memoryBytes = value;
  }
  const stored = objects.resource.values.size > 0 ? objects.resource : objects.storage;
  return { ok: true, value: { memoryBytes, objects: stored.values, requests: requests.values } };
}

/** The newer family has the group in a label of its own, the older one behind the resource. */
function resourceName(labels: Readonly<Record<string, string>>): string {
  const { resource = '?', group = '' } = labels;
  return group === '' || resource.includes('.') ? resource : `${resource}.${group}`;
}

/** -1 where its storage could not be asked. */
function unlessUnknown(count: number): number {
  return Math.max(0, count);
}
