import type { HpaMetric, HpaObject } from '../../model/inventory';
import type { Evidence } from '../../model/observation';
import { conditionOf, conditionProof } from './conditions';

export function hpaSubject({ namespace, name }: HpaObject): string {
  return `HorizontalPodAutoscaler/${namespace}/${name}`;
}

/** "demo/web-cpu". */
export function hpaName({ namespace, name }: HpaObject): string {
  return `${namespace}/${name}`;
}

export function usesResources(hpa: HpaObject): boolean {
  return hpa.metrics.some(({ type }) => type === 'Resource' || type === 'ContainerResource');
}

/** The controller puts this before every reason (podautoscaler/horizontal.go); it says nothing. */
const PREAMBLE = /^the HPA was unable to compute the replica count: /;

/** What the controller says when it could not compute: reason and message of ScalingActive=False. */
export interface Inactive {
  readonly reason: string;
  readonly message: string;
  readonly sinceMs?: number;
  readonly evidence: Evidence;
}

export function inactive(hpa: HpaObject, atMs: number): Inactive | undefined {
  const active = conditionOf(hpa.conditions, 'ScalingActive');
  if (active?.status !== 'False') return undefined;
  return {
    reason: active.reason ?? '',
    message: (active.message ?? '').replace(PREAMBLE, ''),
    sinceMs: active.sinceMs,
    evidence: conditionProof(`HPA ${hpaName(hpa)}`, active, atMs),
  };
}

/** Which API each type of metric comes from (autoscaling/v2). */
export function groupOfMetric({ type }: HpaMetric): string | undefined {
  if (type === 'Resource' || type === 'ContainerResource') return 'metrics.k8s.io';
  if (type === 'Pods' || type === 'Object') return 'custom.metrics.k8s.io';
  return type === 'External' ? 'external.metrics.k8s.io' : undefined;
}
