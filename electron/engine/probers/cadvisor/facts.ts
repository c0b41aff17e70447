import type { Reads } from '../../../../shared/analysis/series/counterRate';
import { parseCgroupId } from '../../../../shared/cgroup/parseId';
import { CADVISOR_GROUPS } from '../../../../shared/knowledge/cadvisorGroups';
import type { Observation } from '../../../../shared/model/observation';
import type { SummaryLook } from '../kubelet/facts';
import type { LookedAnswer, Parsed } from '../prober';
import type { SeenTarget } from '../prometheus/seenTarget';
import { readExposition } from '../readAnswer';
import { Copies } from '../tally';
import type { ContainerCpus } from './containerCpu';
import { type ContainerUse, ContainerUseReader, USE_FAMILIES } from './containerUse';
import type { Presences } from './presence';

/** One exposition of a cAdvisor, reduced to what says whether it is whole. */
export interface CadvisorLook {
  readonly version?: string;
  readonly families: number;
  readonly samples: number;
  /** Option groups seen, by the family that proves each. */
  readonly groups: readonly string[];
  /** Cgroups that are containers by their path. */
  readonly containerCgroups: number;
  /** Of those, how many carry the name of their container in a label. */
  readonly labelled: number;
  /** Cgroup paths of the others. */
  readonly unlabelled: readonly string[];
  /** Cgroup path of each container -> whether it carries the name of its container or pod. */
  readonly containers: ReadonlyMap<string, boolean>;
  /** "NS/POD/CONTAINER" of those whose labels name all three. */
  readonly names: ReadonlySet<string>;
  /** Containers ("NS/POD/CONTAINER") that more than one cgroup has the name of. */
  readonly doubled: readonly DoubledContainer[];
  /** API uids of the pods whose cgroups were seen (a static pod: its config hash). */
  readonly podUids: readonly string[];
  /** cgroup path -> when it was last read, from the explicit timestamps of its CPU usage. */
  readonly housekeptMs: ReadonlyMap<string, number>;
  readonly use: ContainerUse;
  readonly seriesByFamily: ReadonlyMap<string, number>;
  /** Samples of stats without an explicit timestamp: then Prometheus stamps them with the scrape. */
  readonly withoutTimestamp: boolean;
}

/** Cgroups that bear one container's name, with when each was last read. */
export interface DoubledContainer {
  readonly container: string;
  readonly copies: readonly { readonly id: string; readonly atMs: number }[];
}

export interface CadvisorFacts {
  readonly of: 'cadvisor';
  readonly depth: 'whole' | 'bulk';
  /** In a bulk look: what a Prometheus says of scraping it. */
  readonly target?: SeenTarget;
  /** The kubelet's feature gate PodAndContainerStatsFromCRI; undefined: not seen. */
  readonly statsFromCri?: boolean;
  /** The summary of the same kubelet, as it was last read. */
  readonly summary?: Observation<SummaryLook>;
  readonly exposition?: Observation<CadvisorLook>;
  /** Seconds between two reads of the same cgroup, over all looks so far; newest last. */
  readonly periods: readonly number[];
  /**
   * The same without the time between the looks, newest last: a cgroup may have been read several times in between, so that
   * this is the least that one period can have been. Negative where nothing is proven.
   */
  readonly leastPeriods: readonly number[];
  /** Looks at it so far, and what came and went in them. */
  readonly looks: number;
  readonly presences?: Presences;
  readonly cpus?: ContainerCpus;
  /** Of the containers, for rates. */
  readonly use?: Reads<ContainerUse>;
}

export function isCadvisorFacts(facts: unknown): facts is CadvisorFacts {
  return typeof facts === 'object' && facts !== null && 'of' in facts && facts.of === 'cadvisor';
}

/** Labels under which the kubelet's and a standalone cAdvisor name the container (facts 3.4). */
const CONTAINER_LABELS = ['container', 'container_label_io_kubernetes_container_name'];
const POD_LABELS = ['pod', 'container_label_io_kubernetes_pod_name'];

const LOOKED_AT: ReadonlySet<string> = new Set(['cadvisor_version_info', ...USE_FAMILIES]);
const isLookedAt = (name: string): boolean => LOOKED_AT.has(name);

export function readCadvisor(answer: LookedAnswer): Parsed<CadvisorLook> {
  const exposition = readExposition(answer);
  if (!exposition.ok) return exposition;
  const seen = { version: undefined as string | undefined, withoutTimestamp: false };
  const containers = new Map<string, boolean>();
  const podUids = new Set<string>();
  const byName = new Map<string, Map<string, number>>();
  const containerNames = new Set<string>();
  const housekeptMs = new Map<string, number>();
  const names = exposition.value.counts();
  const ids = new Copies();
  const use = new ContainerUseReader(ids);
  for (const { name, labels, value, timestampMs } of exposition.value.samplesNamed(isLookedAt)) {
    use.see(name, labels, value);
    if (name === 'cadvisor_version_info') seen.version = labels['cadvisorVersion'] || labels['cadvisorRevision'];
    if (name !== 'container_cpu_usage_seconds_total') continue;
    const id = ids.of(labels['id'] ?? '');
    if (timestampMs === undefined) seen.withoutTimestamp = true;
    else housekeptMs.set(id, timestampMs);
    const cgroup = parseCgroupId(id);
    if (cgroup.podUid !== undefined) podUids.add(cgroup.podUid);
    // The sandbox has a pod and no container name; it counts as labelled.
    if (cgroup.kind !== 'container') continue;
    containers.set(id, hasAny(labels, CONTAINER_LABELS) || hasAny(labels, POD_LABELS));
    const container = fullName(labels);
    if (container === undefined) continue;
    containerNames.add(container);
    if (timestampMs !== undefined) nameCopy(byName, container, id, timestampMs);
  }
  const { families, sampleCount } = exposition.value;
  return {
    ok: true,
    value: {
      version: seen.version,
      families: families.size,
      samples: sampleCount,
      groups: CADVISOR_GROUPS.filter(({ families: known }) => known.some((family) => names.has(family))).map(({ group }) => group),
      containerCgroups: containers.size,
      labelled: [...containers.values()].filter(Boolean).length,
      unlabelled: [...containers].flatMap(([id, named]) => (named ? [] : [id])),
      containers,
      names: containerNames,
      doubled: doubledIn(byName),
      podUids: [...podUids],
      housekeptMs,
      use: use.use(),
      seriesByFamily: names,
      withoutTimestamp: seen.withoutTimestamp,
    },
  };
}

function fullName({ namespace = '', pod = '', container = '' }: Record<string, string>): string | undefined {
  return pod === '' || container === '' ? undefined : `${namespace}/${pod}/${container}`;
}

function nameCopy(byName: Map<string, Map<string, number>>, name: string, id: string, atMs: number): void {
  const copies = byName.get(name) ?? new Map<string, number>();
  copies.set(id, atMs);
  byName.set(name, copies);
}

function doubledIn(byName: ReadonlyMap<string, ReadonlyMap<string, number>>): readonly DoubledContainer[] {
  return [...byName].flatMap(([container, copies]) =>
    copies.size < 2 ? [] : [{ container, copies: [...copies].map(([id, atMs]) => ({ id, atMs })) }],
  );
}

function hasAny(labels: Record<string, string>, names: readonly string[]): boolean {
  return names.some((name) => (labels[name] ?? '') !== '');
}

/** How far each cgroup's time moved since the look before, in seconds; one that did not move is left out. */
export function movedSince(before: CadvisorLook | undefined, now: CadvisorLook): number[] {
  if (!before) return [];
  const moved: number[] = [];
  for (const [id, atMs] of now.housekeptMs) {
    const earlier = before.housekeptMs.get(id);
    if (earlier !== undefined && atMs > earlier) moved.push((atMs - earlier) / 1000);
  }
  return moved;
}
