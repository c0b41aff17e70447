import type { Behaviour, World, WorldNode } from './world';

/**
 * The moving side of the demo: what is true at a moment. Endpoint renderers (kubelet, cAdvisor, KSM,
 * node-exporter, apps) read this and nothing else, so that they all tell of the same world.
 */
export interface Running {
  readonly world: World;
  /** Simulated time, milliseconds since the epoch. */
  readonly nowMs: number;
  nodes(): readonly WorldNode[];
  pods(): readonly RunningPod[];
  /** The same array as before where nothing of these pods has changed since. */
  podsOn(node: string): readonly RunningPod[];
  /** Usage of one container at a time not after now: integral of its behaviour since it started. */
  usage(container: RunningContainer, atMs: number): Usage;
  /** Usage of a whole node: its containers, the system's own share, the kernel. */
  nodeUsage(node: string, atMs: number): Usage;
  /** What the container's own /metrics counts; undefined where it exposes none. `atMs` not after now. */
  requests(container: RunningContainer, atMs: number): Requests | undefined;
  /** When this node's kubelet last came back as a new process: its port refused connections before. Undefined: it never did. */
  kubeletRestartedMs?(node: string): number | undefined;
  /** When the kubelet's cAdvisor last read this cgroup: 10 to 30 s apart by seed, never after now. */
  housekeptAt(node: string, cgroup: string, nowMs: number): number;
}

export interface RunningPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly node?: string;
  readonly ip?: string;
  readonly qos: 'Guaranteed' | 'Burstable' | 'BestEffort';
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed';
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly workload: { readonly kind: string; readonly name: string };
  readonly createdMs: number;
  readonly startedMs?: number;
  readonly hostNetwork: boolean;
  readonly serviceAccount: string;
  /** False: the kubelet (or, for a node that does not answer, the node controller) says it is not ready. */
  readonly ready: boolean;
  readonly deletionMs?: number;
  readonly sandboxId: string;
  readonly containers: readonly RunningContainer[];
}

export interface RunningContainer {
  readonly name: string;
  readonly image: string;
  /** 64 hexadecimal digits; a new one for each restart. */
  readonly id: string;
  readonly startedMs?: number;
  readonly finishedMs?: number;
  readonly state: 'waiting' | 'running' | 'terminated';
  readonly reason?: string;
  readonly restarts: number;
  readonly lastReason?: string;
  readonly ready: boolean;
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
  readonly behaviour: Behaviour;
  readonly args: readonly string[];
  readonly ports: readonly { readonly name: string; readonly port: number }[];
  /** The readiness and liveness probes it has, for /metrics/probes and KSM. */
  readonly more?: Readonly<Record<string, unknown>>;
  /** How the last instance ended; `id` is that instance's. */
  readonly last?: {
    readonly id: string;
    readonly reason: string;
    readonly exitCode: number;
    readonly startedMs: number;
    readonly finishedMs: number;
  };
}

/** The truth behind http_requests_total (code 200 and 500) and web_queue_depth. Whole numbers. */
export interface Requests {
  readonly succeeded: number;
  readonly failed: number;
  readonly queueDepth: number;
}

export interface Usage {
  readonly cpuCoreSeconds: number;
  readonly memoryWorkingSetBytes: number;
  readonly memoryUsageBytes: number;
  readonly networkRxBytes: number;
  readonly networkTxBytes: number;
  readonly fsReadBytes: number;
  readonly fsWriteBytes: number;
}
