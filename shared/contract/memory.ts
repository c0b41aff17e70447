import { z } from 'zod';
import { RememberedCluster } from './clusters';

/** Bounds: a memory is a convenience, a damaged or huge one must cost nothing. */
const MANY = 500;
const Id = z.string().max(600);
const Coordinate = z.number().min(-100_000).max(100_000);

/** How the user left the map of one cluster. Fields that do not fit are dropped, the others stay. */
export const MapMemory = z.object({
  positions: z
    .record(Id, z.object({ x: Coordinate, y: Coordinate }))
    .refine((all) => Object.keys(all).length <= MANY)
    .optional()
    .catch(undefined),
  zoom: z
    .object({ x: Coordinate, y: Coordinate, zoom: z.number().min(0.05).max(8) })
    .optional()
    .catch(undefined),
  /** As the map's store has them: lists of words by what they filter. */
  filters: z
    .record(z.string().max(60), z.union([z.string().max(300), z.boolean(), z.array(z.string().max(300)).max(MANY)]))
    .optional()
    .catch(undefined),
  opened: z.array(Id).max(MANY).optional().catch(undefined),
});

/** What is remembered of one cluster. */
export const ClusterMemory = z.object({
  map: MapMemory.optional().catch(undefined),
  tab: z.string().max(40).optional().catch(undefined),
  screen: z.string().max(40).optional().catch(undefined),
  seen: RememberedCluster.omit({ openedAtMs: true }).optional().catch(undefined),
});

export type MapMemory = z.infer<typeof MapMemory>;
export type ClusterMemory = z.infer<typeof ClusterMemory>;
