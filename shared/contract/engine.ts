import { z } from 'zod';
import { HEALTHS } from '../model/health';
import { Evidence, Report } from '../report/schema';

/**
 * What engine and renderer say to each other over their MessagePort. Both sides parse what they
 * receive with these schemas. The renderer never gets a token, a kubeconfig or a raw header that
 * could hold one.
 */

/** One kept answer, without its body. */
export const AnswerHead = z.object({
  id: z.string(),
  name: z.string(),
  request: z.string(),
  route: z.string(),
  state: z.enum(['ok', 'absent', 'denied', 'unreachable', 'malformed']),
  because: z.string().optional(),
  remedy: z.string().optional(),
  status: z.number().optional(),
  at: z.string(),
  durationMs: z.number(),
  bytes: z.number().optional(),
  /** For "copy as kubectl" and "copy as curl"; placeholders stand for credentials. */
  kubectl: z.string().optional(),
  curl: z.string().optional(),
});

export const Member = z.object({
  id: z.string(),
  name: z.string(),
  namespace: z.string().optional(),
  node: z.string().optional(),
  health: z.enum(HEALTHS),
  because: z.string().optional(),
  version: z.string().optional(),
  ageSeconds: z.number().optional(),
});

export const Fact = z.object({ label: z.string(), value: z.string(), evidence: Evidence.optional() });

/** A metric family seen in an exposition of the selected component. */
export const FamilyRow = z.object({
  name: z.string(),
  type: z.string().optional(),
  unit: z.string().optional(),
  help: z.string().optional(),
  stability: z.string().optional(),
  series: z.number(),
});

/** Where a series is drawn (shared/model/chart.ts): series of one chart key share a chart; charts stand in their order. */
const ChartPlace = {
  chart: z.object({ key: z.string(), title: z.string(), unit: z.string(), order: z.number() }).optional(),
  line: z.string().optional(),
  limit: z.object({ value: z.number(), says: z.string() }).optional(),
};

/** One change of state of a card, a member or a hop, with what proved it then. */
export const StateChange = z.object({
  atMs: z.number(),
  /** Absent: the first state seen. */
  from: z.enum(HEALTHS).optional(),
  to: z.enum(HEALTHS),
  because: z.string().optional(),
  /** `kept`: the answer that it names can still be read. `lineText` is the line as it stood then. */
  proofs: z.array(z.object({ ...Evidence.shape, kept: z.boolean(), lineText: z.string().optional() })),
});

/** Everything of one selected card or member. */
export const Details = z.object({
  /** A card id or a member id. */
  id: z.string(),
  why: z.array(z.string()),
  confidence: z.enum(['proven', 'likely', 'corrected']).optional(),
  facts: z.array(Fact),
  answers: z.array(AnswerHead),
  members: z.array(Member),
  series: z.array(z.object({ key: z.string(), label: z.string(), unit: z.string(), ...ChartPlace })),
  families: z.array(FamilyRow),
  /** Its changes of state, newest first. */
  history: z.array(StateChange).optional(),
  /** Set when these are the details of a kept moment: facts, answers and families are kept of the newest look only and are empty then. */
  at: z.number().optional(),
});

/** Points of one chart line; `null` marks a gap. */
export const SeriesData = z.object({
  key: z.string(),
  label: z.string(),
  unit: z.string(),
  ...ChartPlace,
  source: z.string(),
  points: z.array(z.object({ atMs: z.number(), value: z.number().nullable() })),
});

export const Step = z.object({
  name: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'skipped']),
  ms: z.number().optional(),
  says: z.string().optional(),
});

export const CardExtra = z.object({
  id: z.string(),
  rows: z.array(z.object({ label: z.string(), value: z.string() })),
  spark: z.object({ label: z.string(), unit: z.string(), values: z.array(z.number().nullable()) }).optional(),
});

export const View = z.object({
  revision: z.number(),
  phase: z.enum(['connecting', 'live', 'unreachable', 'denied', 'empty', 'ended']),
  /** For `unreachable` and `denied`: what failed and what to do. */
  trouble: z
    .object({ says: z.string(), remedy: z.string(), sinceMs: z.number(), retryAtMs: z.number().optional(), yaml: z.string().optional() })
    .optional(),
  warnings: z.array(z.string()),
  /** What a card shows beside its report: rows of a tall card (at most 7) and a line of its number over the last 15 minutes, evenly spaced, null a gap. */
  cards: z.array(CardExtra).optional(),
  steps: z.array(Step),
  listed: z.array(
    z.object({ resource: z.string(), have: z.number(), of: z.number().optional(), state: z.string(), because: z.string().optional() }),
  ),
  report: Report,
  load: z.object({
    requestsPerSecond: z.number(),
    limit: z.number().optional(),
    bytesPerSecond: z.number(),
    inFlight: z.number(),
    totalRequests: z.number(),
  }),
  /** Of the last complete look at everything. */
  lookedAtMs: z.number().optional(),
  clockOffsetMs: z.number(),
  paused: z.boolean(),
  /** Set when this is a kept moment, not now: its time. Load, pause and demo switches are of now all the same. */
  at: z.number().optional(),
  demo: z.object({ scenario: z.string(), faults: z.array(z.object({ name: z.string(), says: z.string(), on: z.boolean() })) }).optional(),
});

/** A stretch in which a pipeline was in one state. `unseen`: nothing of it was looked at (not asked, denied, stale). */
export const TrackSegment = z.object({
  fromMs: z.number(),
  toMs: z.number(),
  state: z.enum(['ok', 'degraded', 'broken', 'unseen']),
  /** The card or hop that says so, of those the first along the flow. */
  subject: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('card'), card: z.string() }),
      z.object({ kind: z.literal('hop'), from: z.string(), to: z.string() }),
    ])
    .optional(),
  because: z.string().optional(),
});

/** The last hour: a stretch that is in no segment is a gap of the app itself (asleep, paused). Oldest first. */
export const Strip = z.object({
  nowMs: z.number(),
  /** When this session began: nothing is kept of before. */
  beganMs: z.number(),
  core: z.array(TrackSegment),
  monitoring: z.array(TrackSegment),
  /** Times of the kept moments, oldest first: where `go-to` can go. */
  moments: z.array(z.number()),
});

/** Engine to renderer. */
export const FromEngine = z.discriminatedUnion('type', [
  z.object({ type: z.literal('view'), view: View }),
  z.object({ type: z.literal('details'), details: Details }),
  z.object({
    type: z.literal('answer'),
    id: z.string(),
    contentType: z.string().optional(),
    text: z.string().optional(),
    truncatedAt: z.number().optional(),
    marks: z.array(z.object({ line: z.number(), says: z.string() })),
    error: z.string().optional(),
  }),
  z.object({ type: z.literal('series'), series: z.array(SeriesData) }),
  z.object({ type: z.literal('strip'), strip: Strip }),
  z.object({ type: z.literal('trouble'), says: z.string(), remedy: z.string() }),
]);

/** Renderer to engine. */
export const FromRenderer = z.discriminatedUnion('type', [
  /** Which details and series to send from now on; null: none. */
  z.object({ type: z.literal('select'), id: z.string().nullable() }),
  z.object({ type: z.literal('read-answer'), id: z.string() }),
  z.object({ type: z.literal('pause'), paused: z.boolean() }),
  z.object({ type: z.literal('look-now') }),
  z.object({ type: z.literal('retry') }),
  /** "This Service is my Prometheus", or "this is not one" (kind null). */
  z.object({
    type: z.literal('correct'),
    namespace: z.string(),
    service: z.string(),
    port: z.string(),
    scheme: z.enum(['http', 'https']),
    kind: z.string().nullable(),
  }),
  z.object({ type: z.literal('fault'), name: z.string(), on: z.boolean() }),
  /** Shows the newest moment kept that is not newer than this, else the oldest; looking goes on behind. */
  z.object({ type: z.literal('go-to'), atMs: z.number() }),
  z.object({ type: z.literal('go-live') }),
]);

export type View = z.infer<typeof View>;
export type StateChange = z.infer<typeof StateChange>;
export type TrackSegment = z.infer<typeof TrackSegment>;
export type Strip = z.infer<typeof Strip>;
export type CardExtra = z.infer<typeof CardExtra>;
export type Details = z.infer<typeof Details>;
export type SeriesData = z.infer<typeof SeriesData>;
export type AnswerHead = z.infer<typeof AnswerHead>;
export type Member = z.infer<typeof Member>;
export type FromEngine = z.infer<typeof FromEngine>;
export type FromRenderer = z.infer<typeof FromRenderer>;
