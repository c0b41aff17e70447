import type { LabFault } from '../../../shared/contract/lab';
import type { World } from '../world/world';
import type { Fault } from './fault';
import { FAULTS } from './table';

/** One fault of a cluster of 5,000 nodes has a finding for each: the window lists no more of it. */
const MOST_EXPECTED = 40;

/** Every fault with what must come of it in this World: of one that is off, what would if it were switched on beside the others. */
export function labFaults(world: World): LabFault[] {
  return FAULTS.map((fault) => labFault(fault, world));
}

function labFault(fault: Fault, now: World): LabFault {
  const on = now.faults.includes(fault.name);
  const world = on ? now : fault.apply(now);
  const findings = fault.findings(world);
  const { cards } = fault.health(world);
  return {
    name: fault.name,
    says: fault.breaks,
    on,
    cards: Object.keys(cards).filter((id) => cards[id]?.includes('ok') === false),
    findings: findings.slice(0, MOST_EXPECTED).map(({ rule, subject }) => ({ rule, subject })),
    more: Math.max(0, findings.length - MOST_EXPECTED),
    settlesSeconds: fault.settlesSeconds,
  };
}
