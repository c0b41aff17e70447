import type { EventObject } from '../../model/inventory';
import type { PodLife, PodState } from './podLife';

type Told = Pick<EventObject, 'reason' | 'message' | 'regarding' | 'createdMs' | 'lastMs'>;

/** Marks the uid of a life of which events alone tell: they outlive the pod by an hour, its uid is not kept with them. */
const OF_EVENTS = 'event:';

export function isOfEvents({ uid }: Pick<PodLife, 'uid'>): boolean {
  return uid.startsWith(OF_EVENTS);
}

/**
 * Lives of pods that were gone before anybody watched, as far as their events tell (kubelet and scheduler; whole seconds):
 * waiting for a node, pending, creating containers, and running, where Killing or the completion of the Job says until when.
 * `isKnown`: pods that are there, or whose life was watched.
 */
export function livesFromEvents(events: readonly Told[], isKnown: (pod: string) => boolean, watchedFromMs: number): readonly PodLife[] {
  const byPod = new Map<string, Told[]>();
  const completedMs = new Map<string, number>();
  for (const event of events) {
    const name = nameOf(event);
    if (event.regarding.kind === 'Job' && event.reason === 'Completed') completedMs.set(name, event.createdMs);
    if (event.regarding.kind !== 'Pod' || isKnown(name)) continue;
    const own = byPod.get(name);
    if (own === undefined) byPod.set(name, [event]);
    else own.push(event);
  }
  return [...byPod].flatMap(([name, own]) => lifeOf(own, completedMs.get(jobOf(name)), watchedFromMs) ?? []);
}

export function nameOf({ regarding: { namespace = '', name } }: Pick<Told, 'regarding'>): string {
  return `${namespace}/${name}`;
}

/** A Job's pods are named after it, with five letters more. */
function jobOf(pod: string): string {
  return pod.replace(/-[a-z0-9]{5}$/, '');
}

function lifeOf(events: readonly Told[], completedMs: number | undefined, watchedFromMs: number): PodLife | undefined {
  const [first] = events;
  const scheduledMs = firstOf(events, 'Scheduled');
  const failedMs = firstOf(events, 'FailedScheduling');
  const beganMs = failedMs ?? scheduledMs;
  const startedMs = firstOf(events, 'Started');
  if (first === undefined || beganMs === undefined) return undefined;
  const endMs = events.find(({ reason }) => reason === 'Killing')?.lastMs ?? completedMs;
  const states: PodState[] = [];
  const add = (state: Pick<PodState, 'signal' | 'container' | 'value' | 'says'>, fromMs: number, toMs: number): void => {
    if (toMs >= fromMs) states.push({ ...state, run: `${state.value}@${fromMs}`, fromMs, toMs, shown: { fromMs, toMs }, proof: 'event' });
  };
  if (failedMs !== undefined && scheduledMs !== undefined)
    add({ signal: 'unschedulable', value: 'true', says: 'events FailedScheduling and Scheduled' }, failedMs, scheduledMs);
  if (startedMs !== undefined) add({ signal: 'phase', value: 'Pending', says: 'events Scheduled and Started' }, beganMs, startedMs);
  for (const event of events.filter(({ reason }) => reason === 'Started')) {
    const container = /container:? (\S+)$/.exec(event.message)?.[1];
    const says = 'events Scheduled and Started';
    if (scheduledMs !== undefined) add({ signal: 'waiting', container, value: 'ContainerCreating', says }, scheduledMs, event.createdMs);
  }
  const ended = 'events Started and Killing, or Completed of the Job';
  if (startedMs !== undefined && endMs !== undefined) add({ signal: 'phase', value: 'Running', says: ended }, startedMs, endMs);
  if (states.length === 0) return undefined;
  const { namespace = '', name } = first.regarding;
  return {
    uid: `${OF_EVENTS}${nameOf(first)}`,
    namespace,
    name,
    ...(completedMs === undefined ? {} : { owner: { kind: 'Job', name: jobOf(name) } }),
    createdMs: beganMs,
    watchedFromMs,
    goneMs: Math.max(...states.map(({ toMs = 0 }) => toMs)),
    states: states.sort((a, b) => a.fromMs - b.fromMs),
  };
}

function firstOf(events: readonly Told[], reason: string): number | undefined {
  const times = events.filter((event) => event.reason === reason).map(({ createdMs }) => createdMs);
  return times.length === 0 ? undefined : Math.min(...times);
}
