import { useMemo, useRef } from 'react';
import type { Box, HopRoute } from '../../../shared/mapLayout/hopRoute';
import { routeHop } from '../../../shared/mapLayout/hopRoutes';
import type { MapModel } from '../../store/mapModel';
import { useShared } from './useShared';

type Routes = ReadonlyMap<string, HopRoute>;

/** The ways of all hops; reckoned anew only when a card came, went or moved. While cards are dragged only their own hops follow. */
export function useRoutes({ cards, hops }: MapModel, dragged: readonly string[]): Routes {
  const boxes = useShared(cards.map(({ card: { id, x, y, w, h } }) => ({ id, x, y, w, h })));
  const pairs = useShared(hops.map(({ id, from, to }) => ({ id, from, to })));
  const moving = useShared(dragged);
  const before = useRef<Routes>(new Map());
  const routes = useMemo(() => {
    const byId = new Map<string, Box>(boxes.map((box) => [box.id, box]));
    const found = new Map<string, HopRoute>();
    for (const { id, from, to } of pairs) {
      const own = moving.includes(from) || moving.includes(to);
      const kept = moving.length > 0 && !own ? before.current.get(id) : undefined;
      const route = kept ?? routeHop(from, to, byId, own);
      if (route !== undefined) found.set(id, route);
    }
    return found;
  }, [boxes, pairs, moving]);
  before.current = routes;
  return routes;
}
