import type { ContainerStatus } from '../../model/inventory';
import { fieldOf } from './held';
import type { PodState, PodVersion } from './podLife';
import { signalOf } from './signals';

/**
 * What the status of a pod that was found says of the time before: from its creation to the first start of its containers,
 * and the last run of each that was restarted. Of restarts before that nothing is kept. How long the API showed the end of a
 * run is not known then: it has no `shown`, and nobody can say whether it was seen.
 */
export function beforeFound(pod: PodVersion): readonly PodState[] {
  return [...pendingBefore(pod), ...[...pod.statuses, ...(pod.otherStatuses ?? [])].flatMap((status) => runsBefore(pod, status))];
}

function pendingBefore({ phase, createdMs, statuses }: PodVersion): readonly PodState[] {
  const own = statuses.filter(({ role }) => role === undefined);
  const starts = own.map(({ startedMs }) => startedMs);
  if (phase === 'Pending' || own.length === 0 || own.some(({ restarts }) => restarts > 0) || starts.some((ms) => ms === undefined))
    return [];
  const toMs = Math.max(createdMs, ...starts.flatMap((ms) => ms ?? []));
  const says = `metadata.creationTimestamp, status.containerStatuses[*].state.${phase === 'Running' ? 'running' : 'terminated'}.startedAt`;
  const pending = past('phase', 'Pending', createdMs, toMs, says);
  if (phase === 'Running') return [pending];
  const endMs = Math.max(toMs, ...own.flatMap(({ finishedMs }) => finishedMs ?? []));
  return [pending, past('phase', 'Running', toMs, endMs, 'status.containerStatuses[*].state.terminated.finishedAt')];
}

function past(signal: PodState['signal'], value: string, fromMs: number, toMs: number, says: string): PodState {
  return { signal, value, run: `${value}@${fromMs}`, fromMs, toMs, shown: { fromMs, toMs }, proof: 'status', says };
}

function runsBefore(pod: PodVersion, status: ContainerStatus): readonly PodState[] {
  const { restarts, startedMs, name, role, state, lastTerminated: last } = status;
  const field = `${fieldOf(role)}[name=${name}]`;
  if (restarts === 0 && startedMs !== undefined) {
    if (role === 'ephemeral') return [];
    const waiting = {
      ...past(
        signalOf(role, 'waiting'),
        creating(pod, role),
        pod.createdMs,
        Math.max(pod.createdMs, startedMs),
        `${field}.state.${state}.startedAt`,
      ),
      container: name,
    };
    return [waiting, ...ranBefore(status, field)];
  }
  if (last?.finishedMs === undefined) return [];
  const base = { container: name, proof: 'status' as const, says: `${field}.lastState.terminated.reason=${last.reason ?? 'Error'}` };
  const nextMs = state === 'waiting' || startedMs === undefined ? last.finishedMs : startedMs;
  const ended = { ...base, signal: signalOf(role, 'terminated'), value: last.reason ?? 'Error', run: String(last.finishedMs) };
  return [
    ...(last.startedMs === undefined
      ? []
      : [
          {
            ...base,
            signal: signalOf(role, 'running'),
            value: 'true',
            run: String(last.startedMs),
            fromMs: last.startedMs,
            toMs: last.finishedMs,
          },
        ]),
    { ...ended, fromMs: last.finishedMs, toMs: Math.max(last.finishedMs, nextMs) },
  ];
}

/** A container that has ended and was never restarted: its one run. */
function ranBefore({ state, startedMs, finishedMs, name, role }: ContainerStatus, field: string): readonly PodState[] {
  if (state !== 'terminated' || startedMs === undefined || finishedMs === undefined) return [];
  const ran = past(signalOf(role, 'running'), 'true', startedMs, Math.max(startedMs, finishedMs), `${field}.state.terminated.finishedAt`);
  return [{ ...ran, run: String(startedMs), container: name }];
}

/** What the kubelet gives as reason until a container is made (pkg/kubelet/kubelet_pods.go). */
function creating({ otherStatuses = [] }: PodVersion, role: ContainerStatus['role']): string {
  return role === undefined && otherStatuses.some((status) => status.role === 'init') ? 'PodInitializing' : 'ContainerCreating';
}
