import type { TraceClock, TraceProof, TraceQuestion } from '../../contract/trace';

/** What a hop answered, or why it did not. Times are milliseconds since the epoch by this machine's clock, unless said. */
export type Heard<T> =
  | {
      readonly state: 'heard';
      readonly value: T;
      readonly atMs: number;
      readonly tookMs: number;
      readonly proof: TraceProof;
      /** Who answered said that a part could not: a sentence without its full stop. */
      readonly partial?: string;
    }
  | {
      readonly state: 'denied' | 'failed' | 'absent';
      /** A sentence without its full stop. */
      readonly because: string;
      readonly proof?: TraceProof;
    };

/** One number as it was read: core-seconds of a counter, or bytes. */
export interface Reading {
  /** A container, or what it is of. */
  readonly who: string;
  readonly amount: number;
  /** When cAdvisor read the cgroup, by the clock of the node; absent where the source does not say. */
  readonly atMs?: number;
}

/** What one of the kubelet's endpoints says of the subject. */
export interface KubeletReading {
  /** Its containers that run; of a node the node itself. */
  readonly containers: readonly Reading[];
  /** The cgroup of the whole pod. */
  readonly own?: Reading;
  /** Its pause container, where that is exposed. */
  readonly pause?: Reading;
  /** Of memory: the other definitions of how much is used. */
  readonly usageBytes?: number;
  readonly rssBytes?: number;
}

/** What the Metrics API serves: a rate over its window (CPU) or the newest value (memory). */
export interface Served {
  readonly containers: readonly { readonly who: string; readonly amount: number; readonly text: string }[];
  /** End of the window, by the clock of the node, in whole seconds. */
  readonly timestampMs: number;
  readonly windowMs: number;
}

/** Samples of one series as Prometheus keeps them, by the clock of who stamped them. */
export interface KeptSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly timesMs: readonly number[];
  readonly values: readonly number[];
}

/** What Prometheus keeps of the subject. */
export interface PrometheusReading {
  readonly name: string;
  readonly job: string;
  /** A series for each container; of a node one. */
  readonly series: readonly KeptSeries[];
  /** Begins of the scrapes that brought them, oldest first, by the clock of Prometheus, and how long the last took. */
  readonly scrapesMs: readonly number[];
  readonly scrapeTookMs?: number;
  /** All series of that name that the subject has, of every job: what a sum without a matcher adds up. */
  readonly every: readonly KeptSeries[];
}

export interface RecordedValue {
  readonly rule: string;
  readonly expression: string;
  readonly amount: number;
  readonly evaluatedMs?: number;
  readonly tookMs?: number;
}

/** A value that a query gives now. */
export interface QueriedValue {
  readonly query: string;
  readonly amount: number;
  /** The same, asked again after what is compared with it had answered. */
  readonly amountAfter?: number;
}

export interface CustomValue {
  readonly metric: string;
  readonly amount: number;
  /** As the API prints it: "9504m". */
  readonly text: string;
  readonly timestampMs?: number;
}

/** One HPA that reads the number. */
export interface HpaReading {
  readonly name: string;
  readonly targetType: string;
  /** Percent of the request, or cores, bytes, a number. */
  readonly target: number;
  /** What its status says that it read; absent: it has no value. */
  readonly current?: number;
  readonly because?: string;
  /** Of the pods under its selector: what the Metrics API serves now, and what they request. */
  readonly pods: readonly HpaPod[];
}

export interface HpaPod {
  readonly name: string;
  /** Of each container that is served; absent: the pod is not. */
  readonly amounts?: readonly number[];
  /** Of each container; absent: one of them requests nothing. */
  readonly requests?: readonly number[];
}

/** A sample of that time was seen to arrive then, give or take. */
export interface SeenAt {
  readonly sampleMs: number;
  readonly atMs: number;
  readonly withinMs: number;
}

/** Everything that was asked for one trace. */
export interface TraceScene {
  readonly question: TraceQuestion;
  readonly startedMs: number;
  readonly endedMs: number;
  /** Absent: the subject was there all the time. */
  readonly gone?: { readonly when: 'before' | 'meanwhile'; readonly says: string };
  readonly clocks: {
    readonly apiserver: TraceClock;
    readonly node: TraceClock;
    readonly prometheus: TraceClock;
  };
  readonly summary: Heard<KubeletReading>;
  readonly cadvisor: Heard<KubeletReading>;
  readonly resource: Heard<KubeletReading>;
  readonly metricsServer: {
    readonly name?: string;
    readonly resolutionMs: number;
    /** When it last asked this node's kubelet, by its own clock; in whole seconds. */
    readonly scrapedMs?: number;
  };
  readonly metricsApi: Heard<Served>;
  readonly hpas: readonly HpaReading[];
  /** When the newest sample was seen to come to the Metrics API, where that is watched. */
  readonly apiSeen?: SeenAt;
  /** The last time that an HPA was seen to take in a newer sample, where that is watched. */
  readonly hpaSeen?: SeenAt;
  /** Of a state of an object: what kube-state-metrics shows. */
  readonly exposed?: Heard<readonly Reading[]>;
  readonly prometheus: Heard<PrometheusReading>;
  /** Rules that record the number for this subject. */
  readonly recorded: readonly Heard<RecordedValue>[];
  /** What a dashboard usually asks. */
  readonly dashboard: Heard<QueriedValue>;
  /** Of a metric that is neither CPU nor memory. */
  readonly adapter?: Heard<QueriedValue>;
  readonly customMetric?: Heard<CustomValue>;
}
