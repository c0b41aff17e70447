import { Position } from 'reactflow';
import type { HopRoute } from '../../../shared/mapLayout/hopRoute';
import type { Selection } from '../../store/choiceStore';
import type { MapModel } from '../../store/mapModel';
import type { CardNodeType } from './CardNode';
import type { FlowPath } from './flowPath';
import type { HopEdgeType } from './HopEdge';
import type { Filtered } from './mapFilter';
import { litWith } from './sameServer';

/** What stands out on the map and what is faint. */
export interface Emphasis {
  readonly selection: Selection;
  readonly path: FlowPath | undefined;
  readonly filtered: Filtered;
}

/** Ends of hops as React Flow wants them; the ways are our own, so where they are says nothing. */
function handlesOf(w: number, h: number): CardNodeType['handles'] {
  const size = { width: 1, height: 1, y: h / 2 };
  return [
    { type: 'target', position: Position.Left, x: 0, ...size },
    { type: 'source', position: Position.Right, x: w, ...size },
  ];
}

/** Cards as React Flow's nodes, at their places. */
export function toNodes({ cards, hops }: MapModel, { selection, path, filtered }: Emphasis): CardNodeType[] {
  const selected = selection.kind === 'card' || selection.kind === 'member' ? selection.card : undefined;
  const lit = litWith(selected);
  return cards.map((card) => {
    const { id, x, y, w, h } = card.card;
    return {
      id,
      type: 'card' as const,
      position: { x, y },
      width: w,
      height: h,
      measured: { width: w, height: h },
      handles: handlesOf(w, h),
      // The ring round the selected one stands over its neighbours.
      zIndex: id === selected ? 1 : 0,
      data: {
        card,
        hopsIn: hops.filter((hop) => hop.to === id),
        hopsOut: hops.filter((hop) => hop.from === id),
        selected: id === selected,
        lit: lit.includes(id),
        faint: filtered.cards.has(id) || (path !== undefined && !path.cards.has(id)),
      },
    };
  });
}

/** Hops as React Flow's edges, each with its drawn way; one whose way is not known is left out. */
export function toEdges({ hops }: MapModel, routes: ReadonlyMap<string, HopRoute>, { selection, path, filtered }: Emphasis): HopEdgeType[] {
  return hops.flatMap((hop) => {
    const route = routes.get(hop.id);
    if (route === undefined) return [];
    const selected = selection.kind === 'hop' && selection.from === hop.from && selection.to === hop.to;
    const faint = filtered.hops.has(hop.id) || (path !== undefined && !path.hops.has(hop.id));
    return [{ id: hop.id, source: hop.from, target: hop.to, type: 'hop' as const, data: { hop, route, selected, faint } }];
  });
}
