import type { RunningPod } from '../world/running';
import { type Cgroup, type CgroupDriver, hasSandbox, inGatheredOrder, ownCgroups, podCgroups } from './cgroups';

interface KnownPod {
  /** Ids of the containers that ran. */
  readonly running: readonly string[];
  readonly cgroups: readonly Cgroup[];
}

/** The cgroups of one node as they were at the last look: what did not change is given as the same objects, in the same array. */
export class CgroupMemory {
  private as = '';
  private own: readonly Cgroup[] = [];
  private pods = new Map<RunningPod, KnownPod>();
  private all: readonly Cgroup[] = [];
  /** The array of the last look: the same one says that nothing changed (Running.podsOn). */
  private seen: readonly RunningPod[] | undefined;

  cgroups(pods: readonly RunningPod[], driver: CgroupDriver, labelled: boolean): readonly Cgroup[] {
    this.begin(driver, labelled);
    if (pods === this.seen) return this.all;
    this.seen = pods;
    const living = pods.filter(hasSandbox);
    if (living.length === this.pods.size && living.every((pod) => stayed(pod, this.pods.get(pod)))) return this.all;
    const now = new Map<RunningPod, KnownPod>();
    for (const pod of living) {
      const before = this.pods.get(pod);
      now.set(pod, before !== undefined && stayed(pod, before) ? before : newlySeen(pod, driver, labelled));
    }
    this.pods = now;
    this.all = [...this.own, ...[...now.values()].flatMap((known) => known.cgroups)].sort(inGatheredOrder);
    return this.all;
  }

  /** Another driver, or containers with labels that had none: everything is another cgroup. */
  private begin(driver: CgroupDriver, labelled: boolean): void {
    const as = `${driver} ${labelled}`;
    if (as === this.as) return;
    this.as = as;
    this.seen = undefined;
    this.pods.clear();
    this.own = ownCgroups(driver);
    this.all = this.own;
  }
}

function newlySeen(pod: RunningPod, driver: CgroupDriver, labelled: boolean): KnownPod {
  const running = pod.containers.filter(({ state }) => state === 'running').map(({ id }) => id);
  return { running, cgroups: podCgroups(pod, driver, labelled) };
}

function stayed(pod: RunningPod, known: KnownPod | undefined): boolean {
  if (known === undefined) return false;
  let i = 0;
  for (const container of pod.containers) if (container.state === 'running' && container.id !== known.running[i++]) return false;
  return i === known.running.length;
}
