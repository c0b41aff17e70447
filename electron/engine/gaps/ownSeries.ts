import type { Discovered } from '../../../shared/model/component';
import type { Labels } from '../../../shared/promql/labels';
import type { SampleStore } from '../store/samples/sampleStore';
import { labelsOfKey, sampleKey, scrapeTarget } from '../store/samples/scrapeTarget';
import { samplesIn } from '../store/samples/storedSeries';
import type { TargetSamples } from '../store/samples/targetSamples';
import type { RawSpan } from './source';
import type { KnownTarget } from './targets';

/** One series of a target as Hopscope itself read it. */
export interface OwnSeries {
  readonly id: string;
  readonly labels: Labels;
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
}

/** What of a target was read directly in a stretch. */
export interface OwnTarget {
  readonly readsMs: Float64Array;
  readonly series: readonly OwnSeries[];
}

/** Series offered for comparing; what else there is says the same of the gap. */
const MOST_SERIES = 40;
/** What people watch, in this order; then everything else by name. */
const USUAL = [
  'container_memory_working_set_bytes',
  'container_cpu_usage_seconds_total',
  'node_memory_working_set_bytes',
  'node_cpu_usage_seconds_total',
  'kubelet_running_pods',
  'node_load1',
  'node_memory_MemAvailable_bytes',
  'process_resident_memory_bytes',
  'process_cpu_seconds_total',
  'go_goroutines',
];
/** No line over time: parts of histograms, moments, constants. */
const NO_LINE = /(_bucket|_created|_info|_build_info|_start_time_seconds|_timestamp_seconds|_last_seen)$|^up$/;

/**
 * The samples that Hopscope took of a target of Prometheus, by the same path of the same node or pod; undefined where it looks at
 * none there. `offsetMs`: server clock minus local; times that samples bring themselves are of the server.
 */
export function ownTarget(
  samples: SampleStore,
  discovered: readonly Discovered[],
  known: KnownTarget,
  { fromMs, toMs }: RawSpan,
  offsetMs: number,
): OwnTarget | undefined {
  const path = pathOf(known.target.url);
  const name = discovered
    .filter((found) => isBehind(found, known))
    .map(({ id }) => scrapeTarget(id, path))
    .find((each) => samples.has(each));
  if (name === undefined) return undefined;
  const target = samples.target(name);
  const up = target.names.find(sampleKey('up', {}));
  const reads = up === undefined ? new Float64Array() : samplesIn(target, up, fromMs - 1, toMs).timesMs;
  const scrapes = new Set(reads);
  const series = chosenKeys(target).flatMap(({ slot, key }): readonly OwnSeries[] => {
    const { timesMs, values } = samplesIn(target, slot, fromMs - 1, toMs);
    if (timesMs.length < 2) return [];
    const own = !scrapes.has(timesMs[0] ?? 0);
    return [{ id: key, labels: labelsOfKey(key), timesMs: own ? timesMs.map((atMs) => atMs - offsetMs) : timesMs, values }];
  });
  return { readsMs: reads, series: mostFirst(series) };
}

function pathOf(url: string | undefined): string {
  try {
    return url === undefined ? '/metrics' : new URL(url).pathname.replace(/\/$/, '');
  } catch {
    return '/metrics';
  }
}

/** The kubelet of the same node, or who runs in that one pod: of several pods a look at their Service may be at any. */
function isBehind({ card, node, namespace, pods }: Discovered, { target }: KnownTarget): boolean {
  if (target.isKubelet) return (card === 'kubelet' || card === 'cadvisor') && node !== undefined && node === target.node;
  return target.pod !== undefined && namespace === target.pod.namespace && pods.length === 1 && pods[0] === target.pod.name;
}

function chosenKeys({ names }: TargetSamples) {
  const all = [...names.all()].map(({ slot, key }) => ({ slot, key, name: nameOf(key) })).filter(({ name }) => !NO_LINE.test(name));
  const usual = all.filter(({ name }) => USUAL.includes(name));
  if (usual.length > 0) return usual;
  return all.sort((a, b) => (a.key < b.key ? -1 : 1)).slice(0, MOST_SERIES);
}

function nameOf(key: string): string {
  return labelsOfKey(key)['__name__'] ?? '';
}

/** By name in the order of USUAL, the largest first; the sums of cgroups (no container named) after their parts. */
function mostFirst(series: readonly OwnSeries[]): readonly OwnSeries[] {
  const place = ({ labels }: OwnSeries) => USUAL.indexOf(labels['__name__'] ?? '') + (isSum(labels) ? USUAL.length : 0);
  const last = ({ values }: OwnSeries) => values[values.length - 1] ?? 0;
  const names = [...new Set(series.map(({ labels }) => labels['__name__']))];
  const each = Math.max(4, Math.floor(MOST_SERIES / Math.max(1, names.length)));
  return names
    .flatMap((name) =>
      series
        .filter(({ labels }) => labels['__name__'] === name)
        .sort((a, b) => Number(isSum(a.labels)) - Number(isSum(b.labels)) || last(b) - last(a))
        .slice(0, each),
    )
    .sort((a, b) => place(a) - place(b) || last(b) - last(a))
    .slice(0, MOST_SERIES);
}

function isSum({ __name__: name = '', container }: Labels): boolean {
  return name.startsWith('container_') && (container === undefined || container === '' || container === 'POD');
}
