import { type Cadence, cadenceOf } from '../../../shared/analysis/housekeeping/cadence';
import { stepCounts } from '../../../shared/analysis/housekeeping/histogram';
import type { HousekeepingPage, HousekeepingRow } from '../../../shared/contract/explorer';
import type { NodeObject } from '../../../shared/model/inventory';
import { type CadvisorFacts, isCadvisorFacts } from '../probers/cadvisor/facts';
import type { ExplorerParts } from './explorerParts';
import { housekeepingFlag } from './housekeepingFlag';

/** More rows than this are no picture any more. */
const MOST_NODES = 50;
const FIRST: readonly HousekeepingRow['verdict'][] = ['slower', 'faster', 'usual', 'too-few', 'unseen'];

/** How often the kubelet's cAdvisor of each node reads its cgroups, by the explicit timestamps that the looks so far have seen. */
export function housekeepingPage(parts: Pick<ExplorerParts, 'session'>): HousekeepingPage {
  const { session } = parts;
  const inKubelets = session.discovered.filter(({ kind, card }) => kind === 'cadvisor' && card === 'cadvisor');
  const looks = new Map(inKubelets.map(({ id, node, name }) => [node ?? name, session.looks.get(id)?.facts]));
  const rows = session.inventory.nodes.map((node) => rowOf(node, looks.get(node.name), parts));
  rows.sort((a, b) => FIRST.indexOf(a.verdict) - FIRST.indexOf(b.verdict));
  return {
    part: 'housekeeping',
    rows: rows.slice(0, MOST_NODES),
    more: Math.max(0, rows.length - MOST_NODES),
    ...(rows.length === 0 ? { because: 'No node is listed.' } : {}),
  };
}

function rowOf(node: NodeObject, facts: unknown, parts: Pick<ExplorerParts, 'session'>): HousekeepingRow {
  const flag = housekeepingFlag(node, parts);
  const unseen = isCadvisorFacts(facts) ? whyUnseen(facts) : 'Its cAdvisor was not looked at yet.';
  if (!isCadvisorFacts(facts) || (unseen !== undefined && facts.periods.length === 0))
    return { node: node.name, verdict: 'unseen', says: unseen ?? '', steps: 0, fits: [], counts: [], flag };
  const { periods, leastPeriods } = facts;
  return {
    node: node.name,
    ...numbersOf(cadenceOf(periods, leastPeriods)),
    counts: stepCounts(periods).map((each) => ({ ...each })),
    flag,
  };
}

function numbersOf({ verdict, says, steps, fits, interval: _, ...numbers }: Cadence): Omit<HousekeepingRow, 'node' | 'flag' | 'counts'> {
  return { verdict, says, steps, fits: fits.map((each) => ({ ...each })), ...(steps === 0 ? {} : numbers) };
}

/** Why no time of a read can be seen. */
function whyUnseen({ depth, exposition }: CadvisorFacts): string | undefined {
  if (exposition === undefined)
    return depth === 'bulk'
      ? 'There are too many nodes for a look at each: open its cAdvisor to have it looked at.'
      : 'It was not looked at yet.';
  if (exposition.state !== 'ok') return `/metrics/cadvisor: ${exposition.because}`;
  return exposition.value.withoutTimestamp && exposition.value.housekeptMs.size === 0
    ? 'Its series have no timestamps of their own: when they were read cannot be seen.'
    : undefined;
}
