import type { ContainerStatus } from '../../model/inventory';
import { beginLife, endLife, followPod } from './follow';
import type { PodLife, PodState, PodVersion } from './podLife';
import type { Scrapes } from './seen';

/** Seconds of the tests count from here. */
export const T0 = Date.UTC(2026, 10, 21, 14, 21, 0);
export const at = (seconds: number): number => T0 + seconds * 1_000;

export function pod(more: Partial<PodVersion> = {}): PodVersion {
  return { uid: 'u1', namespace: 'shop', name: 'report-1', createdMs: T0, phase: 'Pending', conditions: [], statuses: [], ...more };
}

type Container = Partial<ContainerStatus>;

export function waiting(reason: string, more: Container = {}): ContainerStatus {
  return { name: 'app', ready: false, restarts: 0, state: 'waiting', reason, ...more };
}

export function running(startedSeconds: number, more: Container = {}): ContainerStatus {
  return { name: 'app', ready: true, restarts: 0, state: 'running', startedMs: at(startedSeconds), ...more };
}

export function terminated(reason: string, fromSeconds: number, toSeconds: number, more: Container = {}): ContainerStatus {
  return {
    name: 'app',
    ready: false,
    restarts: 0,
    state: 'terminated',
    reason,
    startedMs: at(fromSeconds),
    finishedMs: at(toSeconds),
    ...more,
  };
}

export function ended(reason: string, fromSeconds: number, toSeconds: number): Pick<ContainerStatus, 'lastTerminated'> {
  return { lastTerminated: { reason, exitCode: 137, startedMs: at(fromSeconds), finishedMs: at(toSeconds) } };
}

export const ready = (on: boolean, sinceSeconds: number): PodVersion['conditions'] => [
  { type: 'Ready', status: on ? 'True' : 'False', sinceMs: at(sinceSeconds) },
];

/** A life out of versions as they came; `gone`: when it was deleted from the API. */
export function lifeOf(versions: readonly (readonly [seconds: number, version: PodVersion])[], gone?: number): PodLife {
  const [first, ...others] = versions;
  if (first === undefined) throw new Error('a life has a version');
  const begun = beginLife(first[1], at(first[0]), first[0] <= 1 ? 'born' : 'found');
  const life = others.reduce((before, [seconds, version]) => followPod(before, version, at(seconds)), begun);
  return gone === undefined ? life : endLife(life, at(gone));
}

/** "phase Running 13 to 97.5", seconds from T0; an open end is empty. */
export function sayState({ signal, container, value, fromMs, toMs }: PodState): string {
  const seconds = (ms: number | undefined): string => (ms === undefined ? '' : String((ms - T0) / 1_000));
  return [signal, container, value, seconds(fromMs), 'to', seconds(toMs)]
    .filter((word) => word !== undefined)
    .join(' ')
    .trim();
}

export function sayStates({ states }: PodLife, ...signals: readonly PodState['signal'][]): readonly string[] {
  return states.filter(({ signal }) => signals.length === 0 || signals.includes(signal)).map(sayState);
}

/** Scrapes each `interval` seconds from `first` up to `until`; those at `failed` fail. */
export function scrapesEvery(interval: number, first: number, until: number, failed: readonly number[] = []): Scrapes {
  const times: number[] = [];
  for (let second = first; second <= until; second += interval) times.push(second);
  return {
    intervalMs: interval * 1_000,
    jitterMs: 0,
    fromMs: at(-3_600),
    toMs: at(until),
    ticks: times.map((second) => ({ atMs: at(second), ok: !failed.includes(second) })),
  };
}
