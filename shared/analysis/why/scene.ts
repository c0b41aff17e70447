import type { RelabelRule } from '../../relabel/evaluate';

type Labels = Readonly<Record<string, string>>;

/** What is asked: a metric, and labels that the series has to have. */
export interface WhyQuestion {
  readonly metric: string;
  readonly labels: Labels;
}

/** One request and what it showed. */
export interface WhyProof {
  readonly request?: string;
  /** 1-based line of the answer. */
  readonly line?: number;
  readonly says: string;
}

/** What was seen, or why it was not: then nothing is concluded from it. */
export type Seen<T> =
  /** `partial`, a sentence without its full stop: who answered said that a part could not; what is not in it may be there. */
  | { readonly state: 'seen'; readonly value: T; readonly proof: WhyProof; readonly partial?: string }
  | { readonly state: 'unseen'; readonly because: string };

/** Everything that the cluster says of one metric, as of now. */
export interface WhyScene {
  readonly nowMs: number;
  readonly sources: readonly WhySource[];
  /** Which Prometheus; undefined: none was found. */
  readonly prometheus?: string;
  /** It may keep series of several tenants: what it shows are those of the one that it is asked for. */
  readonly ofOneTenant?: true;
  readonly jobs: Seen<readonly WhyJob[]>;
  readonly targets: Seen<WhyTargets>;
  /** write_relabel_configs, by the URL or name of each remote write. */
  readonly remoteWrites: Seen<readonly { readonly name: string; readonly rules: readonly RelabelRule[] }[]>;
  /** Names that recording rules record. */
  readonly recorded: Seen<readonly string[]>;
  /** Series of the metric that a query finds now, with `__name__`. */
  readonly stored: Seen<readonly Labels[]>;
  /** The same in the last hour. */
  readonly lately: Seen<readonly WhyLately[]>;
  /** How far a query looks back (--query.lookback-delta); absent: not told, then it is taken for Prometheus' own 5 min. */
  readonly lookbackMs?: number;
  readonly adapter: Seen<WhyAdapter>;
  readonly hpas: readonly WhyHpa[];
}

/** A component that exposes something, and where: for finding its targets. */
export interface WhyPlace {
  readonly id: string;
  /** "cadvisor". */
  readonly kind: string;
  /** "cAdvisor n1". */
  readonly name: string;
  /** What is wrong with it, by its last look. */
  readonly because?: string;
  /** "/metrics/cadvisor", and where it is: for finding its targets. */
  readonly path: string;
  readonly port?: string;
  readonly node?: string;
  readonly pods: readonly { readonly namespace: string; readonly name: string }[];
  /** "default/kubernetes": behind it where neither a pod nor a node tells it. */
  readonly service?: string;
  /** Hosts under which a target that was not discovered in Kubernetes may have it. */
  readonly hosts: readonly string[];
}

/** The same with what it says of the metric. */
export interface WhySource extends WhyPlace {
  readonly exposition: Seen<WhyExposition>;
  /** Monitors of the Prometheus operator, held against it; absent: there are none, or it was not needed. */
  readonly monitors?: readonly WhyMonitor[];
}

/** A ServiceMonitor or PodMonitor held against a source, selector by selector. */
export interface WhyMonitor {
  /** "ServiceMonitor demo/api". */
  readonly name: string;
  /** How its jobs are called: "serviceMonitor/demo/api/". */
  readonly jobs: string;
  /** From what it is meant for to who takes it; the first that does not hold is where it misses the source. */
  readonly steps: readonly WhyMonitorStep[];
}

export interface WhyMonitorStep {
  readonly holds: boolean;
  /** "its selector {app: api} does not match Service demo/web (app: web)". */
  readonly says: string;
  /** What to do where it does not hold. */
  readonly remedy: string;
}

export interface WhyExposition {
  /** Whether the family is described, with series or without. */
  readonly described: boolean;
  /** Every series of the metric: labels without `__name__`. */
  readonly series: readonly { readonly labels: Labels }[];
  /** The first of them as it stands in the answer. */
  readonly first?: { readonly line: number; readonly text: string };
  /** Names of all families, for what is near. */
  readonly families: readonly string[];
}

/** A scrape_config, read. */
export interface WhyJob {
  readonly name: string;
  readonly targetRules: readonly RelabelRule[];
  readonly metricRules: readonly RelabelRule[];
  readonly honorLabels: boolean;
  /** Of its scrapes; absent: not known. */
  readonly intervalMs?: number;
  /** The rules as they are written, for showing. */
  readonly ruleText: { readonly target: readonly string[]; readonly metric: readonly string[] };
}

export interface WhyTargets {
  readonly active: readonly WhyTarget[];
  /** Dropped by target relabelling: discovered labels alone. */
  readonly dropped: readonly { readonly job: string; readonly discovered: Labels }[];
  /** How many more were dropped and are not listed (keep_dropped_targets), by job; absent: all are. */
  readonly unlisted?: Readonly<Record<string, number>>;
}

export interface WhyTarget {
  readonly job: string;
  readonly url: string;
  readonly labels: Labels;
  readonly discovered: Labels;
  readonly health: string;
  readonly error?: string;
}

export interface WhyLately {
  readonly labels: Labels;
  /** Of its newest sample. */
  readonly atMs: number;
}

/** prometheus-adapter by its own configuration. */
export interface WhyAdapter {
  /** "monitoring/prometheus-adapter". */
  readonly name: string;
  readonly rules: readonly WhyAdapterRule[];
}

export interface WhyAdapterRule {
  /** "rules[0]". */
  readonly path: string;
  readonly seriesQuery: string;
  readonly external: boolean;
  /** What it names each series that its seriesQuery finds: from, to. */
  readonly names: readonly { readonly series: string; readonly metric: string }[];
}

export interface WhyHpa {
  /** "demo/web". */
  readonly name: string;
  readonly metrics: readonly { readonly type: string; readonly name: string; readonly hasValue: boolean }[];
}
