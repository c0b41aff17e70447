/**
 * The demo's World: a plain, immutable description of a cluster and of what is wrong with it. A fault
 * is a pure function World -> World; faults compose. The simulation (simulation.ts) makes it move.
 */
export interface World {
  readonly seed: number;
  readonly startMs: number;
  readonly nodes: readonly WorldNode[];
  readonly workloads: readonly WorldWorkload[];
  readonly metricsServer: MetricsServerSettings;
  readonly kubeStateMetrics: KsmSettings;
  readonly prometheus: PrometheusSettings;
  readonly adapter: AdapterSettings;
  readonly apiServices: readonly WorldApiService[];
  readonly hpas: readonly WorldHpa[];
  /** Objects of a Prometheus operator, and with them its API. Nobody acts on them: they are there to be read. Absent: none. */
  readonly operator?: WorldOperator;
  /** Ways in the cluster's network that are cut or slow, beside the kubelets' own `reach`. Absent: none. */
  readonly cuts?: readonly WorldCut[];
  /** Programs that expose their metrics in a way that a scraper stumbles over. Absent: none. */
  readonly oddities?: readonly WorldOddity[];
  /** False: who looks at it reads all there is and may not get nodes/proxy. Absent: an administrator looks. */
  readonly mayProxyNodes?: false;
  /** Names of the faults that made this World, in order. */
  readonly faults: readonly string[];
}

/** One caller that does not get through to one workload's pods. */
export interface WorldCut {
  /** "apiserver", "prometheus", "metrics-server", "adapter", as DemoNetwork.dial names them. */
  readonly from: string;
  readonly to: { readonly namespace: string; readonly workload: string };
  readonly reach: Exclude<Reach, 'answers' | 'uncertified'>;
}

/** What the pods of one workload expose beside what is right. */
export interface WorldOddity {
  readonly workload: { readonly namespace: string; readonly name: string };
  /**
   * `own-timestamps`: each value carries the time at which one of two machines computed it, and the clock of the second is
   * behind. `workers-in-turn`: two processes share the port, and each counts for itself under its own label.
   */
  readonly exposes: 'own-timestamps' | 'workers-in-turn';
}

/** `uncertified`: connections open, and TLS ends with an alert: it has no serving certificate. */
export type Reach = 'answers' | 'refused' | 'hangs' | 'slow' | 'uncertified';

export interface WorldNode {
  readonly name: string;
  readonly ip: string;
  readonly cpuCores: number;
  readonly memoryBytes: number;
  readonly kubelet: {
    readonly reach: Reach;
    /** What pods meet when they dial it, where that differs (a firewall between the pod network and the node). The apiserver meets `reach`. */
    readonly reachFromPods?: Reach;
    /** False: its cAdvisor does not find the runtime's socket: container, image and name labels are empty. */
    readonly cadvisorLabels: boolean;
    /** Its serving certificate is self-signed in every healthy world too. */
    readonly webhookAuthentication: boolean;
    /** Seconds that the node's clock is ahead. */
    readonly clockAheadSeconds: number;
    /** When the clock was set so, simulated time; before, it was right. Absent: it always was ahead. */
    readonly clockSetMs?: number;
    /** Names of pods ("NS/NAME") for which a container reports CPU 0. */
    readonly zeroCpuPods: readonly string[];
    /** How its cgroups are named; systemd (what kubeadm sets) when not said. */
    readonly cgroupDriver?: 'systemd' | 'cgroupfs';
    /** Time between two reads of a cgroup (--housekeeping-interval). Absent: some 15 s, as by default. */
    readonly housekeepingMs?: number;
    /** What its cAdvisor does wrong: leaves out half of the containers, other ones in each answer, or goes on showing containers that have ended. */
    readonly cadvisorFault?: 'flapping' | 'keeps-ended';
    /** The runtime lost a container, and the whole of /stats/summary fails with it. Absent: it does not. */
    readonly summaryFails?: boolean;
    /** It does not find the CPU time of its node: 0 in /metrics/resource. Absent: it does. */
    readonly zeroNodeCpu?: boolean;
    /** Feature gate PodAndContainerStatsFromCRI is on: families that the runtime does not know are missing. Absent: off, as by default. */
    readonly statsFromCri?: boolean;
    /** The cluster signed its serving certificate (serverTLSBootstrap), which was not rotated and ends then. Absent: it signs its own. */
    readonly servingCertificateEndsMs?: number;
  };
}

/** What a container really does; every signal of the demo derives from it. */
export interface Behaviour {
  /** Cores used at a time: base + amplitude x daily wave + seeded noise. */
  readonly cpuBaseCores: number;
  readonly cpuAmplitudeCores: number;
  readonly memoryBaseBytes: number;
  readonly memoryAmplitudeBytes: number;
  /** http requests a second; undefined: exposes no metrics of its own. */
  readonly requestsPerSecond?: number;
  /** The container ends by itself after this long (CronJob, crash). */
  readonly livesSeconds?: number;
  /** Period of the short wave that rides on the daily one. Default 600. */
  readonly waveSeconds?: number;
  /**
   * The load is the whole workload's and its replicas share it: the numbers above hold for each pod when there are
   * this many. Absent: each pod has its own load.
   */
  readonly sharedByReplicas?: number;
  readonly exitCode?: number;
  /** Of its CPU periods those in which it ran into its CPU limit. Absent: what follows from what it uses. */
  readonly throttledShare?: number;
  /** Grows to its limit and is OOM-killed after this long. */
  readonly oomAfterSeconds?: number;
}

export interface WorldContainer {
  readonly name: string;
  readonly image: string;
  readonly args: readonly string[];
  readonly ports: readonly { readonly name: string; readonly port: number }[];
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
  readonly behaviour: Behaviour;
  /** Further fields of the container's spec as the API shows them: readinessProbe, livenessProbe, volumeMounts, securityContext. */
  readonly more?: Readonly<Record<string, unknown>>;
}

export interface WorldWorkload {
  readonly kind: 'Deployment' | 'DaemonSet' | 'StatefulSet' | 'CronJob';
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly podLabels: Readonly<Record<string, string>>;
  readonly podAnnotations: Readonly<Record<string, string>>;
  readonly replicas: number;
  readonly hostNetwork: boolean;
  readonly serviceAccount: string;
  readonly containers: readonly WorldContainer[];
  /** CronJob: every so many seconds. */
  readonly everySeconds?: number;
  /** A rollout is started each so many seconds. */
  readonly rollsEverySeconds?: number;
  readonly service?: {
    readonly headless: boolean;
    /** Where another program names it; absent: given by seed. */
    readonly clusterIp?: string;
    readonly ports: readonly { readonly name: string; readonly port: number; readonly targetPort: string; readonly appProtocol?: string }[];
  };
  /** DaemonSet: only on nodes with these labels. Others: shown in the pod's spec. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Deployment; absent: RollingUpdate, 25 % and 25 %. */
  readonly strategy?: 'RollingUpdate' | 'Recreate' | 'NeverUnavailable';
  /** Runs to its end before the containers start. */
  readonly init?: { readonly name: string; readonly image: string; readonly args: readonly string[]; readonly livesSeconds: number };
  /** Further fields of the pods' spec as the API shows them: volumes, priorityClassName, hostAliases, tolerations. */
  readonly podSpec?: Readonly<Record<string, unknown>>;
  /** Pods stay Pending with this reason (image, unschedulable). */
  readonly stuck?: { readonly reason: string; readonly message: string };
  /** False: its pods run and are never ready. */
  readonly ready: boolean;
}

export interface MetricsServerSettings {
  readonly resolutionSeconds: number;
  readonly kubeletInsecureTls: boolean;
  /** The ClusterRole system:metrics-server grants nodes/metrics. */
  readonly mayReadKubelets: boolean;
  /** --kubelet-preferred-address-types; absent: as its manifest has it. */
  readonly addressTypes?: readonly string[];
  /** It checks who asks against another authority than the one of the kube-apiserver's front proxy. Absent: against that one. */
  readonly distrustsFrontProxy?: boolean;
  /** How long it takes to read all kubelets, with too little CPU. Absent: less than its resolution. */
  readonly cycleSeconds?: number;
}

export interface KsmSettings {
  /** Plural resource names that its ClusterRole does not grant. */
  readonly forbidden: readonly string[];
  readonly labelAllowlist: readonly string[];
  /** --metric-allowlist, as regular expressions; absent: every family. */
  readonly metricAllowlist?: readonly string[];
}

export interface PrometheusSettings {
  /** prometheus.yml as text: the truth that its API shows and its scraper follows. */
  readonly config: string;
  /** rules.yml as text, for every file that `rule_files` names; absent: taken from the ConfigMap monitoring/prometheus. */
  readonly rules?: string;
  /** ClusterRole prometheus grants nodes/metrics. */
  readonly mayReadKubelets: boolean;
  /** Resources ("endpoints") that ClusterRole prometheus does not let it list: it discovers nothing from them. Absent: none. */
  readonly mayNotList?: readonly string[];
  /** Its own process restarts each so many seconds; undefined: never. */
  readonly restartsEverySeconds?: number;
  /** How far sending to the remote storage of its configuration is behind. Absent: it sends nothing anywhere. */
  readonly remoteBehindSeconds?: number;
  /** In every such time it gets no CPU for the last part, and scrapes nothing; what is asked of it is still answered. Absent: it always gets enough. */
  readonly stalls?: { readonly everySeconds: number; readonly forSeconds: number };
}

export interface AdapterSettings {
  /** config.yaml as text. */
  readonly config: string;
  readonly prometheusUrl: string;
  readonly relistSeconds: number;
}

export interface WorldApiService {
  readonly group: string;
  readonly version: string;
  readonly service: { readonly namespace: string; readonly name: string; readonly port: number };
}

export interface WorldOperator {
  /** matchLabels of its Prometheus' serviceMonitorSelector; monitors of all namespaces are taken. */
  readonly selects: Readonly<Record<string, string>>;
  readonly serviceMonitors: readonly {
    readonly namespace: string;
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly matchLabels: Readonly<Record<string, string>>;
    readonly port: string;
  }[];
}

export interface WorldHpa {
  readonly namespace: string;
  readonly name: string;
  readonly target: { readonly kind: string; readonly name: string };
  /** The ScaledObject for which KEDA made it; absent: somebody made it by hand. */
  readonly scaledObject?: string;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly metrics: readonly (
    | { readonly type: 'Resource'; readonly name: 'cpu' | 'memory'; readonly averageUtilization: number }
    | { readonly type: 'Pods'; readonly name: string; readonly averageValue: string }
    | { readonly type: 'External'; readonly name: string; readonly value: string }
  )[];
}
