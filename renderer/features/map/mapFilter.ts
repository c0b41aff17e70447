import type { MapCard, MapHop, MapModel } from '../../store/mapModel';
import { CLUSTER_WIDE, type MapFilters } from '../../store/mapStore';
import type { State } from '../../ui/Glyph';

/** Both pipelines end at its card. */
const MEETING = 'hpa';

/** Ids of what a filter leaves out; `shown` of `all` cards pass. */
export interface Filtered {
  readonly cards: ReadonlySet<string>;
  readonly hops: ReadonlySet<string>;
  readonly shown: number;
  readonly all: number;
}

export function isFiltering({ namespaces, healths, pipelines }: MapFilters): boolean {
  return namespaces.length + healths.length + pipelines.length > 0;
}

/** A hop is left out with either of its ends, or by its own pipeline. */
export function filterMap({ cards, hops }: MapModel, filters: MapFilters): Filtered {
  const out = new Set(cards.filter((card) => !passes(card, filters)).map(({ card }) => card.id));
  const hopsOut = hops.filter((hop) => out.has(hop.from) || out.has(hop.to) || !inPipeline(hop, filters));
  return { cards: out, hops: new Set(hopsOut.map((hop) => hop.id)), shown: cards.length - out.size, all: cards.length };
}

function passes(card: MapCard, { namespaces, healths, pipelines }: MapFilters): boolean {
  return (
    (pipelines.length === 0 || pipelines.includes(card.card.pipeline) || card.card.id === MEETING) &&
    (healths.length === 0 || healths.some((health) => health === card.state)) &&
    (namespaces.length === 0 || namespacesOf(card).some((name) => namespaces.includes(name)))
  );
}

function inPipeline({ pipeline }: MapHop, { pipelines }: MapFilters): boolean {
  return pipelines.length === 0 || pipelines.includes(pipeline);
}

/** Namespaces a card's members are in; what has none belongs to the whole cluster. */
export function namespacesOf({ extra, found }: MapCard): readonly string[] {
  return extra?.namespaces ?? [found?.namespace ?? CLUSTER_WIDE];
}

/** What there is to choose from, with the number of cards of each. */
export function filterChoices(cards: readonly MapCard[]): {
  readonly namespaces: readonly (readonly [name: string, cards: number])[];
  readonly healths: readonly (readonly [state: State, cards: number])[];
} {
  return {
    namespaces: counted(cards.flatMap((card) => [...new Set(namespacesOf(card))])).sort(([a], [b]) => (a < b ? -1 : 1)),
    healths: counted(cards.map((card) => card.state)),
  };
}

function counted<T>(values: readonly T[]): [T, number][] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts];
}
