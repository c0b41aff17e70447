import type { ContainerStatus } from '../../model/inventory';

/** A question that kube-state-metrics answers of a pod; each is one lane of its picture. */
export type Signal =
  | 'phase'
  | 'pod-reason'
  | 'waiting'
  | 'terminated'
  | 'running'
  | 'init-waiting'
  | 'init-terminated'
  | 'init-running'
  | 'ephemeral'
  | 'ready'
  | 'unschedulable'
  | 'deletion';

interface SignalFamily {
  /** Absent: kube-state-metrics has no family for it (ephemeral containers). */
  readonly family?: string;
  /** The label that holds the value; absent: the sample's value does, 1 is true. */
  readonly label?: string;
  /** A sample of this label's value alone counts: `condition="true"`. */
  readonly only?: { readonly label: string; readonly value: string };
  /** How a lane is called: what stands behind the usual prefix. */
  readonly lane: string;
  /** Whether its states count as changes; `running` says again what phase and reasons say. */
  readonly counts: boolean;
}

/** kube-state-metrics, internal/store/pod.go. */
export const SIGNALS: Readonly<Record<Signal, SignalFamily>> = {
  phase: { family: 'kube_pod_status_phase', label: 'phase', lane: 'phase', counts: true },
  'pod-reason': { family: 'kube_pod_status_reason', label: 'reason', lane: 'status_reason', counts: true },
  unschedulable: { family: 'kube_pod_status_unschedulable', lane: 'unschedulable', counts: true },
  'init-waiting': {
    family: 'kube_pod_init_container_status_waiting_reason',
    label: 'reason',
    lane: 'init waiting_reason',
    counts: true,
  },
  'init-running': { family: 'kube_pod_init_container_status_running', lane: 'init running', counts: false },
  'init-terminated': {
    family: 'kube_pod_init_container_status_terminated_reason',
    label: 'reason',
    lane: 'init terminated_reason',
    counts: true,
  },
  waiting: { family: 'kube_pod_container_status_waiting_reason', label: 'reason', lane: 'waiting_reason', counts: true },
  running: { family: 'kube_pod_container_status_running', lane: 'running', counts: false },
  terminated: { family: 'kube_pod_container_status_terminated_reason', label: 'reason', lane: 'terminated_reason', counts: true },
  ephemeral: { lane: 'ephemeral', counts: true },
  ready: { family: 'kube_pod_status_ready', only: { label: 'condition', value: 'true' }, lane: 'ready', counts: true },
  deletion: { family: 'kube_pod_deletion_timestamp', lane: 'deletion_timestamp', counts: true },
};

export const SIGNAL_ORDER: readonly Signal[] = [
  'phase',
  'pod-reason',
  'unschedulable',
  'init-waiting',
  'init-running',
  'init-terminated',
  'waiting',
  'running',
  'terminated',
  'ephemeral',
  'ready',
  'deletion',
];

export type ContainerSide = 'waiting' | 'running' | 'terminated';

/** Sidecars are init containers to kube-state-metrics (`restart_policy="Always"`). */
export function signalOf(role: ContainerStatus['role'], side: ContainerSide): Signal {
  if (role === 'ephemeral') return 'ephemeral';
  return role === undefined ? side : `init-${side}`;
}

/** Families asked for one pod. */
export const FAMILIES: readonly string[] = SIGNAL_ORDER.flatMap((signal) => SIGNALS[signal].family ?? []);
