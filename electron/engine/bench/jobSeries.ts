import { withTargetLabels } from '../../../shared/analysis/why/labels';
import type { WhyPlace, WhyTarget } from '../../../shared/analysis/why/scene';
import { targetsOf } from '../../../shared/analysis/why/targetsOf';
import type { ReadExposition } from '../../../shared/exposition/exposition';
import { parseDuration } from '../../../shared/relabel/duration';
import type { Tried } from '../../../shared/relabel/overAll';
import type { Grouped } from '../../../shared/relabel/ruleCost';
import { Expositions } from '../session/expositions';
import type { Session } from '../session/session';
import { type Observed, sourcesWith, type WhySession } from '../why/sources';

export type BenchSession = WhySession & Pick<Session, 'readings'>;

/** What was read of a target the last time, or why nothing was. */
export type TargetReading =
  | { readonly state: 'read'; readonly exposition: ReadExposition; readonly atMs: number }
  | { readonly state: 'unread'; readonly because: string };

export interface ReadTarget {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly intervalMs: number;
  readonly reading: TargetReading;
}

export interface JobTargets {
  readonly name: string;
  readonly intervalMs: number;
  readonly honorLabels: boolean;
}

/** The targets of a job, each with the exposition that was read last of its source. */
export function readTargetsOf(session: BenchSession, job: JobTargets, targets: readonly WhyTarget[]): readonly ReadTarget[] {
  const expositions = new Expositions(session.readings);
  const places = sourcesWith(session, (observation) => readingOf(observation, session, expositions));
  const readings = readingsByTarget(places, targets);
  return targets.map((target) => ({
    name: target.labels['instance'] ?? target.url,
    labels: target.labels,
    intervalMs: intervalOf(target, job),
    reading: readings.get(target) ?? { state: 'unread', because: 'none of the components that were found answers for it' },
  }));
}

function readingOf(observation: Observed, { answers }: BenchSession, expositions: Expositions): TargetReading | undefined {
  if (observation.state !== 'ok') return { state: 'unread', because: observation.because };
  const kept = observation.answerId === undefined ? undefined : answers.get(observation.answerId);
  const exposition = kept && expositions.of(kept);
  if (kept === undefined || exposition === undefined) return undefined;
  if (!exposition.ok) return { state: 'unread', because: exposition.error };
  return { state: 'read', exposition: exposition.value, atMs: kept.atMs };
}

/** Which of many targets a source may be is asked by names first: every pair would be too many in a large cluster. */
function readingsByTarget(
  places: readonly (WhyPlace & { readonly exposition: TargetReading })[],
  targets: readonly WhyTarget[],
): ReadonlyMap<WhyTarget, TargetReading> {
  const named = new Map<string, WhyTarget[]>();
  for (const target of targets) for (const name of namesOfTarget(target)) named.set(name, [...(named.get(name) ?? []), target]);
  const readings = new Map<WhyTarget, TargetReading>();
  for (const place of places) {
    const near = new Set(namesOfPlace(place).flatMap((name) => named.get(name) ?? []));
    for (const target of targetsOf(place, { active: [...near], dropped: [] })) {
      if (readings.get(target)?.state !== 'read') readings.set(target, place.exposition);
    }
  }
  return readings;
}

const NAMING = [
  'node',
  'pod',
  '__meta_kubernetes_node_name',
  '__meta_kubernetes_pod_name',
  '__meta_kubernetes_service_name',
  '__meta_kubernetes_endpoint_address_target_name',
  '__meta_kubernetes_endpointslice_address_target_name',
];

function namesOfTarget({ labels, discovered, url }: WhyTarget): ReadonlySet<string> {
  const host = /^[a-z]+:\/\/(\[[^\]]*\]|[^/:]+)/.exec(url)?.[1] ?? '';
  return new Set([host, ...NAMING.flatMap((name) => [labels[name] ?? '', discovered[name] ?? ''])]);
}

function namesOfPlace({ node, pods, service, hosts }: WhyPlace): readonly string[] {
  return [...(node === undefined ? [] : [node]), ...pods.map(({ name }) => name), ...(service?.split('/').slice(1) ?? []), ...hosts].filter(
    Boolean,
  );
}

/** Rules may give a target an interval of its own. */
function intervalOf({ discovered }: WhyTarget, job: JobTargets): number {
  const own = parseDuration(discovered['__scrape_interval__'] ?? '');
  return own.ok && own.value > 0 ? own.value : job.intervalMs;
}

/** All series of the targets that were read, with their targets' labels, as metric_relabel_configs get them. */
export function seriesTried(targets: readonly ReadTarget[], honorLabels: boolean): Tried & Grouped {
  const starts: number[] = [];
  let count = 0;
  for (const { reading } of targets) {
    starts.push(count);
    if (reading.state === 'read') count += reading.exposition.sampleCount;
  }
  const targetAt = (index: number): number => lastNotAfter(starts, index);
  return {
    count,
    targetAt,
    labelsAt: (index) => {
      const at = targetAt(index);
      const target = targets[at];
      if (target?.reading.state !== 'read') return {};
      const { columns, catalogue } = target.reading.exposition;
      const series = columns.series[index - (starts[at] ?? 0)] ?? 0;
      return withTargetLabels(catalogue.nameOf(series), catalogue.labelsOf(series), target.labels, honorLabels);
    },
  };
}

/** Of ascending starts the place of the last that is not after; of equal ones (nothing begins there) the last. */
export function lastNotAfter(starts: readonly number[], index: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}
