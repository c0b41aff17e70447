import type { PodObject } from '../../model/inventory';
import { podsOf } from '../../model/objectsOf';
import { answerOf, cannotTell, failing, notApplicable, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { isPodReady, sayWorkload, workloadSubject } from '../select/workloads';

/** The scheduler's words (plugins/nodeports). */
const NO_FREE_PORT = /didn't have free ports for the requested pod ports/;
const DEFAULT_PORT = 9100;

type Needed = Pick<Facts, 'components' | 'pods' | 'time'>;

export const nodeExporterPortConflict = defineRule({
  id: 'node-exporter-port-conflict',
  severity: 'warning',
  says: 'A node-exporter cannot have its port of the node: another pod has it.',
  symptom: "listen tcp :9100: bind: address already in use; or pods Pending: node(s) didn't have free ports for the requested pod ports",
  proof: "the state of its pods, and the ports of the nodes' other pods, from the API",
  causedBy: [],
  needs: ['components', 'pods', 'time'],
  judge(facts) {
    const exporters = facts.components.filter(({ kind, pods }) => kind === 'node-exporter' && pods.length > 0);
    if (exporters.length === 0) return notApplicable('no node-exporter with pods was found');
    if (!facts.pods.whole) return cannotTell(`the list of pods: ${facts.pods.because ?? 'not listed'}`);
    const workloads = new Map(exporters.map((found) => [workloadSubject(found), found]));
    return answerOf(
      [...workloads.keys()].map((subject) => judge(subject, facts)),
      '',
    );
  },
});

/** Each pod of it that cannot have its port, and the pod that has it. */
function judge(subject: string, facts: Needed): Verdict {
  const members = facts.components.filter((each) => each.kind === 'node-exporter' && workloadSubject(each) === subject);
  const pods = members.flatMap((each) => podsOf(each, facts.pods.items));
  const own = new Set(pods.map(({ uid }) => uid));
  const listens = Number(/--web\.listen-address=\S*:(\d+)/.exec(members[0]?.args.join(' ') ?? '')?.[1] ?? DEFAULT_PORT);
  const conflicts = pods.flatMap((pod) => {
    if (isPodReady(pod) || !wantsPort(pod)) return [];
    const port = portsOf(pod).at(0) ?? listens;
    const holder = facts.pods.items.find((other) => !own.has(other.uid) && holds(other, port) && isInTheWay(pod, other));
    return holder ? [{ pod, holder, port }] : [];
  });
  const [first] = conflicts;
  const [found] = members;
  if (!first || !found) return WELL;
  const { pod, holder, port } = first;
  const nodes = [...new Set(conflicts.map((each) => each.pod.node ?? each.holder.node ?? ''))].join(', ');
  return failing({
    subject,
    title: `${found.name} cannot have port ${port} on ${nodes}`,
    because: `Its ${conflicts.length === 1 ? `pod ${pod.name} is` : `${conflicts.length} pods are`} not ready (${whyNot(pod)}), and pod ${holder.namespace}/${holder.name} has port ${port} of ${holder.node ?? 'the node'}: on a node only one can have it.`,
    remedy: `Leave one exporter: where ${sayHolder(holder)} is one too, take ${sayWorkload(found)} away; else give this one another port (--web.listen-address and its container port).`,
    evidence: [
      { atMs: facts.time.nowMs, says: `pod ${pod.namespace}/${pod.name}: ${whyNot(pod)}` },
      {
        atMs: facts.time.nowMs,
        says: `pod ${holder.namespace}/${holder.name}: runs on ${holder.node ?? '?'} with port ${port} of the node`,
      },
    ],
  });
}

/** Refused by the scheduler for its ports, or crashing in the node's own network. */
function wantsPort(pod: PodObject): boolean {
  if (isPending(pod)) return true;
  return pod.hostNetwork && pod.statuses.some(({ reason }) => reason === 'CrashLoopBackOff');
}

function isPending({ conditions }: PodObject): boolean {
  return conditions.some(({ type, status, message }) => type === 'PodScheduled' && status === 'False' && NO_FREE_PORT.test(message ?? ''));
}

/** One that is not scheduled yet wants a node on which the other is; one that crashes is on its node already. */
function isInTheWay(pod: PodObject, other: PodObject): boolean {
  return pod.node === undefined ? other.node !== undefined : pod.node === other.node;
}

function portsOf({ containers, hostNetwork }: PodObject): readonly number[] {
  return containers.flatMap(({ ports }) =>
    ports.flatMap(({ hostPort, containerPort }) => (hostPort !== undefined ? [hostPort] : hostNetwork ? [containerPort] : [])),
  );
}

/** It runs, and the port is among those that it declares of the node. */
function holds(pod: PodObject, port: number): boolean {
  return pod.deletedMs === undefined && pod.statuses.some(({ state }) => state === 'running') && portsOf(pod).includes(port);
}

function whyNot(pod: PodObject): string {
  const unscheduled = pod.conditions.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
  if (unscheduled) return `not scheduled: ${unscheduled.message ?? ''}`;
  const crashing = pod.statuses.find(({ reason }) => reason === 'CrashLoopBackOff');
  return crashing ? `container ${crashing.name} is in CrashLoopBackOff` : 'not ready';
}

function sayHolder({ owner, namespace, name }: PodObject): string {
  return owner ? `${owner.kind} ${namespace}/${owner.name}` : `pod ${namespace}/${name}`;
}
