import type { SimContainer, SimPod } from '../life/simPod';
import { hex } from '../seeded';
import { timestamp } from './meta';
import { resourcesOf } from './podSpec';

type Json = Readonly<Record<string, unknown>>;

function condition(type: string, on: boolean, sinceMs: number, more: Json = {}): Json {
  return {
    type,
    observedGeneration: 1,
    status: on ? 'True' : 'False',
    lastProbeTime: null,
    lastTransitionTime: timestamp(sinceMs),
    ...more,
  };
}

/** What the kubelet gives as reason when not all containers are ready. */
function unready(pod: SimPod): Json {
  if (pod.phase === 'Succeeded') return { reason: 'PodCompleted' };
  const names = pod.containers.filter((c) => !c.ready).map((c) => c.name);
  return names.length === 0 ? {} : { reason: 'ContainersNotReady', message: `containers with unready status: [${names.join(' ')}]` };
}

const shared = new Map<string, readonly Json[]>();
const SHARED_AT_MOST = 2048;

/** Pods with the same history (the replicas of one workload that were made together) have one array. */
function conditions(pod: SimPod): readonly Json[] {
  if (!pod.readyCondition.on) return conditionsOf(pod);
  const times = [pod.createdMs, pod.sandboxMs, pod.initDoneMs, pod.readyCondition.sinceMs, pod.containersReady.sinceMs];
  const key = times.join('|');
  const known = shared.get(key);
  if (known !== undefined) return known;
  if (shared.size >= SHARED_AT_MOST) shared.clear();
  const made = conditionsOf(pod);
  shared.set(key, made);
  return made;
}

function conditionsOf(pod: SimPod): readonly Json[] {
  const { createdMs, birth } = pod;
  if (pod.node === undefined) return [condition('PodScheduled', false, createdMs, unschedulable(birth.template.stuck?.message ?? ''))];
  const done = pod.phase === 'Succeeded' ? { reason: 'PodCompleted' } : {};
  const initialized = pod.initContainers.length === 0 || pod.initDoneMs !== undefined;
  return [
    condition('PodReadyToStartContainers', pod.sandboxMs !== undefined && pod.phase !== 'Succeeded', sandboxChangedMs(pod)),
    condition('Initialized', initialized, pod.initDoneMs ?? createdMs, done),
    condition('Ready', pod.readyCondition.on, pod.readyCondition.sinceMs, pod.readyCondition.on ? {} : unready(pod)),
    condition('ContainersReady', pod.containersReady.on, pod.containersReady.sinceMs, pod.containersReady.on ? {} : unready(pod)),
    condition('PodScheduled', true, createdMs),
  ];
}

function sandboxChangedMs(pod: SimPod): number {
  if (pod.phase === 'Succeeded') return pod.containers[0]?.finishedMs ?? pod.createdMs;
  return pod.sandboxMs ?? pod.createdMs;
}

function unschedulable(message: string): Json {
  return { reason: 'Unschedulable', message };
}

function stateOf(container: SimContainer): Json {
  const { startedMs, finishedMs } = container;
  if (container.state === 'running' && startedMs !== undefined) return runningSince(timestamp(startedMs));
  if (container.state === 'terminated' && startedMs !== undefined && finishedMs !== undefined)
    return { terminated: terminated(container.exitCode ?? 0, container.reason ?? 'Completed', startedMs, finishedMs, container.id) };
  return { waiting: { reason: container.reason, ...(container.message === undefined ? {} : { message: container.message }) } };
}

let lastRunning: { readonly running: { readonly startedAt: string } } = { running: { startedAt: '' } };

/** Replicas are written one after the other: the last one's serves again. */
function runningSince(startedAt: string): Json {
  if (lastRunning.running.startedAt !== startedAt) lastRunning = { running: { startedAt } };
  return lastRunning;
}

function terminated(exitCode: number, reason: string, startedMs: number, finishedMs: number, id: string): Json {
  return { exitCode, reason, startedAt: timestamp(startedMs), finishedAt: timestamp(finishedMs), containerID: `containerd://${id}` };
}

const NONE: Json = {};

function lastState({ last }: SimContainer): Json {
  if (last === undefined) return NONE;
  return { terminated: terminated(last.exitCode, last.reason, last.startedMs, last.finishedMs, last.id) };
}

const imageIds = new Map<string, string>();

/** The same image has the same id everywhere; one that was never pulled has none. */
export function imageId(image: string): string {
  const known = imageIds.get(image) ?? `sha256:${hex(64, 1, 'image', image)}`;
  imageIds.set(image, known);
  return known;
}

/** A container that waits after a crash still shows the id of the instance that ended. */
function shownId(container: SimContainer): string | undefined {
  if (container.startedMs !== undefined) return container.id;
  return container.last?.id;
}

/** Field after field: a literal with spreads takes several times as long, and there are a hundred thousand of these. */
function containerStatus(container: SimContainer): Json {
  const id = shownId(container);
  const { requests } = container.template;
  const status: Record<string, unknown> = {
    name: container.name,
    state: stateOf(container),
    lastState: lastState(container),
    ready: container.ready,
    restartCount: container.restarts,
    image: container.image,
    imageID: id === undefined ? '' : imageId(container.image),
  };
  if (id !== undefined) status['containerID'] = ['containerd', id].join('://');
  status['started'] = container.state === 'running';
  if (id === undefined) return status;
  if (Object.keys(requests).length > 0) status['allocatedResources'] = requests;
  status['resources'] = resourcesOf(container.template);
  return status;
}

const hosts = new Map<string | undefined, readonly Json[]>();

function hostIps(ip: string | undefined): readonly Json[] {
  const made = hosts.get(ip) ?? [{ ip }];
  hosts.set(ip, made);
  return made;
}

const byName = (a: SimContainer, b: SimContainer) => (a.name < b.name ? -1 : 1);

/** `status` of a pod as its kubelet and the node controller have written it. */
export function podStatus(pod: SimPod, hostIp: string | undefined): Json {
  const status: Record<string, unknown> = {};
  if (pod.node !== undefined) status['observedGeneration'] = 1;
  status['phase'] = pod.phase;
  status['conditions'] = conditions(pod);
  if (pod.node !== undefined && pod.startedMs !== undefined) addStarted(status, pod, hostIp, pod.startedMs);
  status['qosClass'] = pod.qos;
  return status;
}

function addStarted(status: Record<string, unknown>, pod: SimPod, hostIp: string | undefined, startedMs: number): void {
  status['hostIP'] = hostIp;
  status['hostIPs'] = hostIps(hostIp);
  if (pod.ip !== undefined) {
    status['podIP'] = pod.ip;
    status['podIPs'] = [{ ip: pod.ip }];
  }
  status['startTime'] = timestamp(startedMs);
  if (pod.initContainers.length > 0) status['initContainerStatuses'] = pod.initContainers.map(containerStatus);
  const sorted = pod.containers.length === 1 ? pod.containers : [...pod.containers].sort(byName);
  status['containerStatuses'] = sorted.map(containerStatus);
}
