import type { Simulation } from './world/simulation';

/** The process of a component: a container of its pod that runs. */
export interface ProcessNow {
  /** UID of the pod. */
  readonly pod: string;
  readonly startedMs: number;
}

/** The newest process of a workload ("Deployment/monitoring/prometheus"); undefined where none runs. Looks at that workload's pods alone. */
export function processOf(simulation: Simulation, workload: string): ProcessNow | undefined {
  let newest: ProcessNow | undefined;
  for (const pod of simulation.cluster.workloads.get(workload)?.pods ?? []) {
    for (const { state, startedMs } of pod.containers) {
      if (state !== 'running' || startedMs === undefined) continue;
      if (newest === undefined || startedMs > newest.startedMs) newest = { pod: pod.uid, startedMs };
    }
  }
  return newest;
}

/** When it started; the World's start where none runs. */
export function startOf(simulation: Simulation, workload: string): number {
  return processOf(simulation, workload)?.startedMs ?? simulation.world.startMs;
}

/** What became of a process since it was last asked for. */
export type ProcessChange = 'down' | 'same' | 'restarted' | 'replaced';

/** Follows the process of a workload. One that the first question finds is taken as the one that always ran. */
export function followProcess(simulation: Simulation, workload: string): () => ProcessChange {
  let known: ProcessNow | undefined;
  return () => {
    const now = processOf(simulation, workload);
    if (now === undefined) return 'down';
    const before = known;
    known = now;
    if (before === undefined || (before.pod === now.pod && before.startedMs === now.startedMs)) return 'same';
    return before.pod === now.pod ? 'restarted' : 'replaced';
  };
}
