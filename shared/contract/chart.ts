import { z } from 'zod';

/** What engine and window say to each other about charts: which stretch of time, out of which source, and how far that is. */

/** The source that is always there: what Hopscope saw itself. Others are ids of components that keep history. */
export const OWN_LOOKS = 'own';

/** Up to now, or from one moment to another (a pause, a zoom). */
export const ChartSpan = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('live'), ms: z.number().positive() }),
  z.object({ kind: z.literal('fixed'), fromMs: z.number(), toMs: z.number() }),
]);

/** Somebody who keeps history: `says` tells why it cannot be asked now. */
export const ChartSource = z.object({ id: z.string(), name: z.string(), says: z.string().optional() });

/** One chart that is asked of a source with a query. Its lines are series of the same chart key. */
export const AskedChart = z.object({
  key: z.string(),
  title: z.string(),
  unit: z.string(),
  order: z.number(),
  /** PromQL, one for each kind of line. */
  queries: z.array(z.string()),
  state: z.discriminatedUnion('state', [
    z.object({ state: z.literal('waiting') }),
    z.object({ state: z.literal('asking'), sinceMs: z.number() }),
    /** `lines` is 0: the source has no sample for it in this stretch. `partial`: it said that a part of it could not answer. */
    z.object({
      state: z.literal('ready'),
      lines: z.number(),
      partial: z.object({ says: z.string(), remedy: z.string() }).optional(),
    }),
    z.object({ state: z.literal('failed'), says: z.string(), remedy: z.string() }),
    z.object({ state: z.literal('cancelled') }),
  ]),
});

/** What all charts of the selection share: their axis of time, their source, and how far asking is. */
export const ChartFrame = z.object({
  /** The selection that it is of. */
  id: z.string(),
  source: z.string(),
  sources: z.array(ChartSource),
  fromMs: z.number(),
  toMs: z.number(),
  live: z.boolean(),
  /** Set while the window shows a moment of before: the axis ends there (a zoom: not after it). */
  heldMs: z.number().optional(),
  /** Set where the source has nothing before: the axis begins here instead of a whole range back. */
  beganMs: z.number().optional(),
  /** Between two points; absent where there is no point yet. */
  stepSeconds: z.number().optional(),
  /** Each point is the highest (of `up`: the lowest) of its step, so that nothing between two points is lost. */
  peaks: z.boolean(),
  asked: z.array(AskedChart),
  /** Why there is no chart at all out of this source. */
  trouble: z.object({ says: z.string(), remedy: z.string() }).optional(),
});

/** Window to engine: what the charts are to show. */
export const ChartIntent = z.object({ type: z.literal('chart'), span: ChartSpan, source: z.string() });
/** Window to engine: end the queries under way; or ask again what was cancelled or failed. */
export const ChartCancel = z.object({ type: z.literal('chart-cancel') });
export const ChartAgain = z.object({ type: z.literal('chart-again') });

export type ChartSpan = z.infer<typeof ChartSpan>;
export type ChartSource = z.infer<typeof ChartSource>;
export type AskedChart = z.infer<typeof AskedChart>;
export type ChartFrame = z.infer<typeof ChartFrame>;
export type ChartIntent = z.infer<typeof ChartIntent>;
