import { z } from 'zod';

/** The value trace: one number at every hop of both pipelines at one moment, and how long a change takes to get there. */

export const TraceSubject = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('pod'),
    namespace: z.string().min(1).max(253),
    name: z.string().min(1).max(253),
    /** One container of it alone. */
    container: z.string().min(1).max(253).optional(),
  }),
  z.object({ kind: z.literal('node'), name: z.string().min(1).max(253) }),
]);

/** `metric`: "cpu", "memory", or the name of a custom metric or of a series of the pod. */
export const TraceQuestion = z.object({ subject: TraceSubject, metric: z.string().min(1).max(512) });

/** Answered by `trace` messages of the same number, again and again until another is asked or `stop-trace`. */
export const AskTrace = z.object({ type: z.literal('ask-trace'), ask: z.number(), question: TraceQuestion });
export const StopTrace = z.object({ type: z.literal('stop-trace') });
/** Pods and nodes whose name holds the words; answered by `trace-subjects`. */
export const FindTraceSubjects = z.object({ type: z.literal('find-trace-subjects'), query: z.string().max(512) });

const Proof = z.object({
  request: z.string(),
  /** The kept answer. */
  answerId: z.string().optional(),
  /** Whose answer it is: its card of the map and its own id. */
  owner: z.object({ card: z.string(), member: z.string() }).optional(),
});

export const TRACE_HOPS = [
  'cgroup',
  'exposed',
  'cadvisor',
  'resource',
  'metrics-server',
  'metrics-api',
  'kubectl-top',
  'hpa',
  'prometheus',
  'rule',
  'dashboard',
  'adapter',
  'custom-metric',
] as const;

/** A stretch in which the number waited, or was worked on, to be at this hop. */
const Bar = z.object({
  fromMs: z.number(),
  toMs: z.number(),
  kind: z.enum(['waiting', 'working']),
  says: z.string(),
  /** False: it was at most so long; when it ended was not seen. */
  exact: z.boolean(),
});

export const TraceHop = z.object({
  id: z.string(),
  hop: z.enum(TRACE_HOPS),
  pipeline: z.enum(['core', 'monitoring']),
  title: z.string(),
  /** The second line: its unit, window or time. */
  sub: z.string(),
  /** Its card of the map. */
  card: z.string(),
  /** The line of the map that the number came over to be here: what its bar says was added on that. */
  over: z.object({ from: z.string(), to: z.string() }).optional(),
  state: z.enum(['seen', 'denied', 'failed', 'absent']),
  value: z.object({ amount: z.number(), unit: z.string(), text: z.string() }).optional(),
  /** When it was true, by this machine's clock. */
  trueMs: z.number().optional(),
  bar: Bar.optional(),
  /** What makes it another number than at the hop before: other window, containers, definition, rounding. */
  changed: z.string().optional(),
  says: z.string(),
  /** Minus the hop before, where both are the same kind of number. */
  difference: z.object({ from: z.string(), amount: z.number(), text: z.string() }).optional(),
  /** What it is made of, each with its own time. */
  parts: z.array(z.object({ label: z.string(), text: z.string() })),
  proof: Proof.optional(),
});

/** What must be equal. */
export const TraceIdentity = z.object({ id: z.string(), holds: z.enum(['yes', 'no', 'cannot-tell']), says: z.string() });

export const TraceClock = z.object({ who: z.string(), offsetMs: z.number(), withinMs: z.number() });

export const TraceLag = z.object({
  /** Where a change is seen: "HPA shop/web", "the Metrics API". */
  to: z.string(),
  /** The longest that each part takes; `after`: not until the change is seen, but until nothing older is in the number. */
  budget: z.array(z.object({ id: z.string(), says: z.string(), ms: z.number(), after: z.boolean() })),
  measured: z
    .object({
      /** Arrivals that were seen; a change at any time in the stretch they cover took between best and worst. */
      edges: z.number(),
      coveredMs: z.number(),
      bestMs: z.number(),
      p50Ms: z.number(),
      worstMs: z.number(),
      /** How far each may be off. */
      withinMs: z.number(),
      /** Shares of all changes, in bins of equal width. */
      binMs: z.number(),
      bins: z.array(z.number()),
      /** Where a change waits, as shares of the mean. */
      waits: z.array(z.object({ id: z.string(), says: z.string(), share: z.number() })),
    })
    .optional(),
  /** What is missing to measure it. */
  because: z.string().optional(),
  /** How old the number is that its last hop shows now. */
  thisMs: z.number().optional(),
});

export const Trace = z.object({
  question: TraceQuestion,
  /** The middle of asking, by this machine's clock, and how long asking took. */
  atMs: z.number(),
  tookMs: z.number(),
  verdict: z.object({ state: z.enum(['ok', 'degraded', 'broken', 'unknown']), says: z.string(), more: z.string() }),
  hops: z.array(TraceHop),
  identities: z.array(TraceIdentity),
  clocks: z.array(TraceClock),
});

export const TraceMessage = z.object({
  type: z.literal('trace'),
  ask: z.number(),
  told: z.discriminatedUnion('state', [
    z.object({ state: z.literal('waiting') }),
    z.object({ state: z.literal('asking'), sent: z.number(), back: z.number() }),
    z.object({ state: z.literal('answered'), trace: Trace, lag: TraceLag, requests: z.number() }),
    z.object({ state: z.literal('failed'), says: z.string() }),
  ]),
});

/** What can be followed, the best first, with the metrics of each beside CPU and memory. */
export const TraceSubjects = z.object({
  type: z.literal('trace-subjects'),
  query: z.string(),
  total: z.number(),
  subjects: z.array(z.object({ subject: TraceSubject, says: z.string(), metrics: z.array(z.string()) })),
});

export type TraceSubject = z.infer<typeof TraceSubject>;
export type TraceQuestion = z.infer<typeof TraceQuestion>;
export type AskTrace = z.infer<typeof AskTrace>;
export type StopTrace = z.infer<typeof StopTrace>;
export type FindTraceSubjects = z.infer<typeof FindTraceSubjects>;
export type TraceProof = z.infer<typeof Proof>;
export type TraceBar = z.infer<typeof Bar>;
export type TraceHop = z.infer<typeof TraceHop>;
export type TraceIdentity = z.infer<typeof TraceIdentity>;
export type TraceClock = z.infer<typeof TraceClock>;
export type TraceLag = z.infer<typeof TraceLag>;
export type Trace = z.infer<typeof Trace>;
export type TraceMessage = z.infer<typeof TraceMessage>;
export type TraceProgress = TraceMessage['told'];
export type TraceSubjects = z.infer<typeof TraceSubjects>;
