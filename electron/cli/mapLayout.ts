import { routeHop } from '../../renderer/features/map/hopRoutes';
import { furtherCards } from '../../renderer/store/furtherCards';
import type { MapLayout } from '../../shared/exports/mapPicture';

/** The window's own layout, which needs no window: a drawing has its cards and lines where the map has them. */
export const MAP_LAYOUT: MapLayout = { furtherCards, routeHop };
