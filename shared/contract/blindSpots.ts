import { z } from 'zod';

/** What no scrape saw: what the engine and the window say to each other of it. Times are milliseconds by the cluster's clock. */

const Tally = z.object({ changes: z.number(), unseen: z.number(), missed: z.number() });

/** Whose scrapes of kube-state-metrics are meant. */
export const BlindSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('prometheus'), name: z.string(), request: z.string() }),
  /** There is no Prometheus to ask: the program's own looks stand in for its scrapes. */
  z.object({ kind: z.literal('own-looks'), because: z.string() }),
  z.object({ kind: z.literal('none'), says: z.string(), remedy: z.string() }),
]);

export const BlindPodRow = z.object({
  uid: z.string(),
  namespace: z.string(),
  name: z.string(),
  owner: z.string().optional(),
  node: z.string().optional(),
  gone: z.boolean(),
  ...Tally.shape,
  /** The reason most of which was lost: "OOMKilled". */
  worst: z.string().optional(),
  lastMs: z.number(),
});

export const BlindPage = z.object({
  asOfMs: z.number(),
  /** Changes since then are counted: the last hour. */
  fromMs: z.number(),
  /** Set when this is as of a moment that is gone: what came after it is left out. `none`: nothing is kept of that time. */
  held: z.enum(['kept', 'none']).optional(),
  /** When pods began to be watched; undefined: they are not (yet). */
  watchedFromMs: z.number().optional(),
  source: BlindSource,
  intervalMs: z.number(),
  jitterMs: z.number(),
  summary: z.object({
    ...Tally.shape,
    unknown: z.number(),
    byReason: z.array(z.object({ reason: z.string(), ...Tally.shape })),
    intervals: z.array(z.object({ seconds: z.number(), share: z.number(), now: z.boolean() })),
  }),
  /** Lives that were let go because there were too many. */
  dropped: z.number(),
  search: z.string(),
  /** Pods with changes, and those of them that the search found. */
  total: z.number(),
  matched: z.number(),
  /** Worst first, at most MOST_BLIND_PODS. */
  pods: z.array(BlindPodRow),
});
export const MOST_BLIND_PODS = 300;

const LostState = z.object({
  fromMs: z.number(),
  toMs: z.number().optional(),
  value: z.string(),
  /** What it is counted under: "Completed (Job)". */
  reason: z.string(),
  verdict: z.enum(['could-not-be-seen', 'was-missed']),
  because: z.enum(['between-scrapes', 'never-shown', 'no-metric', 'scrape-failed', 'no-scrape', 'not-kept']),
  chance: z.number(),
  /** How long the API showed it: what the chance is of. */
  shownSeconds: z.number(),
  instead: z.object({ kind: z.enum(['metric', 'event']), name: z.string() }),
  /** Field and value that prove it. */
  says: z.string(),
});

/** One signal of a pod: what was kept of it, and what was lost. */
export const BlindLane = z.object({
  signal: z.string(),
  container: z.string().optional(),
  title: z.string(),
  /** Absent: kube-state-metrics has none. */
  family: z.string().optional(),
  kept: z.array(z.object({ fromMs: z.number(), toMs: z.number(), value: z.string() })),
  lost: z.array(LostState),
});

/** What is known of CPU between two samples of cAdvisor. */
export const CpuWords = z.object({
  container: z.string(),
  samples: z.number(),
  /** The pair between which most was used; absent: fewer than two samples. */
  bound: z
    .object({ fromMs: z.number(), toMs: z.number(), coreSeconds: z.number(), longestSeconds: z.number(), meanCores: z.number() })
    .optional(),
});

export const BlindPicture = z.object({
  uid: z.string(),
  namespace: z.string(),
  name: z.string(),
  owner: z.string().optional(),
  node: z.string().optional(),
  createdMs: z.number(),
  goneMs: z.number().optional(),
  watchedFromMs: z.number(),
  asOfMs: z.number(),
  intervalMs: z.number(),
  source: BlindSource,
  track: z.array(
    z.object({ fromMs: z.number(), toMs: z.number().optional(), says: z.string(), kind: z.enum(['well', 'waits', 'ended', 'failed']) }),
  ),
  scrapes: z.array(z.object({ atMs: z.number(), ok: z.boolean() })),
  lanes: z.array(BlindLane),
  /** Changes of which it is known that they were seen, and those of which nothing is known. */
  seen: z.number(),
  unknown: z.number(),
  /** `times`: no samples of the pod could be read, the times of the scrapes stand in for them. */
  keptBy: z.enum(['samples', 'times']),
  cpu: z.array(CpuWords),
  /** Why its CPU is not known although its states are. */
  cpuTrouble: z.object({ says: z.string(), remedy: z.string() }).optional(),
  trouble: z.object({ says: z.string(), remedy: z.string() }).optional(),
});

/** Engine to renderer, while the screen is open. */
export const BlindSpotsMessage = z.object({ type: z.literal('blind-spots'), page: BlindPage });
export const BlindPictureMessage = z.object({ type: z.literal('blind-picture'), picture: BlindPicture });

/** Renderer to engine: what the screen shows from now on; null: it is closed. */
export const BlindSpotsIntent = z.object({
  type: z.literal('blind-spots'),
  shown: z.object({ search: z.string().max(253), uid: z.string().nullable() }).nullable(),
});

export type BlindSource = z.infer<typeof BlindSource>;
export type BlindPodRow = z.infer<typeof BlindPodRow>;
export type BlindPage = z.infer<typeof BlindPage>;
export type BlindLane = z.infer<typeof BlindLane>;
export type LostState = z.infer<typeof LostState>;
export type BlindPicture = z.infer<typeof BlindPicture>;
export type CpuWords = z.infer<typeof CpuWords>;
export type BlindSpotsIntent = z.infer<typeof BlindSpotsIntent>;
