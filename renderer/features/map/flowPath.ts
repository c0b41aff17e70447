import type { Selection } from '../../store/choiceStore';

interface Ends {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** Cards and hops (by id) that are on a way through the selected card or hop. */
export interface FlowPath {
  readonly cards: ReadonlySet<string>;
  readonly hops: ReadonlySet<string>;
}

/** Everything upstream and downstream of the selection; undefined when nothing is selected. Cycles end where they began. */
export function pathOf(selection: Selection, hops: readonly Ends[]): FlowPath | undefined {
  if (selection.kind === 'none') return undefined;
  const [from, to] = selection.kind === 'hop' ? [selection.from, selection.to] : [selection.card, selection.card];
  const upstream = reach(from, hops, (hop) => [hop.to, hop.from]);
  const downstream = reach(to, hops, (hop) => [hop.from, hop.to]);
  const own = hops.filter((hop) => selection.kind === 'hop' && hop.from === from && hop.to === to).map((hop) => hop.id);
  return {
    cards: new Set([...upstream.cards, ...downstream.cards]),
    hops: new Set([...upstream.hops, ...downstream.hops, ...own]),
  };
}

function reach(start: string, hops: readonly Ends[], along: (hop: Ends) => readonly [here: string, next: string]): FlowPath {
  const cards = new Set([start]);
  const walked = new Set<string>();
  const open = [start];
  for (let card = open.pop(); card !== undefined; card = open.pop()) {
    for (const hop of hops) {
      const [here, next] = along(hop);
      if (here !== card) continue;
      walked.add(hop.id);
      if (!cards.has(next)) open.push(next);
      cards.add(next);
    }
  }
  return { cards, hops: walked };
}
