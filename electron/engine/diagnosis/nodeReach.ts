import type { Reachability } from '../../../shared/analysis/reachability/ways';
import { kubeletReach } from '../../../shared/diagnosis/select/kubeletReach';
import { kubeletsByNode } from '../../../shared/diagnosis/select/kubelets';
import { addressesOf, reaches } from '../../../shared/diagnosis/select/reach';
import { type Asked, diagnosisFacts, type Seen } from './diagnosisFacts';

/** Reachability reads neither. */
const NOT_READ: Asked = { accounts: [], blindSpots: { state: 'unseen', need: '' } };
/** A view is made four times a second; looks come every 15 s. */
const KEPT_MS = 5_000;

/** Who sees the kubelet of a node and who does not, as of the last looks; undefined: there is no such node. */
export function nodeReach(seen: Seen, name: string, nowMs: number): Reachability | undefined {
  const node = seen.inventory.nodes.find((each) => each.name === name);
  if (node === undefined) return undefined;
  const facts = diagnosisFacts(seen, NOT_READ, nowMs);
  const reach = reaches(facts, addressesOf(seen.inventory.nodes))(name);
  return kubeletReach(node, kubeletsByNode(facts.kubelets).get(name), reach);
}

/** The same for who asks again and again: made anew every 5 s. */
export class NodeReaches {
  private last: { readonly node: string; readonly atMs: number; readonly reach: Reachability | undefined } | undefined;

  constructor(
    private readonly seen: Seen,
    private readonly now: () => number,
  ) {}

  of(node: string): Reachability | undefined {
    const atMs = this.now();
    if (this.last?.reach === undefined || this.last.node !== node || atMs - this.last.atMs >= KEPT_MS || atMs < this.last.atMs)
      this.last = { node, atMs, reach: nodeReach(this.seen, node, atMs) };
    return this.last.reach;
  }
}
