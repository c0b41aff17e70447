import { parseCgroupId } from '../../../../shared/cgroup/parseId';
import { type Copies, Tally } from '../tally';

/**
 * What the containers use, by cgroup path. Cgroups above them (pods, QoS classes, the root) hold the same seconds and
 * bytes again and are left out, so that a sum over these counts nothing twice.
 */
export interface ContainerUse {
  readonly cpuSeconds: ReadonlyMap<string, number>;
  readonly workingSetBytes: ReadonlyMap<string, number>;
  /** Of containers with a CPU limit alone: periods of the quota, and those in which it ran out. */
  readonly periods: ReadonlyMap<string, number>;
  readonly throttledPeriods: ReadonlyMap<string, number>;
}

export const USE_FAMILIES = [
  'container_cpu_usage_seconds_total',
  'container_memory_working_set_bytes',
  'container_cpu_cfs_periods_total',
  'container_cpu_cfs_throttled_periods_total',
] as const;

/** Adds up what it is shown of one exposition: a container has one series a family, or one for each CPU. */
export class ContainerUseReader {
  private readonly tallies: ReadonlyMap<string, Tally>;
  private readonly areContainers = new Map<string, boolean>();

  constructor(ids: Copies) {
    this.tallies = new Map(USE_FAMILIES.map((family) => [family, new Tally(ids.of)] as const));
  }

  see(name: string, labels: Readonly<Record<string, string>>, value: number): void {
    const tally = this.tallies.get(name);
    if (tally && this.isContainer(labels['id'] ?? '')) tally.add(labels['id'] ?? '', value);
  }

  private isContainer(id: string): boolean {
    const known = this.areContainers.get(id);
    if (known !== undefined) return known;
    const isContainer = parseCgroupId(id).kind === 'container';
    this.areContainers.set(id, isContainer);
    return isContainer;
  }

  use(): ContainerUse {
    const of = (name: (typeof USE_FAMILIES)[number]) => this.tallies.get(name)?.values ?? new Map<string, number>();
    return {
      cpuSeconds: of('container_cpu_usage_seconds_total'),
      workingSetBytes: of('container_memory_working_set_bytes'),
      periods: of('container_cpu_cfs_periods_total'),
      throttledPeriods: of('container_cpu_cfs_throttled_periods_total'),
    };
  }
}
