import type { Discovered } from '../model/component';
import type { Evidence, Observation } from '../model/observation';
import type { ExpressionSight, JobSight } from './configSights';

/** What the last look at one component saw, as far as a rule reads it. An absent observation: not looked yet, or no way to. */

export interface KubeletSight {
  readonly node: string;
  readonly healthz?: Observation<unknown>;
  readonly resource?: Observation<ResourceSight>;
  readonly summary?: Observation<unknown>;
  readonly configz?: Observation<KubeletConfigSight>;
  readonly metrics?: Observation<{ readonly statsFromCri?: boolean; readonly servingCertificateTtlSeconds?: number }>;
}

/** /metrics/resource. */
export interface ResourceSight {
  readonly nodeCpuSeconds?: number;
  readonly nodeMemoryBytes?: number;
  /** Of the explicit timestamps, by the node's own clock. */
  readonly newestMs?: number;
  readonly oldestMs?: number;
  readonly scrapeError: boolean;
  /** "NS/POD/CONTAINER" with a CPU or memory value of 0. */
  readonly zeroed: readonly string[];
}

/** /configz. */
export interface KubeletConfigSight {
  readonly webhook?: boolean;
  readonly anonymous?: boolean;
  readonly authorization?: string;
  readonly tlsCertFile?: string;
  readonly serverTlsBootstrap?: boolean;
}

export interface CadvisorSight {
  readonly found: Discovered;
  readonly exposition?: Observation<{ readonly containerCgroups: number; readonly labelled: number }>;
  /** Cgroup paths of its exposition: some of each kind and QoS class. */
  readonly cgroups?: readonly string[];
  /** The least that each of these periods can have been: what one period is proven to last. */
  readonly leastPeriods?: readonly number[];
  /** "NS/POD/CONTAINER" that more than one cgroup has the name of, with when each was last read, by the node's clock. */
  readonly doubled?: readonly { readonly container: string; readonly copies: readonly { readonly id: string; readonly atMs: number }[] }[];
  /** Over all looks: cgroup paths of containers that were gone and there again, or lost their names and had them again. */
  readonly looks?: number;
  readonly flapping?: readonly { readonly id: string; readonly times: number; readonly what: 'series' | 'names' }[];
  /** Seconds between two reads of the same cgroup; newest last. */
  readonly periods: readonly number[];
}

export interface ServedSight {
  readonly name: string;
  readonly namespace?: string;
  /** End of its window. */
  readonly timestampMs: number;
  readonly windowSeconds: number;
}

export interface MetricsApiSight {
  readonly nodes: Observation<readonly ServedSight[]>;
  readonly pods: Observation<readonly ServedSight[]>;
}

export type FlagsSight = ReadonlyMap<string, string>;

export interface MetricsServerSight {
  readonly found: Discovered;
  readonly flags: FlagsSight;
  readonly readyz?: Observation<readonly { readonly name: string; readonly ok: boolean }[]>;
}

export interface ListCounts {
  readonly success: number;
  readonly error: number;
}

export interface StateMetricsSight {
  readonly found: Discovered;
  readonly flags: FlagsSight;
  /** Objects exposed, by resource. */
  readonly metrics?: Observation<{
    readonly objects: ReadonlyMap<string, number>;
    /** "kube_pod_labels" -> series of it; absent: not counted. */
    readonly labelFamilies?: ReadonlyMap<string, number>;
  }>;
  readonly telemetry?: Observation<{
    readonly totalShards?: number;
    readonly shard?: number;
    readonly lists: ReadonlyMap<string, ListCounts>;
  }>;
  /** Of the look before: which errors still grow. */
  readonly listsBefore?: ReadonlyMap<string, ListCounts>;
}

export interface TargetSight {
  readonly labels: Readonly<Record<string, string>>;
  readonly discoveredLabels?: Readonly<Record<string, string>>;
  readonly scrapePool?: string;
  readonly scrapeUrl: string;
  readonly health: string;
  readonly lastError?: string;
  readonly scrapeInterval?: string;
  readonly scrapeTimeout?: string;
  /** When its last scrape began. */
  readonly lastScrape?: string;
  readonly lastScrapeDuration?: number;
}

/** A family that a job's own metric_relabel_configs drop. */
export interface DropSight {
  readonly job: string;
  readonly metric: string;
  /** 1-based number of the rule. */
  readonly rule: number;
}

export interface CounterSight {
  readonly startedMs?: number;
  readonly rejected: Readonly<Record<string, number>>;
  readonly discoveryFailures: number;
}

export interface ScraperSight {
  readonly found: Discovered;
  readonly targets?: Observation<readonly TargetSight[]>;
  /** Which card of the map the target at that place of the list belongs to. */
  readonly cards: readonly (string | undefined)[];
  readonly drops: readonly DropSight[];
  readonly config?: Observation<readonly JobSight[]>;
  /** Of its rules, those that some rule of ours reads. */
  readonly expressions?: Observation<readonly ExpressionSight[]>;
  readonly counters?: Observation<CounterSight>;
  readonly before?: { readonly atMs: number; readonly counters: CounterSight };
}

export interface AdapterSight {
  readonly found: Discovered;
  readonly flags: FlagsSight;
}

/** A served version of custom.metrics.k8s.io or external.metrics.k8s.io. */
export interface MetricApiSight {
  readonly group: string;
  /** "pods/http_requests" (custom), "queue_depth" (external). */
  readonly listed: Observation<readonly string[]>;
  /** What HPAs want of it; the value counts what came. */
  readonly asked: readonly {
    readonly hpa: string;
    readonly metric: string;
    readonly values: Observation<number>;
    /** The last answers, the newest last; absent: none before this one is known. */
    readonly answers?: readonly AnswersSight[];
  }[];
}

/** Which objects ("web-0") had a value in one answer of a metrics API. */
export interface AnswersSight {
  readonly atMs: number;
  readonly objects: readonly string[];
}

/** What a component's service account may do at the kubelets, by RBAC or an access review. */
export interface AccountSight {
  readonly component: string;
  readonly account: { readonly namespace: string; readonly name: string };
  readonly nodeMetrics: 'allowed' | 'denied' | 'unknown';
  readonly evidence: readonly Evidence[];
  /** Of a Prometheus: what its jobs need to discover targets. Absent: not asked yet. */
  readonly lists?: readonly ListRight[];
}

/** Whether an account may list one resource. */
export interface ListRight {
  readonly resource: string;
  /** Absent: in all namespaces. */
  readonly namespace?: string;
  readonly state: 'allowed' | 'denied' | 'unknown';
  readonly evidence: Evidence;
}

/** What no scrape of kube-state-metrics saw in the last hour. */
export type BlindSight =
  | {
      readonly state: 'seen';
      /** "prometheus" or who else's scrapes are meant. */
      readonly source: string;
      readonly intervalMs: number;
      readonly changes: number;
      readonly unseen: number;
      /** The most unseen first. */
      readonly byReason: readonly { readonly reason: string; readonly changes: number; readonly unseen: number }[];
    }
  | { readonly state: 'unseen'; readonly need: string };
