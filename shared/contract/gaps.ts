import { z } from 'zod';
import { PROVEN_CAUSES } from '../analysis/gaps/scene';
import { HEALTHS } from '../model/health';
import { Evidence } from '../report/schema';
import { ChartSource, ChartSpan } from './chart';

/** What engine and window say to each other about scrape gaps. */

/** One gap as it is drawn; what proves it is asked for with `open-gap`. */
export const GapMark = z.object({
  id: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
  missed: z.number(),
  cause: z.enum(PROVEN_CAUSES),
  /** Nothing was scraped at that time: it is the scraper's, drawn once through all rows. */
  ofAll: z.boolean(),
});

/** One target over the stretch. */
export const GapRow = z.object({
  key: z.string(),
  job: z.string(),
  name: z.string(),
  instance: z.string(),
  state: z.enum(HEALTHS),
  intervalMs: z.number(),
  expected: z.number(),
  onTime: z.number(),
  late: z.number(),
  /** Missed, failed and emptied scrapes; `own`: those that are not the scraper's standing still. */
  lost: z.number(),
  own: z.number(),
  longestMs: z.number(),
  gaps: z.array(GapMark),
  /** Times of its scrapes, where they are few enough to be drawn one by one. */
  ticks: z.array(z.number()).optional(),
  /** Its samples were not read one by one (there are too many targets): lost is a count, gaps come when the row is in sight. */
  counted: z.boolean().optional(),
  /** What is no gap and looks like one. */
  note: z.string().optional(),
});

export const GapStop = z.object({
  id: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
  cause: z.enum(PROVEN_CAUSES),
  targets: z.number(),
  /** The source answered in this time and has nothing of it any more. */
  lost: z.boolean().optional(),
});

export const GapFrame = z.object({
  /** Id of the source that answered: a component's, or OWN_LOOKS. */
  source: z.string(),
  sourceName: z.string(),
  sources: z.array(ChartSource),
  fromMs: z.number(),
  toMs: z.number(),
  live: z.boolean(),
  /** The source has nothing before. */
  beganMs: z.number().optional(),
  /** Worst first. */
  rows: z.array(GapRow),
  stops: z.array(GapStop),
  /** Of most targets; jitter as learnt. */
  intervalMs: z.number().optional(),
  jitterMs: z.number().optional(),
  /** While queries are under way: how many answered. */
  asked: z.object({ done: z.number(), of: z.number() }).optional(),
  /** Why nothing was read; `partial`: why a part of it is not there. */
  trouble: z.object({ says: z.string(), remedy: z.string(), partial: z.literal(true).optional() }).optional(),
  /** The series asked for by selector, and why they are not there. */
  series: z.object({ selector: z.string(), rows: z.array(GapRow), trouble: z.string().optional() }).optional(),
});

/** What a gap cost. */
export const GapCost = z.object({
  /** Evaluations of a rate over that range while the gap lay in it, and how many had no value. */
  rates: z.array(z.object({ range: z.string(), evaluations: z.number(), lost: z.number() })),
  rules: z.array(z.object({ name: z.string(), kind: z.enum(['recording', 'alerting']), evaluations: z.number() })),
  hpas: z.array(z.object({ name: z.string(), says: z.string() })),
  /** Why rules or HPAs are not known. */
  unknown: z.string().optional(),
});

/** One gap opened: cause, proof, cost and what to do. */
export const GapDetail = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  job: z.string(),
  url: z.string().optional(),
  cause: z.enum(PROVEN_CAUSES),
  because: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
  openBefore: z.boolean(),
  openAfter: z.boolean(),
  missed: z.number(),
  intervalMs: z.number(),
  evidence: z.array(Evidence),
  /** Absent while it is asked for. */
  cost: GapCost.optional(),
  remedy: z.string().optional(),
  /** The smallest range that survives, with its sum. */
  advice: z.string(),
  /** What brings the samples around it, for a Prometheus' own page. */
  query: z.string().optional(),
  answerId: z.string().optional(),
});

/** Window to engine: which gaps to read from now on; `inSight` the keys of rows on the screen. */
export const GapsIntent = z.object({
  type: z.literal('gaps'),
  span: ChartSpan,
  source: z.string().optional(),
  inSight: z.array(z.string()).max(200),
  open: z.string().nullable(),
  /** Id of the series of the open gap's target to compare with what was read directly; absent: the usual one. */
  compare: z.string().max(4_000).optional(),
  /** A selector: the gaps of each series that it names are rows too. */
  series: z.string().max(1_000).optional(),
});
/** The view was left: nobody is asked any more. */
export const GapsOff = z.object({ type: z.literal('gaps-off') });

/** Engine to window. */
export const GapsFrame = z.object({ type: z.literal('gaps'), frame: GapFrame });
export const GapOpened = z.object({ type: z.literal('gap'), gap: GapDetail.nullable() });

export type GapMark = z.infer<typeof GapMark>;
export type GapRow = z.infer<typeof GapRow>;
export type GapStop = z.infer<typeof GapStop>;
export type GapFrame = z.infer<typeof GapFrame>;
export type GapCost = z.infer<typeof GapCost>;
export type GapDetail = z.infer<typeof GapDetail>;
export type GapsIntent = z.infer<typeof GapsIntent>;
export type GapsOff = z.infer<typeof GapsOff>;
