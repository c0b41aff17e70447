import type { Selection } from '../../store/choiceStore';
import type { MapModel } from '../../store/mapModel';
import type { CardNodeType } from './CardNode';
import type { HopEdgeType } from './HopEdge';
import type { Box } from './hopRoute';
import { routeHop } from './hopRoutes';

/** Cards as React Flow's nodes, at their places. */
export function toNodes({ cards, hops }: MapModel, selection: Selection): CardNodeType[] {
  const selected = selection.kind === 'card' || selection.kind === 'member' ? selection.card : undefined;
  return cards.map((card) => ({
    id: card.card.id,
    type: 'card' as const,
    position: { x: card.card.x, y: card.card.y },
    width: card.card.w,
    height: card.card.h,
    // The ring round the selected one stands over its neighbours.
    zIndex: card.card.id === selected ? 1 : 0,
    data: {
      card,
      hopsIn: hops.filter((hop) => hop.to === card.card.id),
      hopsOut: hops.filter((hop) => hop.from === card.card.id),
      selected: card.card.id === selected,
    },
  }));
}

/** Hops as React Flow's edges, each with its drawn way. */
export function toEdges({ cards, hops }: MapModel, selection: Selection): HopEdgeType[] {
  const boxes = new Map<string, Box>(cards.map(({ card }) => [card.id, card]));
  return hops.flatMap((hop) => {
    const route = routeHop(hop.from, hop.to, boxes);
    if (route === undefined) return [];
    const selected = selection.kind === 'hop' && selection.from === hop.from && selection.to === hop.to;
    return [
      {
        id: hop.id,
        source: hop.from,
        target: hop.to,
        type: 'hop' as const,
        data: { hop, route, selected },
      },
    ];
  });
}
