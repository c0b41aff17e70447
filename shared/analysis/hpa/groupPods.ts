import type { ControllerFlags, PodSample, ScenePod } from './scene';

/** The pods of the target by what the controller makes of them, names in the order of the pods. */
export interface PodGroups {
  /** Their values count. */
  readonly counted: readonly string[];
  /** Pending, or CPU of a pod that has not come up yet: left out, nothing on a scale-up. */
  readonly unready: readonly string[];
  /** No value though they run. */
  readonly missing: readonly string[];
  /** Being deleted or failed: as if they were not there. */
  readonly ignored: readonly string[];
}

type Group = keyof PodGroups;

/**
 * Sorts pods as replica_calculator.go's groupPods does. `samples` absent: only an average is known, so no pod can be told to miss
 * its value, nor a sample to be from before the pod was ready.
 */
export function groupPods(
  pods: readonly ScenePod[],
  samples: ReadonlyMap<string, PodSample> | undefined,
  resource: string | undefined,
  nowMs: number,
  flags: ControllerFlags,
): PodGroups {
  const groups: Record<Group, string[]> = { counted: [], unready: [], missing: [], ignored: [] };
  for (const pod of pods) {
    const sample = samples?.get(pod.name);
    groups[groupOf(pod)].push(pod.name);
    function groupOf({ deleted, phase }: ScenePod): Group {
      if (deleted || phase === 'Failed') return 'ignored';
      if (phase === 'Pending') return 'unready';
      if (samples !== undefined && sample === undefined) return 'missing';
      return resource === 'cpu' && isComingUp(pod, sample, nowMs, flags) ? 'unready' : 'counted';
    }
  }
  return groups;
}

/** CPU of a pod that starts says nothing of its load. */
function isComingUp({ ready, startMs }: ScenePod, sample: PodSample | undefined, nowMs: number, flags: ControllerFlags): boolean {
  if (ready === undefined || startMs === undefined) return true;
  if (startMs + flags.cpuInitializationMs > nowMs)
    return !ready.on || (sample !== undefined && sample.timestampMs < ready.sinceMs + sample.windowMs);
  return !ready.on && startMs + flags.readinessDelayMs > ready.sinceMs;
}

/** "3 pods count, 1 unready, 1 without a value". */
export function sayGroups({ counted, unready, missing, ignored }: PodGroups): string {
  const parts = [
    `${counted.length} ${counted.length === 1 ? 'pod counts' : 'pods count'}`,
    unready.length > 0 && `${unready.length} not ready yet (${unready.join(', ')})`,
    missing.length > 0 && `${missing.length} without a value (${missing.join(', ')})`,
    ignored.length > 0 && `${ignored.length} ending or failed (${ignored.join(', ')})`,
  ];
  return parts.filter((part) => part !== false).join(', ');
}
