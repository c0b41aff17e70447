import type { HpaBehavior } from './hpaBehavior';

/**
 * The objects of the API that the program keeps, stripped to the fields that something reads
 * (electron/engine/cluster/watchCache strips them as pages arrive). Times are milliseconds since the
 * epoch, fields that the object does not have are undefined.
 */
export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly createdMs: number;
  readonly deletedMs?: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly owner?: { readonly kind: string; readonly name: string };
}

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly sinceMs?: number;
}

export interface NodeObject extends ObjectMeta {
  readonly conditions: readonly Condition[];
  readonly addresses: readonly { readonly type: string; readonly address: string }[];
  readonly kubeletPort: number;
  readonly kubeletVersion: string;
  readonly containerRuntimeVersion: string;
  readonly osImage: string;
  readonly kernelVersion: string;
  readonly architecture: string;
  readonly providerId?: string;
  readonly podCidr?: string;
  /** As the API prints them: "2", "24670220Ki". */
  readonly allocatable: Readonly<Record<string, string>>;
  readonly unschedulable: boolean;
}

export interface ContainerObject {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly ports: readonly {
    readonly name?: string;
    readonly containerPort: number;
    readonly hostPort?: number;
    readonly protocol: string;
  }[];
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
  /** HTTP probes (liveness, readiness, startup): what tells whether a port speaks TLS. Port as written: a number or a port's name. */
  readonly probes?: readonly { readonly scheme: string; readonly port: string; readonly path: string }[];
}

export interface ContainerStatus {
  readonly name: string;
  readonly containerId?: string;
  readonly ready: boolean;
  readonly restarts: number;
  readonly state: 'running' | 'waiting' | 'terminated' | 'unknown';
  readonly reason?: string;
  readonly message?: string;
  readonly startedMs?: number;
  /** Of a container that has ended. */
  readonly finishedMs?: number;
  readonly lastTerminated?: {
    readonly reason?: string;
    readonly exitCode?: number;
    readonly startedMs?: number;
    readonly finishedMs?: number;
  };
  /** Absent: a plain container. */
  readonly role?: 'init' | 'sidecar' | 'ephemeral';
}

export interface PodObject extends ObjectMeta {
  readonly node?: string;
  readonly phase: string;
  readonly reason?: string;
  readonly podIp?: string;
  readonly hostNetwork: boolean;
  readonly serviceAccount?: string;
  readonly conditions: readonly Condition[];
  readonly containers: readonly ContainerObject[];
  readonly statuses: readonly ContainerStatus[];
  /** Of init and ephemeral containers; absent where there are none. */
  readonly otherStatuses?: readonly ContainerStatus[];
  readonly qos?: string;
  readonly startMs?: number;
}

export interface ServiceObject extends ObjectMeta {
  readonly type: string;
  readonly clusterIp?: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly externalName?: string;
  readonly ports: readonly {
    readonly name?: string;
    readonly port: number;
    readonly targetPort: string;
    readonly protocol: string;
    readonly appProtocol?: string;
  }[];
}

export interface EndpointSliceObject extends ObjectMeta {
  readonly service?: string;
  readonly ports: readonly { readonly name?: string; readonly port?: number }[];
  readonly endpoints: readonly {
    readonly addresses: readonly string[];
    readonly ready: boolean;
    readonly target?: { readonly kind: string; readonly name: string };
    readonly node?: string;
  }[];
}

export interface WorkloadObject extends ObjectMeta {
  readonly kind: 'Deployment' | 'DaemonSet' | 'StatefulSet';
  readonly desired: number;
  readonly ready: number;
  readonly selector: Readonly<Record<string, string>>;
  readonly templateLabels: Readonly<Record<string, string>>;
  readonly templateAnnotations: Readonly<Record<string, string>>;
  readonly containers: readonly ContainerObject[];
  readonly serviceAccount?: string;
  readonly hostNetwork: boolean;
}

export interface ApiServiceObject extends ObjectMeta {
  readonly group: string;
  readonly version: string;
  /** Absent: served by the kube-apiserver itself. */
  readonly service?: { readonly namespace: string; readonly name: string; readonly port: number };
  readonly insecureSkipTlsVerify: boolean;
  readonly conditions: readonly Condition[];
}

export interface HpaMetric {
  readonly type: 'Resource' | 'ContainerResource' | 'Pods' | 'Object' | 'External' | '';
  readonly name: string;
  readonly container?: string;
  readonly object?: { readonly kind: string; readonly name: string; readonly apiVersion?: string };
  readonly selector?: Readonly<Record<string, string>>;
  /** Utilization (percent), AverageValue or Value: a quantity as the API prints it. */
  readonly targetType?: string;
  readonly target?: string;
  readonly current?: string;
}

export interface HpaObject extends ObjectMeta {
  readonly scaleTarget: { readonly kind: string; readonly name: string; readonly apiVersion?: string };
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly currentReplicas: number;
  readonly desiredReplicas: number;
  readonly lastScaleMs?: number;
  readonly metrics: readonly HpaMetric[];
  readonly behavior?: HpaBehavior;
  readonly conditions: readonly Condition[];
}

export interface EventObject extends ObjectMeta {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly regarding: { readonly kind: string; readonly namespace?: string; readonly name: string };
  readonly lastMs: number;
  readonly count: number;
}

/** Objects of other APIs that discovery reads when they are there (Prometheus operator, VPA, Lease): kept whole. */
export interface OtherObject extends ObjectMeta {
  readonly spec: Readonly<Record<string, unknown>>;
  readonly status: Readonly<Record<string, unknown>>;
}

/** How much of one resource has come in. `of` is known once the server says what remains. */
export interface Listed {
  readonly resource: string;
  readonly have: number;
  readonly of?: number;
  readonly state: 'waiting' | 'listing' | 'watching' | 'polling' | 'denied' | 'absent' | 'failed';
  readonly because?: string;
  readonly atMs?: number;
}

/** Its first list has come in, or is known not to. */
export function isListed({ state }: Listed): boolean {
  return state !== 'waiting' && state !== 'listing';
}

/** Everything kept, as immutable lists; a new Inventory is made when something changed. */
export interface Inventory {
  readonly nodes: readonly NodeObject[];
  readonly pods: readonly PodObject[];
  readonly services: readonly ServiceObject[];
  readonly endpointSlices: readonly EndpointSliceObject[];
  readonly workloads: readonly WorkloadObject[];
  readonly apiServices: readonly ApiServiceObject[];
  readonly hpas: readonly HpaObject[];
  readonly events: readonly EventObject[];
  /** coordination.k8s.io leases of kube-node-lease: node name to last renewal. */
  readonly leases: Readonly<Record<string, number>>;
  /** By "group/resource", for example "monitoring.coreos.com/prometheuses". */
  readonly others: Readonly<Record<string, readonly OtherObject[]>>;
  /** API groups the server offers, from /apis. */
  readonly apiGroups: readonly string[];
  readonly listed: readonly Listed[];
}

export const EMPTY_INVENTORY: Inventory = {
  nodes: [],
  pods: [],
  services: [],
  endpointSlices: [],
  workloads: [],
  apiServices: [],
  hpas: [],
  events: [],
  leases: {},
  others: {},
  apiGroups: [],
  listed: [],
};
