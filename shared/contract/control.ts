import { z } from 'zod';
import { ClusterList } from './clusters';
import { HiddenNames } from './recording';

/**
 * What main and the engine process say to each other (not the data path: that is
 * shared/contract/engine.ts over a MessagePort). Main forks dist/electron/engine.cjs, sends `start`
 * once and `connect` with one end of a MessageChannel for each renderer that comes up.
 */
export const EngineOptions = z.object({
  /** Name of a context; absent: the current one of the kubeconfig. */
  context: z.string().optional(),
  /** A file, or several as in KUBECONFIG; absent: what kubectl would read. */
  kubeconfig: z.string().optional(),
  /** The embedded demo cluster instead of a kubeconfig. */
  demo: z
    .object({ scenario: z.string(), nodes: z.number().int().positive().optional(), speed: z.number().positive().optional() })
    .optional(),
  /** A recording, by its file, instead of a cluster. */
  recording: z.string().optional(),
  /** Where the engine keeps what the user corrected, per cluster. */
  settingsDir: z.string(),
  /** The service account of the pod we run in, whatever kubeconfigs there are. */
  inCluster: z.boolean().optional(),
  /** Requests a second on average; absent: the engine's own. */
  requestsPerSecond: z.number().positive().optional(),
  /** Factor of the period of each look; absent: 1. */
  refresh: z.number().positive().optional(),
  /** Direct URLs of the settings, with their secrets: parsed by the engine as entries of endpoints.yaml. */
  endpoints: z.array(z.record(z.string(), z.unknown())).optional(),
  /** In place of HTTPS_PROXY, HTTP_PROXY and NO_PROXY. */
  proxy: z.object({ url: z.string(), except: z.string() }).optional(),
  /** In place of SSL_CERT_FILE. */
  caFile: z.string().optional(),
  /** Samples and points are kept on disk, in this folder: a file for each cluster. Absent: in memory. */
  historyDir: z.string().optional(),
  verbose: z.boolean(),
});

/** Main to engine. */
export const ToEngine = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), options: EngineOptions }),
  /** Comes with one MessagePort; a later one stands in for an earlier one. */
  z.object({ type: z.literal('connect') }),
  /** Answered by `report-text`. */
  z.object({ type: z.literal('want-report-text') }),
  /** Instead of `start`: answered by `clusters`. No cluster is contacted. */
  z.object({ type: z.literal('list-clusters'), kubeconfig: z.string().optional(), added: z.array(z.string()) }),
  /** Instead of `start`: answered by `recording-checked`. */
  z.object({ type: z.literal('check-recording'), file: z.string() }),
  /** Records the cluster that is open into this file, which must not be there yet. Its window is told how it goes. */
  z.object({ type: z.literal('record'), file: z.string(), hide: HiddenNames }),
  /** Nothing of history stays, in memory or in this folder. Answered by `history-forgotten`. */
  z.object({ type: z.literal('forget-history'), folder: z.string() }),
  /** From now on, without a restart. */
  z.object({ type: z.literal('tune'), requestsPerSecond: z.number().positive(), refresh: z.number().positive() }),
]);

/** Engine to main. */
export const FromEngineProcess = z.discriminatedUnion('type', [
  /** The process is up and takes ports. */
  z.object({
    type: z.literal('started'),
    /** Which context it is, for what is remembered of it. */
    cluster: z.object({ context: z.string(), file: z.string(), server: z.string() }).optional(),
  }),
  z.object({ type: z.literal('clusters'), list: ClusterList }),
  /** `trouble`: why it cannot be opened. */
  z.object({ type: z.literal('recording-checked'), trouble: z.object({ says: z.string(), remedy: z.string() }).optional() }),
  /** First complete look is on its way to the window (or the cluster's state is known to be empty, denied or unreachable). */
  z.object({ type: z.literal('live') }),
  z.object({ type: z.literal('history-forgotten') }),
  /** Something the user should know that ends nothing. */
  z.object({ type: z.literal('notice'), id: z.string(), says: z.string(), remedy: z.string() }),
  /** Nothing to try again: options that name no cluster. The process may end after it and is not restarted. */
  z.object({ type: z.literal('fatal'), says: z.string(), remedy: z.string() }),
  /** The report as the command line prints it; exitCode as `hopscope report`: 0 well, 1 something degraded or broken, 2 could not look. */
  z.object({ type: z.literal('report-text'), text: z.string(), exitCode: z.union([z.literal(0), z.literal(1), z.literal(2)]) }),
]);

export type EngineOptions = z.infer<typeof EngineOptions>;
export type ToEngine = z.infer<typeof ToEngine>;
export type FromEngineProcess = z.infer<typeof FromEngineProcess>;
