import { z } from 'zod';
import { FATES } from '../relabel/overAll';

/**
 * The relabel workbench: the rules of a Prometheus' jobs, tried out on everything that they have now. Nothing is applied.
 * Each message answers the intent of its number.
 */

const Labels = z.record(z.string(), z.string());
const Kind = z.enum(['metric', 'target', 'write']);

/** Limits of a scrape_config that are tried with its rules. */
export const BENCH_LIMITS = ['sample_limit', 'label_limit', 'label_name_length_limit', 'label_value_length_limit', 'target_limit'] as const;
const LimitName = z.enum(BENCH_LIMITS);
/** What is left out or 0 does not limit. */
const Limits = z.partialRecord(LimitName, z.number().int().min(0));

/** Where a job's configuration lives, as far as it can be told. */
export const RulesHome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('config-map'), namespace: z.string(), name: z.string(), key: z.string() }),
  /** An object of the Prometheus operator; `endpoint`: which of its endpoints, from 0. */
  z.object({
    kind: z.literal('monitor'),
    resource: z.enum(['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig']),
    namespace: z.string(),
    name: z.string(),
    endpoint: z.number().optional(),
  }),
  z.object({ kind: z.literal('unknown'), because: z.string() }),
]);

const OwnRules = z.object({ text: z.string(), count: z.number() });

export const BenchJob = z.object({
  name: z.string(),
  intervalMs: z.number(),
  active: z.number(),
  dropped: z.number(),
  /** The cluster's own, as YAML. */
  metric: OwnRules,
  target: OwnRules,
  /** Of a destination of remote_write, which stands among the jobs and has no other rules: its write_relabel_configs. */
  write: OwnRules.optional(),
  limits: Limits,
  home: RulesHome,
});

/** Where the text is wrong: lines from 1. */
export const RulesError = z.object({ line: z.number(), says: z.string() });

const Fates = z.enum(FATES);
const Tally = z.object({
  all: z.number(),
  kept: z.number(),
  renamed: z.number(),
  changed: z.number(),
  dropped: z.number(),
  refused: z.number(),
  collided: z.number(),
  stored: z.number(),
});
const Cost = { series: z.number(), samplesPerSecond: z.number() };

export const BenchCost = z.object({
  rule: z.number(),
  /** Where it begins in the text. */
  line: z.number(),
  says: z.string(),
  ...Cost,
  /** The first of them, most first, and how many there are. */
  targets: z.array(z.object({ name: z.string(), ...Cost })),
  targetCount: z.number(),
});

/** How near a job comes to one limit. */
export const BenchLimit = z.object({
  limit: LimitName,
  /** The most that there is now, and where. */
  most: z.number(),
  where: z.string(),
  /** Scrapes that fail because of it. */
  over: z.number(),
});

/** Scrapes that fail whole, and the series that are lost with them. */
const Failing = z.object({ targets: z.number(), series: z.number() });

export const BenchCount = z.object({
  job: z.string(),
  kind: Kind,
  /** These are the cluster's own rules: nothing differs. */
  isOwn: z.boolean(),
  rules: z.number(),
  now: Tally,
  own: Tally,
  differences: z.number(),
  /** How many become the same as another: at least two for each one lost. */
  colliding: z.number(),
  samplesPerSecond: z.object({ now: z.number(), own: z.number() }),
  costs: z.array(BenchCost),
  /** Rules that drop something and are not among the costs. */
  costsMore: z.number(),
  targets: z.number(),
  /** Targets whose series are not known, the first of them by name. */
  unread: z.array(z.object({ name: z.string(), because: z.string() })),
  unreadCount: z.number(),
  /** When the oldest exposition was read that is counted; absent: none is. */
  readAtMs: z.number().optional(),
  refusedBecause: z.string().optional(),
  limits: z.array(BenchLimit),
  failing: z.object({ now: Failing, own: Failing, first: z.array(z.object({ name: z.string(), says: z.string() })) }),
});

/** What a list shows: a fate, or `collided`, or what the cluster's own rules make something else of. */
export const BENCH_SHOWS = ['all', ...FATES, 'collided', 'differs'] as const;

export const BenchRow = z.object({
  /** Which of those tried, for its steps. */
  row: z.number(),
  target: z.string(),
  text: z.string(),
  /** What it becomes, where that is something else. */
  after: z.string().optional(),
  now: Fates,
  own: Fates,
  /** The rule that drops it. */
  rule: z.number().optional(),
  collides: z.boolean(),
  differs: z.boolean(),
  because: z.string().optional(),
});

export const BenchStep = z.object({
  rule: z.number(),
  line: z.number(),
  says: z.string(),
  looked: z.string(),
  matched: z.boolean(),
  kept: z.boolean(),
  edits: z.array(z.object({ label: z.string(), before: z.string().optional(), after: z.string().optional() })),
});

export const BenchMessage = z.object({
  type: z.literal('bench'),
  ask: z.number(),
  bench: z.discriminatedUnion('state', [
    /** Answers to `bench-open`. */
    z.object({ state: z.literal('waiting') }),
    z.object({ state: z.literal('asking') }),
    z.object({ state: z.literal('failed'), says: z.string(), remedy: z.string() }),
    z.object({
      state: z.literal('opened'),
      prometheus: z.string(),
      request: z.string(),
      jobs: z.array(BenchJob),
      /** Why nothing is known of the jobs' targets. */
      targetsUnseen: z.string().optional(),
      atMs: z.number(),
    }),
    /** Answers to `bench-try`. */
    z.object({ state: z.literal('wrong'), errors: z.array(RulesError), more: z.number() }),
    z.object({ state: z.literal('counting'), done: z.number(), of: z.number() }),
    z.object({ state: z.literal('counted'), count: BenchCount, ms: z.number() }),
    /** To `bench-list`: at most `most` rows of those found. */
    z.object({ state: z.literal('listed'), found: z.number(), rows: z.array(BenchRow) }),
    /** To `bench-steps` and `bench-typed` (row -1). `more`: rules that ran and are left out. */
    z.object({
      state: z.literal('explained'),
      row: z.number(),
      before: Labels,
      after: Labels.optional(),
      /** Why Prometheus would not take what the rules make of it. */
      refused: z.string().optional(),
      steps: z.array(BenchStep),
      more: z.number(),
    }),
    /** To `bench-typed`, where the text cannot be read. */
    z.object({ state: z.literal('unread'), says: z.string() }),
  ]),
});

export const BenchShow = z.enum(BENCH_SHOWS);
const ask = z.number();
const MOST_TEXT = 16 * 1024 * 1024;

export const BenchIntent = z.discriminatedUnion('type', [
  /** Reads the rules and targets of the first Prometheus that answers. */
  z.object({ type: z.literal('bench-open'), ask }),
  /** Tries rules on all that the job has; `text`, `limits` null: the cluster's own. */
  z.object({
    type: z.literal('bench-try'),
    ask,
    job: z.string(),
    kind: Kind,
    text: z.string().max(MOST_TEXT).nullable(),
    limits: Limits.nullable(),
  }),
  /** Of what was tried last. */
  z.object({ type: z.literal('bench-list'), ask, show: BenchShow, search: z.string().max(1_000), most: z.number().int().max(20_000) }),
  z.object({ type: z.literal('bench-steps'), ask, row: z.number().int() }),
  /** A series or target that is not there, as an exposition would have it. */
  z.object({ type: z.literal('bench-typed'), ask, text: z.string().max(16_384) }),
  z.object({ type: z.literal('bench-stop') }),
  z.object({ type: z.literal('bench-close') }),
]);

export type RulesHome = z.infer<typeof RulesHome>;
export type RulesKind = z.infer<typeof Kind>;
export type BenchLimits = z.infer<typeof Limits>;
export type BenchLimit = z.infer<typeof BenchLimit>;
export type BenchJob = z.infer<typeof BenchJob>;
export type RulesError = z.infer<typeof RulesError>;
export type BenchCost = z.infer<typeof BenchCost>;
export type BenchCount = z.infer<typeof BenchCount>;
export type BenchShow = z.infer<typeof BenchShow>;
export type BenchRow = z.infer<typeof BenchRow>;
export type BenchStep = z.infer<typeof BenchStep>;
export type BenchMessage = z.infer<typeof BenchMessage>;
export type BenchAnswer = BenchMessage['bench'];
export type BenchIntent = z.infer<typeof BenchIntent>;
