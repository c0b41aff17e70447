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
  podsOn(node: string): readonly RunningPod[];
  /** Usage of one container at a time not after now: integral of its behaviour since it started. */
  usage(container: RunningContainer, atMs: number): Usage;
  /** Usage of a whole node: its containers, the system's own share, the kernel. */
  nodeUsage(node: string, atMs: number): Usage;
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
