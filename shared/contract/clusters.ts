import { z } from 'zod';
import { HEALTHS } from '../model/health';

/** A kubeconfig file that was looked into; nobody was contacted. */
export const KubeconfigFile = z.object({
  file: z.string(),
  from: z.enum(['--kubeconfig', 'KUBECONFIG', 'home', 'added', 'in-cluster']),
  contexts: z.number(),
  /** Why its contexts are not listed. */
  error: z.object({ says: z.string(), remedy: z.string() }).optional(),
});

/** A context of a file: names, files and servers, no credentials. */
export const ListedContext = z.object({
  name: z.string(),
  file: z.string(),
  server: z.string().optional(),
  user: z.string().optional(),
  /** The program that its user's login runs (an exec plugin), by its name. */
  runs: z.string().optional(),
  namespace: z.string().optional(),
  current: z.boolean(),
  /** Whether it is opened as kubectl would, from all files together; else from its own file alone. */
  merged: z.boolean(),
  problem: z.string().optional(),
});

export const DemoScenario = z.object({ name: z.string(), says: z.string() });

/** What the engine lists: main keeps it and gives the window names to choose by. */
export const ClusterList = z.object({
  files: z.array(KubeconfigFile),
  contexts: z.array(ListedContext),
  scenarios: z.array(DemoScenario),
});

/** What was seen when it was last looked at. */
export const RememberedCluster = z.object({
  openedAtMs: z.number(),
  seenAtMs: z.number().optional(),
  version: z.string().max(64).optional(),
  nodes: z.number().int().nonnegative().optional(),
  health: z.enum(HEALTHS).optional(),
  says: z.string().max(300).optional(),
});

/** A row of the start page. `id` names it to main: the window sends no path. */
export const ContextRow = ListedContext.extend({
  id: z.string(),
  /** With ~ for the home folder. */
  shownFile: z.string(),
  remembered: RememberedCluster.optional(),
});

/** A recording that was made or opened. `id` names it to main. */
export const RecordingRow = z.object({
  id: z.string(),
  name: z.string(),
  /** With ~ for the home folder. */
  shownFolder: z.string(),
  usedAtMs: z.number(),
  /** Absent: its disk did not answer at once, or it is missing. */
  bytes: z.number().optional(),
  /** No file stands there any more. */
  missing: z.literal(true).optional(),
});

export const ClusterRows = z.object({
  files: z.array(KubeconfigFile.extend({ shownFile: z.string() })),
  contexts: z.array(ContextRow),
  scenarios: z.array(DemoScenario.extend({ id: z.string() })),
  /** The one used last first. */
  recordings: z.array(RecordingRow),
});

/** The cluster that the engine looks at, or tried to. `run` grows with each opening. */
export const OpenedCluster = z.object({
  run: z.number(),
  /** Of its row or scenario; absent until the engine has said which context it is. */
  id: z.string().optional(),
  name: z.string(),
  file: z.string().optional(),
  demo: z.boolean(),
});

export type ClusterList = z.infer<typeof ClusterList>;
export type ListedContext = z.infer<typeof ListedContext>;
export type KubeconfigFile = z.infer<typeof KubeconfigFile>;
export type RecordingRow = z.infer<typeof RecordingRow>;
export type ContextRow = z.infer<typeof ContextRow>;
export type ClusterRows = z.infer<typeof ClusterRows>;
export type OpenedCluster = z.infer<typeof OpenedCluster>;
export type RememberedCluster = z.infer<typeof RememberedCluster>;
