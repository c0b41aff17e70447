import type { Condition, NodeObject } from '../../model/inventory';
import { answerOf, cannotTell, type Failure, failing, unseen, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { conditionOf, conditionProof, sayCondition } from '../select/conditions';
import { kubeletState } from '../select/kubelets';
import { nodeSubject } from '../select/nodes';

const PRESSURES = ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'NetworkUnavailable'];

export const nodeUnhealthy = defineRule({
  id: 'node-unhealthy',
  severity: 'error',
  says: 'A node is not Ready, or under pressure.',
  symptom: 'max(kube_node_status_condition{condition="Ready",status="true"} < 1)',
  proof: "the node's own conditions, from the API",
  causedBy: ['kubelet-not-answering'],
  needs: ['nodes', 'kubelets', 'time'],
  judge(facts) {
    const { nodes } = facts;
    if (nodes.items.length === 0 && !nodes.whole) return cannotTell(`the list of nodes: ${nodes.because ?? 'not listed'}`);
    return answerOf(
      nodes.items.map((node) => judgeNode(node, facts)),
      'there are no nodes',
    );
  },
});

function judgeNode(node: NodeObject, facts: Pick<Facts, 'kubelets' | 'time'>): Verdict {
  const ready = conditionOf(node.conditions, 'Ready');
  if (!ready) return unseen(`a Ready condition of node ${node.name}`);
  if (ready.status !== 'True') return failing({ ...notReady(node, ready, facts) });
  const pressure = node.conditions.find(({ type, status }) => PRESSURES.includes(type) && status === 'True');
  return pressure ? failing(underPressure(node, pressure, facts.time.nowMs)) : WELL;
}

function notReady(node: NodeObject, ready: Condition, { kubelets, time }: Pick<Facts, 'kubelets' | 'time'>): Failure {
  const sight = kubelets.find((each) => each.node === node.name);
  // A kubelet that hangs is why nobody hears of the node; one that is gone is part of the node that is gone.
  const hangs = sight !== undefined && kubeletState(sight).is === 'hangs';
  return {
    subject: nodeSubject(node.name),
    title: `Node ${node.name} is not Ready`,
    because: `It says ${sayCondition(ready).replace(/\.$/, '')}. Pods on it count as not ready, Services leave them out, and metrics-server has no values of them.`,
    remedy:
      ready.status === 'Unknown'
        ? `The kubelet of ${node.name} has stopped reporting: log in to the node and look at the kubelet (systemctl status kubelet, journalctl -u kubelet) and at whether the machine is up.`
        : `Look at what the kubelet of ${node.name} says above: kubectl describe node ${node.name}`,
    evidence: [conditionProof(`node ${node.name}`, ready, time.nowMs)],
    sinceMs: ready.sinceMs,
    ...(hangs ? {} : { root: true }),
  };
}

function underPressure(node: NodeObject, pressure: Condition, atMs: number): Failure {
  return {
    subject: nodeSubject(node.name),
    severity: 'warning',
    title: `Node ${node.name} has ${pressure.type}`,
    because: `It says ${sayCondition(pressure).replace(/\.$/, '')}. Pods may be evicted, and series of them end.`,
    remedy: `Look at what uses it up: kubectl describe node ${node.name}`,
    evidence: [conditionProof(`node ${node.name}`, pressure, atMs)],
    sinceMs: pressure.sinceMs,
    root: true,
  };
}
