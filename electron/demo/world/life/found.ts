import { phasesFrom } from '../load';
import { createLoadShare } from '../loadShare';
import { someClusterIp } from '../objects/services';
import { between } from '../seeded';
import type { WorldWorkload } from '../world';
import { giveAddress, takeAddress } from './addresses';
import { showBackOff, startBackOff } from './backOff';
import { after, type Cluster } from './cluster';
import { jobBirth, newJob, nextScheduleMs, runSchedule } from './cronJobLife';
import { backOffMessage, enterPod, expectEnd, recordUnschedulable, restartDelayMs, startContainer } from './podLife';
import { probesSucceed } from './readiness';
import { daemonBirth, ordinalBirth, replicaBirth } from './reconcile';
import { ensureRevision } from './revisions';
import { chooseNode, nodesFor } from './schedule';
import type { PodBirth, SimContainer, SimPod, SimWorkload } from './simPod';
import { keyOfWorkload } from './simWorkload';

/** A workload that has just come into the World, without pods. */
export function enterWorkload(cluster: Cluster, spec: WorldWorkload, createdMs: number): SimWorkload {
  const workload: SimWorkload = {
    key: keyOfWorkload(spec),
    spec,
    createdMs,
    clusterIp: freeClusterIp(cluster, spec),
    generation: 1,
    desired: spec.replicas,
    made: 0,
    pods: new Set(),
    revisions: [],
    jobs: [],
    shares: new Map(),
    available: spec.kind === 'Deployment',
    availableSinceMs: createdMs,
    progressedMs: createdMs,
    complete: false,
    endpointsChangedMs: createdMs,
    sliceNames: [],
  };
  // A shared load begins at its lowest: who starts the demo first sees it calm, then an HPA at work.
  for (const { name, behaviour } of spec.containers)
    if (behaviour.sharedByReplicas !== undefined)
      workload.shares.set(name, createLoadShare(behaviour, phasesFrom(behaviour, cluster.world.startMs), createdMs, spec.replicas));
  cluster.workloads.set(workload.key, workload);
  cluster.serviceIps.set(workload.clusterIp, workload);
  return workload;
}

function freeClusterIp(cluster: Cluster, spec: WorldWorkload): string {
  if (spec.service?.clusterIp !== undefined) return spec.service.clusterIp;
  let salt = 0;
  while (cluster.serviceIps.has(someClusterIp(cluster.seed, spec, salt))) salt++;
  return someClusterIp(cluster.seed, spec, salt);
}

const HOUR_MS = 3_600_000;

/** A workload as it is found at the World's start: its pods have been running for hours or days. */
export function foundWorkload(cluster: Cluster, spec: WorldWorkload): SimWorkload {
  const workload = enterWorkload(cluster, spec, cluster.createdMs + 60_000);
  if (spec.kind === 'CronJob') foundCronJob(cluster, workload);
  else for (const birth of birthsOf(cluster, workload)) foundPod(cluster, birth);
  enterRollouts(cluster, workload);
  return workload;
}

function birthsOf(cluster: Cluster, workload: SimWorkload): readonly PodBirth[] {
  const { spec } = workload;
  if (spec.kind === 'DaemonSet') return nodesFor(cluster, spec).map((node) => daemonBirth(cluster, workload, node.world.name));
  const count = Array.from({ length: spec.replicas }, (_, i) => i);
  if (spec.kind === 'StatefulSet') return count.map((ordinal) => ordinalBirth(cluster, workload, ordinal));
  const revision = ensureRevision(cluster, workload);
  revision.wanted = spec.replicas;
  workload.complete = true;
  return count.map(() => replicaBirth(cluster, workload, revision));
}

/** Between two hours and the cluster's age; pods of a Deployment that rolls are younger than its period. */
function ageMs(cluster: Cluster, { workload, name }: PodBirth): number {
  const { rollsEverySeconds, kind } = workload.spec;
  if (rollsEverySeconds !== undefined) return between(60, rollsEverySeconds / 2, cluster.seed, 'age', name) * 1000;
  const most = cluster.nowMs - cluster.createdMs - 120_000;
  if (kind === 'DaemonSet') return most;
  return between(2 * HOUR_MS, most, cluster.seed, 'age', workload.key);
}

function foundPod(cluster: Cluster, birth: PodBirth): void {
  const { template } = birth;
  const createdMs = Math.floor((cluster.nowMs - ageMs(cluster, birth)) / 1000) * 1000;
  const node = birth.node === undefined ? chooseNode(cluster, template, birth.serial) : cluster.nodes.get(birth.node);
  const pod = enterPod(cluster, { ...birth, createdMs, node: node?.world.name });
  if (node === undefined) {
    recordUnschedulable(cluster, pod);
    return;
  }
  pod.startedMs = createdMs;
  pod.sandboxMs = createdMs + 1000;
  giveAddress(cluster, node, pod);
  if (template.stuck !== undefined) {
    showBackOff(cluster, pod);
    after(cluster, between(5, 280, cluster.seed, 'pull', pod.key) * 1000, () => startBackOff(cluster, pod));
    return;
  }
  foundRunning(cluster, pod, createdMs + 1000);
}

function foundRunning(cluster: Cluster, pod: SimPod, startMs: number): void {
  pod.phase = 'Running';
  const init = pod.initContainers[0];
  const initMs = (init?.behaviour.livesSeconds ?? 0) * 1000;
  if (init !== undefined) foundInit(pod, init, startMs, initMs);
  for (const container of pod.containers) foundContainer(cluster, container, startMs + initMs);
  const succeed = probesSucceed(cluster.world, pod);
  for (const container of pod.containers) container.ready = container.state === 'running' && succeed;
  const on = pod.containers.every((c) => c.ready);
  const sinceMs = on
    ? Math.max(...pod.containers.map((c) => c.startedMs ?? 0)) + 1000
    : Math.max(...pod.containers.map((c) => c.last?.finishedMs ?? startMs));
  pod.containersReady = { on, sinceMs };
  pod.readyCondition = { on: on && cluster.nodes.get(pod.node ?? '')?.ready.on === true, sinceMs };
}

function foundInit(pod: SimPod, init: SimContainer, startMs: number, livesMs: number): void {
  Object.assign(init, {
    state: 'terminated',
    reason: 'Completed',
    exitCode: 0,
    startedMs: startMs,
    finishedMs: startMs + livesMs,
    ready: true,
  });
  pod.initDoneMs = startMs + livesMs;
}

/** Runs since the pod's start, or is somewhere in the cycle of a container that ends again and again. */
function foundContainer(cluster: Cluster, container: SimContainer, startMs: number): void {
  container.state = 'running';
  container.startedMs = startMs;
  container.reason = undefined;
  const { livesSeconds, oomAfterSeconds } = container.behaviour;
  const livesMs = (livesSeconds ?? oomAfterSeconds ?? 0) * 1000;
  if (livesMs === 0) return;
  let runMs = startMs;
  for (;;) {
    const forgotten = livesMs >= 600_000;
    const delayMs = restartDelayMs(forgotten ? 0 : container.crashes);
    const nextMs = runMs + livesMs + 1000 + delayMs;
    if (runMs + livesMs > cluster.nowMs) break;
    const skip = container.crashes >= 7 || forgotten ? Math.floor((cluster.nowMs - runMs - livesMs) / (livesMs + 1000 + delayMs)) : 0;
    const stepMs = livesMs + 1000 + delayMs;
    noteCrash(container, runMs + skip * stepMs, livesMs, skip + 1);
    runMs = nextMs + skip * stepMs;
    if (runMs > cluster.nowMs) {
      foundWaiting(cluster, container, runMs, delayMs);
      return;
    }
  }
  container.startedMs = runMs;
  expectEnd(cluster, container);
}

function noteCrash(container: SimContainer, startedMs: number, livesMs: number, times: number): void {
  const oom = container.behaviour.oomAfterSeconds !== undefined;
  const exitCode = oom ? 137 : (container.behaviour.exitCode ?? 1);
  container.restarts += times - 1;
  container.last = { id: container.id, reason: oom ? 'OOMKilled' : 'Error', exitCode, startedMs, finishedMs: startedMs + livesMs };
  container.restarts += 1;
  container.crashes += times;
}

function foundWaiting(cluster: Cluster, container: SimContainer, againMs: number, delayMs: number): void {
  container.state = 'waiting';
  container.startedMs = undefined;
  container.reason = 'CrashLoopBackOff';
  container.message = backOffMessage(container, delayMs);
  cluster.timeline.at(againMs, () => startContainer(cluster, container));
}

/** The two Jobs that a history limit of two keeps, and the next to come. */
function foundCronJob(cluster: Cluster, workload: SimWorkload): void {
  const everyMs = (workload.spec.everySeconds ?? 60) * 1000;
  const nextMs = nextScheduleMs(workload, cluster.nowMs);
  for (const scheduledMs of [nextMs - 3 * everyMs, nextMs - 2 * everyMs]) foundJob(cluster, workload, scheduledMs);
  cluster.timeline.at(nextMs, () => runSchedule(cluster, workload));
}

function foundJob(cluster: Cluster, workload: SimWorkload, scheduledMs: number): void {
  const job = newJob(cluster, workload, scheduledMs);
  workload.jobs.push(job);
  const birth = jobBirth(cluster, workload, job);
  const node = chooseNode(cluster, workload.spec, birth.serial);
  const pod = enterPod(cluster, { ...birth, node: node?.world.name });
  const startedMs = scheduledMs + 1000;
  pod.startedMs = scheduledMs;
  pod.sandboxMs = startedMs;
  pod.phase = 'Succeeded';
  if (node !== undefined) {
    giveAddress(cluster, node, pod);
    takeAddress(cluster, node, pod);
  }
  for (const container of pod.containers) {
    const finishedMs = startedMs + (container.behaviour.livesSeconds ?? 0) * 1000;
    Object.assign(container, { state: 'terminated', reason: 'Completed', exitCode: 0, startedMs, finishedMs });
    pod.containersReady = { on: false, sinceMs: finishedMs };
    pod.readyCondition = pod.containersReady;
    job.completedMs = finishedMs + 1000;
  }
}

/** `kubectl rollout restart` again and again. */
function enterRollouts(cluster: Cluster, workload: SimWorkload): void {
  const everyMs = (workload.spec.rollsEverySeconds ?? 0) * 1000;
  if (everyMs === 0) return;
  const roll = () => {
    if (cluster.workloads.get(workload.key) !== workload) return;
    workload.restartedMs = cluster.nowMs;
    cluster.touched.workloads.add(workload);
    after(cluster, everyMs, roll);
  };
  after(cluster, between(everyMs / 4, everyMs / 2, cluster.seed, 'roll', workload.key), roll);
}
