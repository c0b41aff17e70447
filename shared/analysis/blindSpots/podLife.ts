import type { PodObject } from '../../model/inventory';
import type { Signal } from './signals';

/** One version of a pod as the API gave it: what lives are made of. */
export type PodVersion = Pick<
  PodObject,
  | 'uid'
  | 'namespace'
  | 'name'
  | 'node'
  | 'owner'
  | 'createdMs'
  | 'deletedMs'
  | 'phase'
  | 'reason'
  | 'conditions'
  | 'statuses'
  | 'otherStatuses'
>;

/** From `fromMs` to before `toMs`; without an end it goes on. Milliseconds since the epoch, by the cluster's clocks. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs?: number;
}

/** Something that held of a pod, or of one of its containers, for a while. */
export interface PodState extends Stretch {
  readonly signal: Signal;
  readonly container?: string;
  /** "Running", "CrashLoopBackOff", "true". */
  readonly value: string;
  /** Tells two states of the same value apart: of a container, the run it belongs to. */
  readonly run: string;
  /**
   * When the API showed it: kube-state-metrics can say no more than that. Absent: no version showed it, a later one proves
   * it (`lastState`). A status holds whole seconds of the kubelet's clock, so what happened and what was shown differ.
   */
  readonly shown?: Stretch;
  /** `watch`: versions were seen as they came. `status`: a later status says it. `event`: an event says it. */
  readonly proof: 'watch' | 'status' | 'event';
  /** Field and value that prove it: "status.phase=Pending". */
  readonly says: string;
  /** Drawn and not counted: not ready before it ever was is no news, and a begin that nobody knows is no change. */
  readonly minor?: true;
}

/** What happened to one pod. States in order of their begin; several hold at once. */
export interface PodLife {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly node?: string;
  readonly owner?: { readonly kind: string; readonly name: string };
  readonly createdMs: number;
  /** From here on each version was seen as it came; before it only statuses and events tell. */
  readonly watchedFromMs: number;
  readonly goneMs?: number;
  readonly states: readonly PodState[];
}

/** The stretch up to now where it goes on. */
export function lengthMs({ fromMs, toMs }: Stretch, nowMs: number): number {
  return Math.max(0, (toMs ?? nowMs) - fromMs);
}
