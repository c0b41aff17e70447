import { z } from 'zod';

const Id = z.string().max(200);

/** What the map can be led to. */
export const BreakAt = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hop'), from: Id, to: Id }),
  z.object({ kind: z.literal('card'), card: Id }),
]);

/** Where data stops, as the window says it: "metrics-server gets nothing from kubelet." */
export const BrokenPlace = z.object({ at: BreakAt, says: z.string().max(500) });

/** Window to main, whenever it changed: what is broken now. Main says it where nobody looks at the window. */
export const Breaks = z.object({
  type: z.literal('breaks'),
  /** Of another one nothing before is known: what it begins with is no news. */
  session: z.string().max(1_000),
  /** Where data stops. */
  places: z.array(BrokenPlace).max(200),
  /** Those and all that follow from them: cards, and hops as "from>to". */
  broken: z.array(z.string().max(401)).max(2_000),
});

export type BrokenPlace = z.infer<typeof BrokenPlace>;
export type Breaks = z.infer<typeof Breaks>;
