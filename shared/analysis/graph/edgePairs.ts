import type { Hop } from '../../model/architecture';
import type { Pipeline } from '../../model/component';
import type { HopJudgement } from '../../model/judgement';
import type { ShownCard } from './shownCard';

/** An edge before its health: who, what it carries, what was said of it. */
export interface EdgePair {
  readonly from: ShownCard;
  readonly to: ShownCard;
  readonly pipeline: Pipeline;
  readonly carries: string;
  readonly periodSeconds?: number;
  readonly judgements: readonly HopJudgement[];
}

/** API group behind a card that is an API. */
const GROUP_OF: Readonly<Record<string, string>> = {
  'metrics-api': 'metrics.k8s.io',
  'custom-metrics-api': 'custom.metrics.k8s.io',
  'external-metrics-api': 'external.metrics.k8s.io',
};

/**
 * Edges of the picture between cards that are shown, in its order; then those of further instances;
 * then what looks told of and the picture does not have (a federating Prometheus), by their ends.
 */
export function edgePairs(
  hops: readonly Hop[],
  cards: readonly ShownCard[],
  judgements: ReadonlyMap<string, readonly HopJudgement[]>,
  looked: (card: ShownCard) => boolean,
): readonly EdgePair[] {
  const pairs = new Map<string, EdgePair>();
  const add = (from: ShownCard, to: ShownCard, hop: Pick<Hop, 'pipeline' | 'carries' | 'periodSeconds'>) => {
    const key = pairKey(from.id, to.id);
    const { pipeline, carries, periodSeconds } = hop;
    if (!pairs.has(key)) pairs.set(key, { from, to, pipeline, carries, periodSeconds, judgements: judgements.get(key) ?? [] });
  };
  for (const instances of [false, true]) {
    for (const hop of hops) {
      for (const from of cards.filter((card) => card.base === hop.from)) {
        for (const to of cards.filter((card) => card.base === hop.to)) {
          if ((from.instance || to.instance) === instances && belongs(from, to, hop, judgements, looked)) add(from, to, hop);
        }
      }
    }
  }
  for (const api of cards) {
    for (const server of cards) if (serves(server, api)) add(server, api, { pipeline: api.pipeline, carries: 'APIService' });
  }
  addJudged(cards, judgements, add);
  return [...pairs.values()];
}

export function pairKey(from: string, to: string): string {
  return `${from}>${to}`;
}

/** Whether one of the card's members is who an API's registration leads to. */
export function serves(server: ShownCard, api: ShownCard): boolean {
  const group = GROUP_OF[api.id];
  return group !== undefined && server.id !== api.id && server.members.some((member) => member.serves?.includes(group));
}

export function isApi(card: ShownCard): boolean {
  return GROUP_OF[card.id] !== undefined;
}

/** Whether an edge of the picture makes sense between these two cards. */
function belongs(
  from: ShownCard,
  to: ShownCard,
  hop: Hop,
  judgements: ReadonlyMap<string, readonly HopJudgement[]>,
  looked: (card: ShownCard) => boolean,
): boolean {
  if (judgements.has(pairKey(from.id, to.id))) return true;
  // Who serves an API is known from its registration: another adapter that was found has nothing to do with it.
  if (hop.carries === 'APIService' && isApi(to)) {
    const ofPicture = from.id === 'metrics-server' || (from.id === 'prometheus-adapter' && to.id === 'custom-metrics-api');
    return serves(from, to) || ofPicture;
  }
  // A further Prometheus reads what its look says it reads.
  return !(to.instance && looked(to));
}

function addJudged(
  cards: readonly ShownCard[],
  judgements: ReadonlyMap<string, readonly HopJudgement[]>,
  add: (from: ShownCard, to: ShownCard, hop: Pick<Hop, 'pipeline' | 'carries' | 'periodSeconds'>) => void,
): void {
  const byId = new Map(cards.map((card) => [card.id, card]));
  for (const key of [...judgements.keys()].sort()) {
    const first = judgements.get(key)?.[0];
    const from = byId.get(first?.from ?? '');
    const to = byId.get(first?.to ?? '');
    if (from && to) add(from, to, { pipeline: to.pipeline, carries: '/metrics' });
  }
}
