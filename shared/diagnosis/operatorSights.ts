/** What one Prometheus object says to a monitor. `unknown`: it selects by labels of namespaces, which are not listed. */
export interface SelectionSight {
  /** "Prometheus monitoring/k8s". */
  readonly by: string;
  readonly is: 'selected' | 'refused' | 'unknown';
  /** "serviceMonitorSelector {release: stack} does not match its labels (none)". */
  readonly because: string;
}

/** A ServiceMonitor or PodMonitor, and what the operator makes of it. */
export interface MonitorSight {
  readonly kind: 'ServiceMonitor' | 'PodMonitor';
  readonly namespace: string;
  readonly name: string;
  readonly selections: readonly SelectionSight[];
  /** Services (of a PodMonitor: pods) that it selects; undefined: they are not all listed. */
  readonly backing?: number;
  /** Ports that it names and none of those has, with the names that they have. */
  readonly missingPorts: readonly { readonly asked: string; readonly offered: readonly string[] }[];
}

/** Objects of the Prometheus operator. */
export interface OperatorSight {
  readonly prometheuses: number;
  readonly monitors: readonly MonitorSight[];
  /** Why monitors or Prometheus objects are not all listed; absent: they are. */
  readonly unlisted?: string;
}
