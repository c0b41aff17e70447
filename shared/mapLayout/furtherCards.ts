import { placeCards } from '../analysis/graph/placement';
import { baseOf } from '../analysis/graph/shownCard';
import { CARDS, type Card } from '../model/architecture';
import type { ReportComponent } from '../report/schema';

const KNOWN: ReadonlyMap<string, Card> = new Map(CARDS.map((card) => [card.id, card]));

/** Cards for components that the architecture's table does not have: a second Prometheus, an aggregator. */
export function furtherCards(components: readonly ReportComponent[]): readonly Card[] {
  const further = components.filter((component) => !KNOWN.has(component.id) && component.health !== 'absent');
  if (further.length === 0) return [];
  const places = placeCards(components);
  return further.flatMap((component) => {
    const place = places.get(component.id);
    return place === undefined ? [] : [toCard(component, place)];
  });
}

/** One card without its place on the map: what the inspector needs of it. */
export function furtherCard(component: ReportComponent): Card {
  return toCard(component, { x: 0, y: 0, w: 0, h: 0 });
}

function toCard(component: ReportComponent, { x, y, w, h }: Pick<Card, 'x' | 'y' | 'w' | 'h'>): Card {
  const base = KNOWN.get(baseOf(component.id));
  return {
    id: component.id,
    kind: component.kind,
    title: base === undefined || base.title === component.name ? component.name : `${base.title} ${component.name}`,
    role: base?.role ?? 'collector',
    pipeline: base?.pipeline ?? 'monitoring',
    x,
    y,
    w,
    h,
    shown: 'found',
    about: base?.about ?? 'Found in the cluster; it has no place in the official architecture.',
  };
}
