import { z } from 'zod';

/** The same number out of two sources round a gap: read from the component itself, and as a Prometheus kept it. */

const Line = z.array(z.object({ atMs: z.number(), value: z.number().nullable() }));

const Difference = z.object({
  inGap: z.object({ direct: z.number(), kept: z.number() }),
  range: z.object({ low: z.number(), high: z.number() }).optional(),
  lastKept: z.number().optional(),
  age: z.object({ directMs: z.number(), keptMs: z.number() }).optional(),
  oldestMs: z.number().optional(),
  same: z.number(),
  differ: z.number(),
});

export const GapCompare = z.discriminatedUnion('state', [
  /** Nothing to lay beside what was kept: why. */
  z.object({ state: z.literal('none'), id: z.string(), says: z.string() }),
  z.object({
    state: z.literal('both'),
    /** Of the gap. */
    id: z.string(),
    fromMs: z.number(),
    toMs: z.number(),
    gap: z.object({ fromMs: z.number(), toMs: z.number() }),
    target: z.string(),
    /** Who was read directly, and who kept. */
    directName: z.string(),
    keptName: z.string(),
    /** Series that can be compared; `series` is the one that is. */
    choices: z.array(z.object({ id: z.string(), words: z.string() })),
    series: z.string(),
    unit: z.string(),
    direct: Line,
    kept: Line,
    difference: Difference,
    /** Why there is no line of what was kept. */
    trouble: z.string().optional(),
  }),
]);

/** Engine to window. */
export const GapCompared = z.object({ type: z.literal('gap-compare'), compare: GapCompare.nullable() });

export type GapCompare = z.infer<typeof GapCompare>;
