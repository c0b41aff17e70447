import { counterRate } from '../../../../shared/analysis/series/counterRate';

/** A container's CPU as of the last time that cAdvisor read its cgroup. */
interface ContainerCpu {
  readonly atMs: number;
  readonly seconds: number;
  /** Cores, between its last two reads; undefined before the second one. */
  readonly cores?: number;
  /** It was not there at our first look: it started since. */
  readonly isNew: boolean;
}

/** By cgroup path. Each cgroup is read at its own times, some 10 s apart: its rate is between those, not between looks. */
export type ContainerCpus = ReadonlyMap<string, ContainerCpu>;

/** `cpuSeconds` by cgroup path, each as of `readMs`, or of the look where it has no time of its own. */
export function nextCpus(
  before: ContainerCpus | undefined,
  cpuSeconds: ReadonlyMap<string, number>,
  readMs: ReadonlyMap<string, number>,
  lookAtMs: number,
): ContainerCpus {
  const cpus = new Map<string, ContainerCpu>();
  for (const [id, seconds] of cpuSeconds) {
    const now = { atMs: readMs.get(id) ?? lookAtMs, value: seconds };
    const earlier = before?.get(id);
    const hasMoved = earlier === undefined || now.atMs > earlier.atMs;
    cpus.set(id, hasMoved ? nextCpu(earlier, now, before !== undefined) : earlier);
  }
  return cpus;
}

function nextCpu(earlier: ContainerCpu | undefined, now: { atMs: number; value: number }, isLater: boolean): ContainerCpu {
  const cores = earlier && counterRate(now, { atMs: earlier.atMs, value: earlier.seconds });
  return { atMs: now.atMs, seconds: now.value, cores, isNew: earlier?.isNew ?? isLater };
}

/** Cores that all containers used; undefined until every one that was there at the first look has been read twice. */
export function coresOf(cpus: ContainerCpus): number | undefined {
  let cores: number | undefined;
  for (const cpu of cpus.values()) {
    if (cpu.cores !== undefined) cores = (cores ?? 0) + cpu.cores;
    else if (!cpu.isNew) return undefined;
  }
  return cores;
}
