import type { RunningPod } from '../world/running';
import { type Cgroup, type CgroupDriver, inGatheredOrder, ownCgroups, podCgroups } from './cgroups';

interface KnownPod {
  /** Driver, whether containers have labels, and the ids of those that run. */
  readonly as: string;
  readonly cgroups: readonly Cgroup[];
}

/** The cgroups of one node as they were at the last look: what did not change is given as the same objects, in the same array. */
export class CgroupMemory {
  private own: readonly Cgroup[] = [];
  private driver: CgroupDriver | undefined;
  private pods = new Map<RunningPod, KnownPod>();
  private all: readonly Cgroup[] = [];

  cgroups(pods: readonly RunningPod[], driver: CgroupDriver, labelled: boolean): readonly Cgroup[] {
    let same = driver === this.driver && pods.length === this.pods.size;
    if (driver !== this.driver) this.own = ownCgroups(driver);
    this.driver = driver;
    const now = new Map<RunningPod, KnownPod>();
    for (const pod of pods) {
      const as = stateOf(pod, driver, labelled);
      const before = this.pods.get(pod);
      same &&= before?.as === as;
      now.set(pod, before?.as === as ? before : { as, cgroups: podCgroups(pod, driver, labelled) });
    }
    if (same) return this.all;
    this.pods = now;
    this.all = [...this.own, ...[...now.values()].flatMap((known) => known.cgroups)].sort(inGatheredOrder);
    return this.all;
  }
}

function stateOf(pod: RunningPod, driver: CgroupDriver, labelled: boolean): string {
  let out = labelled ? driver : `${driver} without labels`;
  for (const container of pod.containers) if (container.state === 'running') out += container.id;
  return out;
}
