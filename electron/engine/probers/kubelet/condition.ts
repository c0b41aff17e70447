import { formatAge } from '../../../../shared/model/format';
import type { Health } from '../../../../shared/model/health';
import type { NodeObject } from '../../../../shared/model/inventory';
import type { Evidence } from '../../../../shared/model/observation';
import { nodeNamed } from '../podState';
import type { JudgeContext, Judgement } from '../prober';

/** The lease is renewed each 10 s; after 40 s the node controller calls the node Unknown (K8S node lifecycle controller). */
const LEASE_OLD_SECONDS = 40;

/** What the API knows of a kubelet without asking it: its node's conditions and the age of its lease. */
export interface NodeCondition {
  readonly health: Health;
  readonly because?: string;
  readonly node?: NodeObject;
  readonly leaseAge?: number;
  readonly evidence: readonly Evidence[];
}

export function judgeNode(context: JudgeContext): NodeCondition {
  const node = nodeNamed(context.inventory, context.found.node);
  const ready = node?.conditions.find((each) => each.type === 'Ready');
  const renewed = node ? context.inventory.leases[node.name] : undefined;
  const leaseAge = renewed === undefined ? undefined : Math.max(0, (context.nowMs + context.clockOffsetMs - renewed) / 1000);
  const atMs = context.nowMs;
  const says = ready && [`Ready=${ready.status}`, ready.reason, ready.message].filter(Boolean).join(': ');
  const base = {
    node,
    leaseAge,
    evidence: [
      ...(says === undefined ? [] : [{ atMs, says: `node ${node?.name}: ${says}` }]),
      ...(leaseAge === undefined ? [] : [{ atMs, says: `lease kube-node-lease/${node?.name} renewed ${formatAge(leaseAge)} ago` }]),
    ],
  };
  if (!ready) return { ...base, health: 'unknown', because: node ? 'the node has no Ready condition' : 'the node object cannot be seen' };
  if (ready.status !== 'True') return { ...base, health: 'broken', because: `node is not Ready: ${says}` };
  if (leaseAge !== undefined && leaseAge > LEASE_OLD_SECONDS)
    return { ...base, health: 'degraded', because: `its lease was renewed ${formatAge(leaseAge)} ago` };
  return { ...base, health: 'ok' };
}

/** What the node says of itself, for the fact table. */
export function nodeFacts({ node, leaseAge, evidence }: NodeCondition): Judgement['facts'] {
  if (!node) return [];
  const bad = node.conditions.filter((each) => each.type !== 'Ready' && each.status === 'True').map((each) => each.type);
  return [
    { label: 'version', value: node.kubeletVersion },
    { label: 'runtime', value: node.containerRuntimeVersion },
    ...(leaseAge === undefined ? [] : [{ label: 'lease renewed', value: `${formatAge(leaseAge)} ago`, evidence: evidence.at(-1) }]),
    ...(bad.length > 0 ? [{ label: 'node conditions', value: bad.join(', ') }] : []),
  ];
}
