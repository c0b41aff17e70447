import type { Discovered } from '../../model/component';
import type { PodObject, WorkloadObject } from '../../model/inventory';
import { podsOf, workloadOf } from '../../model/objectsOf';
import { answerOf, failing, unseen, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { nodesNotReady, nodesOfPods } from '../select/nodes';
import { isPodReady, runsUnready, sayWorkload, workloadSubject } from '../select/workloads';

/** Applications that do not run are no fault of monitoring; the others here have no process of their own. */
const NOT_PARTS = new Set<Discovered['kind']>(['app', 'hpa', 'kubectl-top', 'metrics-api', 'custom-metrics-api', 'external-metrics-api']);
/** Pulling an image and a first readiness probe take this long in a cluster that is well. */
const STARTING_MS = 45_000;

type Needed = Pick<Facts, 'components' | 'workloads' | 'pods' | 'nodes' | 'time'>;

export const componentNotRunning = defineRule({
  id: 'component-not-running',
  severity: 'error',
  says: 'A part of a pipeline has no pod that works.',
  symptom: '0/1 ready, no endpoints; what stands behind it goes silent',
  proof: "the workload's replicas and its pods' own states, from the API",
  causedBy: ['node-exporter-port-conflict', 'kubelet-not-answering'],
  needs: ['components', 'workloads', 'pods', 'nodes', 'time'],
  judge(facts) {
    const parts = new Map(
      facts.components.filter(({ kind, workload }) => workload && !NOT_PARTS.has(kind)).map((found) => [workloadSubject(found), found]),
    );
    return answerOf(
      [...parts].map(([subject, found]) => judgePart(subject, found, facts)),
      'no part of the pipelines that runs as a workload was found',
    );
  },
});

function judgePart(subject: string, found: Discovered, facts: Needed): Verdict {
  const workload = workloadOf(found, facts.workloads.items);
  if (!workload) return facts.workloads.whole ? WELL : unseen(`${sayWorkload(found)}: ${facts.workloads.because ?? 'not listed'}`);
  if (workload.ready > 0) return WELL;
  // A node that is not Ready keeps pods of a DaemonSet off by its taints, and has a finding of its own.
  if (workload.desired === 0 && workload.kind === 'DaemonSet' && noNodeIsReady(facts)) return WELL;
  if (workload.desired === 0) return failing({ ...scaledDown(workload, found, facts), subject, affects: affected(subject, facts) });
  if (!facts.pods.whole) return unseen(`the pods of ${sayWorkload(found)}: ${facts.pods.because ?? 'not listed'}`);
  return judgePods(subject, found, workload, facts);
}

function judgePods(subject: string, found: Discovered, workload: WorkloadObject, facts: Needed): Verdict {
  const members = facts.components.filter((each) => each.workload && workloadSubject(each) === subject);
  const pods = members.flatMap((each) => podsOf(each, facts.pods.items));
  if (pods.some(isPodReady)) return WELL;
  const down = nodesNotReady(facts.nodes.items);
  // The node is what is wrong with them, and has a finding of its own.
  if (pods.length > 0 && pods.every(({ node }) => node !== undefined && down.has(node))) return WELL;
  // Runs without anything to serve: metrics-server-no-data says so.
  if (found.kind === 'metrics-server' && pods.some(runsUnready)) return WELL;
  const serverNowMs = facts.time.nowMs + facts.time.clockOffsetMs;
  const young = pods.find(({ createdMs }) => serverNowMs - createdMs < STARTING_MS);
  if (young && !pods.some(stuckReason)) return unseen(`${sayWorkload(found)} to have had ${STARTING_MS / 1000} s to start`);
  const why = pods.map(whyNotReady).find((each) => each !== '') ?? 'none of its pods exists';
  return failing({
    subject,
    title: `${found.name} does not run`,
    because: `${sayWorkload(found)} wants ${count(workload.desired)} and has 0 ready: ${why}.`,
    remedy: remedyFor(pods, found),
    evidence: [
      { atMs: facts.time.nowMs, says: `${sayWorkload(found)}: 0 of ${workload.desired} ready` },
      ...pods.slice(0, 3).map((pod) => ({ atMs: facts.time.nowMs, says: `pod ${pod.namespace}/${pod.name}: ${whyNotReady(pod)}` })),
    ],
    affects: affected(subject, facts),
    // Readiness checks are made by the kubelet: one that stands still lets them fail.
    standsOn: nodesOfPods(pods.filter(runsUnready)),
  });
}

function noNodeIsReady({ nodes }: Needed): boolean {
  return nodes.items.length > 0 && nodesNotReady(nodes.items).size === nodes.items.length;
}

/** The members' ids: the names by which what stands behind them calls them. */
function affected(subject: string, { components }: Needed): readonly string[] {
  return components.filter((each) => each.workload && workloadSubject(each) === subject).map(({ id }) => id);
}

function scaledDown(workload: WorkloadObject, found: Discovered, { time }: Needed) {
  const isDaemonSet = workload.kind === 'DaemonSet';
  const named = sayWorkload(found);
  const place = `-n ${workload.namespace} ${workload.kind.toLowerCase()}/${workload.name}`;
  return {
    title: isDaemonSet ? `${found.name} runs on no node` : `${found.name} is scaled to 0`,
    because: isDaemonSet
      ? `${named} finds no node that it may run on (its nodeSelector, affinity or the nodes' taints): it wants 0 pods.`
      : `${named} has replicas 0: no pod of it exists.`,
    remedy: isDaemonSet
      ? `Compare its nodeSelector and tolerations with the nodes: kubectl get ${place} -o yaml`
      : `Scale it up again if that was not meant: kubectl scale ${place} --replicas=1`,
    evidence: [{ atMs: time.nowMs, says: `${named}: ${workload.desired} wanted, ${workload.ready} ready` }],
  };
}

function stuckReason(pod: PodObject): string | undefined {
  const stuck = pod.statuses.find(
    ({ state, reason }) => state === 'waiting' && reason !== 'ContainerCreating' && reason !== 'PodInitializing',
  );
  if (stuck?.reason !== undefined) {
    const last = stuck.lastTerminated?.reason;
    return `container ${stuck.name} is in ${stuck.reason}${last === undefined ? '' : ` (it last ended with ${last})`}`;
  }
  const unscheduled = pod.conditions.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
  return unscheduled && `it is not scheduled: ${unscheduled.message ?? unscheduled.reason ?? 'no reason given'}`;
}

function whyNotReady(pod: PodObject): string {
  const stuck = stuckReason(pod);
  if (stuck !== undefined) return stuck;
  if (runsUnready(pod)) return 'its containers run, and their readiness checks fail';
  const message = pod.conditions.find(({ status, message }) => status === 'False' && (message ?? '') !== '')?.message;
  return message ?? `it is ${pod.phase}${pod.reason === undefined ? '' : ` (${pod.reason})`}`;
}

function remedyFor(pods: readonly PodObject[], found: Discovered): string {
  const pod = pods[0];
  if (!pod)
    return `Look at why no pod is made (quota, admission): kubectl describe -n ${found.namespace} ${found.workload?.kind.toLowerCase()}/${found.workload?.name}`;
  const crashed = pod.statuses.some(({ reason }) => reason === 'CrashLoopBackOff');
  return crashed
    ? `Read why it ended: kubectl logs -n ${pod.namespace} ${pod.name} --previous`
    : `Look at its events: kubectl describe -n ${pod.namespace} pod/${pod.name}`;
}

function count(pods: number): string {
  return pods === 1 ? '1 pod' : `${pods} pods`;
}
