import type { Condition, ContainerStatus } from '../../model/inventory';
import type { PodState, PodVersion } from './podLife';
import { type ContainerSide, signalOf } from './signals';

/** What one version of a pod says holds, and since when as far as it says so itself. */
export interface Held extends Pick<PodState, 'signal' | 'container' | 'value' | 'run' | 'says' | 'minor'> {
  readonly sinceMs?: number;
}

export function heldBy(pod: PodVersion): readonly Held[] {
  return [...heldByPod(pod), ...statusesOf(pod).flatMap(heldByContainer)];
}

export function statusesOf({ statuses, otherStatuses = [] }: Pick<PodVersion, 'statuses' | 'otherStatuses'>): readonly ContainerStatus[] {
  return [...statuses, ...otherStatuses];
}

function heldByPod(pod: PodVersion): readonly Held[] {
  const { phase, reason, deletedMs } = pod;
  const held: Held[] = [];
  if (phase !== '') held.push({ signal: 'phase', value: phase, run: phase, sinceMs: phaseSinceMs(pod), says: `status.phase=${phase}` });
  if (reason !== undefined) held.push({ signal: 'pod-reason', value: reason, run: reason, says: `status.reason=${reason}` });
  const scheduled = conditionOf(pod, 'PodScheduled');
  if (scheduled?.status === 'False')
    held.push({ signal: 'unschedulable', value: 'true', run: 'unschedulable', sinceMs: scheduled.sinceMs, says: saysCondition(scheduled) });
  const ready = conditionOf(pod, 'Ready');
  if (ready !== undefined) {
    const value = ready.status === 'True' ? 'true' : 'false';
    held.push({ signal: 'ready', value, run: value, sinceMs: ready.sinceMs, says: saysCondition(ready) });
  }
  if (deletedMs !== undefined)
    held.push({
      signal: 'deletion',
      value: 'Terminating',
      run: 'deletion',
      says: `metadata.deletionTimestamp=${new Date(deletedMs).toISOString()}`,
    });
  return held;
}

function conditionOf({ conditions }: PodVersion, type: string): Condition | undefined {
  return conditions.find((condition) => condition.type === type);
}

function saysCondition({ type, status, reason }: Condition): string {
  return `status.conditions[type=${type}].status=${status}${reason === undefined ? '' : ` (${reason})`}`;
}

/** A phase has no time of its own: the containers' times tell, unless restarts have overwritten the first ones. */
function phaseSinceMs({ phase, createdMs, statuses }: PodVersion): number | undefined {
  const own = statuses.filter(({ role }) => role === undefined);
  const latest = (times: readonly (number | undefined)[]): number | undefined => {
    const known = times.flatMap((time) => time ?? []);
    return known.length === 0 ? undefined : Math.max(...known);
  };
  if (phase === 'Pending') return createdMs;
  if (phase === 'Running') return own.some(({ restarts }) => restarts > 0) ? undefined : latest(own.map(({ startedMs }) => startedMs));
  return latest(own.map(({ finishedMs }) => finishedMs));
}

function heldByContainer(status: ContainerStatus): readonly Held[] {
  const { name, state, startedMs, finishedMs, restarts, role } = status;
  if (state === 'unknown') return [];
  const reason = status.reason ?? (state === 'terminated' ? 'Error' : undefined);
  // Without a reason kube-state-metrics has no row for a waiting container.
  if (state === 'waiting' && reason === undefined) return [];
  const times: Readonly<Record<ContainerSide, number | undefined>> = { waiting: undefined, running: startedMs, terminated: finishedMs };
  const value = state === 'running' ? 'true' : (reason ?? '');
  const field = `${fieldOf(role)}[name=${name}].state.${state}`;
  return [
    {
      signal: signalOf(role, state),
      container: name,
      value: role === 'ephemeral' && state === 'running' ? 'running' : value,
      run: state === 'waiting' ? `${restarts}/${value}` : String(times[state] ?? restarts),
      sinceMs: times[state],
      says: state === 'running' ? field : `${field}.reason=${value}`,
    },
  ];
}

export function fieldOf(role: ContainerStatus['role']): string {
  if (role === 'ephemeral') return 'status.ephemeralContainerStatuses';
  return role === undefined ? 'status.containerStatuses' : 'status.initContainerStatuses';
}
