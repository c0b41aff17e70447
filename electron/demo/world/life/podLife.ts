import type { Usage } from '../running';
import { between } from '../seeded';
import { plus, usageOf } from '../usage';
import { giveAddress, takeAddress } from './addresses';
import { startBackOff } from './backOff';
import { after, type Cluster, record, touchPod } from './cluster';
import { containerEvent, involvedPod, ownerEvent } from './podEvents';
import { failureDelayMs, probeDelayMs, probesSucceed } from './readiness';
import { chooseNode } from './schedule';
import { isSilent, type SimNode } from './simNode';
import { type PodBirth, type SimContainer, SimPod } from './simPod';

/** A pod's way: made, scheduled, started, ready, restarted, deleted, gone. Nothing happens to one that only runs. */

export function enterPod(cluster: Cluster, birth: PodBirth): SimPod {
  const pod = new SimPod(birth);
  cluster.pods.set(pod.key, pod);
  cluster.podList = undefined;
  birth.workload.pods.add(pod);
  const node = pod.node === undefined ? undefined : cluster.nodes.get(pod.node);
  node?.pods.add(pod);
  touchPod(cluster, pod);
  return pod;
}

/** A new pod, on a node of its own choice unless its birth names one. */
export function createPod(cluster: Cluster, birth: PodBirth): SimPod {
  const pod = enterPod(cluster, birth);
  ownerEvent(cluster, pod, 'SuccessfulCreate', `Created pod: ${pod.name}`);
  schedule(cluster, pod);
  return pod;
}

function schedule(cluster: Cluster, pod: SimPod): void {
  const { template, serial } = pod.birth;
  const node = pod.node === undefined ? chooseNode(cluster, template, serial) : cluster.nodes.get(pod.node);
  if (node === undefined) {
    recordUnschedulable(cluster, pod);
    return;
  }
  pod.node = node.world.name;
  node.pods.add(pod);
  touchPod(cluster, pod);
  const message = `Successfully assigned ${pod.key} to ${node.world.name}`;
  record(cluster, { type: 'Normal', reason: 'Scheduled', message, involved: involvedPod(pod), component: 'default-scheduler' });
  after(cluster, between(600, 1400, cluster.seed, 'sandbox', pod.key), () => startSandbox(cluster, pod, node));
}

/** In the scheduler's words; the nodes that do not answer are tainted. */
export function recordUnschedulable(cluster: Cluster, pod: SimPod): void {
  const of = cluster.nodes.size;
  const why = pod.birth.template.stuck?.message ?? 'node(s) had untolerated taint(s)';
  const preemption = `no new claims to deallocate, preemption: 0/${of} nodes are available: ${of} Preemption is not helpful for scheduling.`;
  const message = `0/${of} nodes are available: ${of} ${why}. ${preemption}`;
  record(cluster, { type: 'Warning', reason: 'FailedScheduling', message, involved: involvedPod(pod), component: 'default-scheduler' });
}

/** A kubelet that does not answer starts nothing: tried again until it does. */
function startSandbox(cluster: Cluster, pod: SimPod, node: SimNode): void {
  if (pod.gone) return;
  if (isSilent(node.world)) {
    after(cluster, 5000, () => startSandbox(cluster, pod, node));
    return;
  }
  pod.startedMs = pod.createdMs;
  pod.sandboxMs = cluster.nowMs;
  giveAddress(cluster, node, pod);
  touchPod(cluster, pod);
  const init = pod.initContainers[0];
  if (init === undefined) {
    startContainers(cluster, pod);
    return;
  }
  startContainer(cluster, init);
  after(cluster, (init.behaviour.livesSeconds ?? 0) * 1000, () => {
    finishInit(cluster, init);
    startContainers(cluster, pod);
  });
}

function finishInit(cluster: Cluster, init: SimContainer): void {
  init.state = 'terminated';
  init.reason = 'Completed';
  init.exitCode = 0;
  init.finishedMs = cluster.nowMs;
  init.ready = true;
  init.pod.initDoneMs = cluster.nowMs;
}

function startContainers(cluster: Cluster, pod: SimPod): void {
  if (pod.gone) return;
  if (pod.birth.template.stuck?.reason === 'ImagePullBackOff') {
    startBackOff(cluster, pod);
    return;
  }
  pod.phase = 'Running';
  for (const container of pod.containers) startContainer(cluster, container);
  lookAtReadiness(cluster, pod);
}

export function startContainer(cluster: Cluster, container: SimContainer): void {
  if (container.pod.gone) return;
  container.state = 'running';
  container.startedMs = cluster.nowMs;
  container.finishedMs = undefined;
  container.reason = undefined;
  container.message = undefined;
  containerEvent(cluster, container, 'Normal', 'Pulled', `Container image "${container.image}" already present on machine`);
  containerEvent(cluster, container, 'Normal', 'Created', `Created container: ${container.name}`);
  containerEvent(cluster, container, 'Normal', 'Started', `Started container ${container.name}`);
  touchPod(cluster, container.pod);
  if (!container.pod.initContainers.includes(container)) expectEnd(cluster, container);
}

/** Enters the end of a container that ends by itself. */
export function expectEnd(cluster: Cluster, container: SimContainer): void {
  const { livesSeconds, oomAfterSeconds } = container.behaviour;
  const seconds = livesSeconds ?? oomAfterSeconds;
  if (seconds === undefined || container.startedMs === undefined) return;
  const { restarts } = container;
  cluster.timeline.at(container.startedMs + seconds * 1000, () => {
    if (!container.pod.gone && container.restarts === restarts && container.state === 'running') endContainer(cluster, container);
  });
}

/** Exit by itself, or the OOM killer. A kubelet that does not answer notices later. */
function endContainer(cluster: Cluster, container: SimContainer): void {
  const { pod } = container;
  const oom = container.behaviour.oomAfterSeconds !== undefined;
  container.state = 'terminated';
  container.finishedMs = cluster.nowMs;
  container.exitCode = oom ? 137 : (container.behaviour.exitCode ?? 0);
  container.reason = oom ? 'OOMKilled' : container.exitCode === 0 ? 'Completed' : 'Error';
  container.ready = false;
  if (pod.birth.owner.kind === 'Job') pod.phase = container.exitCode === 0 ? 'Succeeded' : 'Failed';
  setContainersReady(cluster, pod);
  if (pod.birth.owner.kind !== 'Job') after(cluster, RELIST_MS, () => restart(cluster, container));
}

/** kubelet's pod lifecycle event generator looks each second. */
const RELIST_MS = 1000;
const BACK_OFF_MS = { first: 10_000, most: 300_000, forgottenAfter: 600_000 };

/** At once after a first crash, later after 10 s, 20 s ... 5 min; ten good minutes make the kubelet forget. */
export function restartDelayMs(crashes: number): number {
  return crashes === 0 ? 0 : Math.min(BACK_OFF_MS.most, BACK_OFF_MS.first * 2 ** (crashes - 1));
}

function restart(cluster: Cluster, container: SimContainer): void {
  const { pod } = container;
  if (pod.gone || pod.deletionMs !== undefined) return;
  const node = cluster.nodes.get(pod.node ?? '');
  if (node !== undefined && isSilent(node.world)) {
    after(cluster, 5000, () => restart(cluster, container));
    return;
  }
  const lived = (container.finishedMs ?? 0) - (container.startedMs ?? 0);
  if (lived >= BACK_OFF_MS.forgottenAfter) container.crashes = 0;
  const delay = restartDelayMs(container.crashes);
  container.crashes += 1;
  forgetRun(cluster, container);
  if (delay === 0) {
    startContainer(cluster, container);
    lookAtReadiness(cluster, pod);
    return;
  }
  backOff(cluster, container, delay);
  after(cluster, delay, () => {
    startContainer(cluster, container);
    lookAtReadiness(cluster, pod);
  });
}

/** The ended run becomes lastState, its usage the node's. */
function forgetRun(cluster: Cluster, container: SimContainer): void {
  retireUsage(cluster, container);
  const { id, startedMs, finishedMs } = container;
  if (startedMs !== undefined && finishedMs !== undefined)
    container.last = { id, reason: container.reason ?? 'Error', exitCode: container.exitCode ?? 1, startedMs, finishedMs };
  container.restarts += 1;
  container.startedMs = undefined;
  container.finishedMs = undefined;
  container.state = 'waiting';
}

export function backOffMessage(container: SimContainer, delayMs: number): string {
  const { pod } = container;
  const text = delayMs >= 60_000 ? `${Math.floor(delayMs / 60_000)}m${(delayMs % 60_000) / 1000}s` : `${delayMs / 1000}s`;
  return `back-off ${text} restarting failed container=${container.name} pod=${pod.name}_${pod.namespace}(${pod.uid})`;
}

function backOff(cluster: Cluster, container: SimContainer, delayMs: number): void {
  const { pod } = container;
  container.reason = 'CrashLoopBackOff';
  container.message = backOffMessage(container, delayMs);
  const message = `Back-off restarting failed container ${container.name} in pod ${pod.name}_${pod.namespace}(${pod.uid})`;
  containerEvent(cluster, container, 'Warning', 'BackOff', message);
  touchPod(cluster, pod);
}

/** Asks the readiness probes after the delay that they have. */
export function lookAtReadiness(cluster: Cluster, pod: SimPod): void {
  after(cluster, probeDelayMs(pod), () => updateReadiness(cluster, pod));
}

/** Lets a failure count first: for components that stop being ready while they run. */
export function lookAtFailure(cluster: Cluster, pod: SimPod): void {
  after(cluster, failureDelayMs(pod), () => updateReadiness(cluster, pod));
}

function updateReadiness(cluster: Cluster, pod: SimPod): void {
  if (pod.gone || pod.phase !== 'Running') return;
  const succeed = probesSucceed(cluster.world, pod);
  for (const container of pod.containers) container.ready = container.state === 'running' && succeed;
  setContainersReady(cluster, pod);
}

function setContainersReady(cluster: Cluster, pod: SimPod): void {
  const on = pod.phase === 'Running' && pod.containers.every((c) => c.ready);
  if (on !== pod.containersReady.on) pod.containersReady = { on, sinceMs: cluster.nowMs };
  updateReadyCondition(cluster, pod);
}

/** Ready as the API shows it: the containers', unless the node is not ready. */
export function updateReadyCondition(cluster: Cluster, pod: SimPod): void {
  const on = pod.containersReady.on && cluster.nodes.get(pod.node ?? '')?.ready.on === true;
  touchPod(cluster, pod);
  if (on !== pod.readyCondition.on) pod.readyCondition = { on, sinceMs: cluster.nowMs };
}

/** Programs end within two seconds of SIGTERM, or are killed after the grace period. */
const ENDS_WITHIN_MS = 2000;

export function deletePod(cluster: Cluster, pod: SimPod): void {
  if (pod.gone || pod.deletionMs !== undefined) return;
  pod.deletionMs = cluster.nowMs;
  ownerEvent(cluster, pod, 'SuccessfulDelete', `Deleted pod: ${pod.name}`);
  touchPod(cluster, pod);
  if (pod.node === undefined || pod.phase === 'Succeeded' || pod.phase === 'Failed') {
    removePod(cluster, pod);
    return;
  }
  for (const container of pod.containers)
    if (container.state === 'running') containerEvent(cluster, container, 'Normal', 'Killing', `Stopping container ${container.name}`);
  const grace = Number(pod.birth.template.podSpec?.['terminationGracePeriodSeconds'] ?? 30) * 1000;
  after(cluster, Math.min(grace, ENDS_WITHIN_MS), () => finishDeletion(cluster, pod));
}

/** Only a kubelet that answers confirms a deletion. */
function finishDeletion(cluster: Cluster, pod: SimPod): void {
  const node = cluster.nodes.get(pod.node ?? '');
  if (node !== undefined && isSilent(node.world)) {
    after(cluster, 5000, () => finishDeletion(cluster, pod));
    return;
  }
  removePod(cluster, pod);
}

export function removePod(cluster: Cluster, pod: SimPod): void {
  if (pod.gone) return;
  pod.gone = true;
  for (const container of pod.containers) {
    container.finishedMs ??= cluster.nowMs;
    retireUsage(cluster, container);
  }
  const node = cluster.nodes.get(pod.node ?? '');
  if (node !== undefined) {
    takeAddress(cluster, node, pod);
    node.pods.delete(pod);
    node.podList = undefined;
  }
  cluster.pods.delete(pod.key);
  cluster.podList = undefined;
  pod.birth.workload.pods.delete(pod);
  cluster.touched.pods.delete(pod);
  cluster.touched.workloads.add(pod.birth.workload);
  cluster.store.remove('pods', pod.namespace, pod.name);
}

function retireUsage(cluster: Cluster, container: SimContainer): void {
  const node = cluster.nodes.get(container.pod.node ?? '');
  const run = container.run();
  if (node !== undefined && run !== undefined) node.retired = plus(node.retired, withoutMemory(usageOf(run, cluster.nowMs)));
}

function withoutMemory(usage: Usage): Usage {
  return { ...usage, memoryUsageBytes: 0, memoryWorkingSetBytes: 0 };
}

/** Pods that wait for a node get one when there is one again. */
export function scheduleWaiting(cluster: Cluster): void {
  for (const pod of cluster.pods.values())
    if (pod.node === undefined && pod.deletionMs === undefined && pod.birth.template.stuck === undefined) schedule(cluster, pod);
}
