import type { HpaScene, SceneMetric, ScenePast, ScenePod, SceneValue } from '../../../../shared/analysis/hpa';
import type { HpaMetric, HpaObject, Inventory, PodObject } from '../../../../shared/model/inventory';
import { parseQuantity } from '../../../../shared/model/quantity';
import { selects } from '../../discovery/selector';
import { conditionOf } from './conditions';

/**
 * What the controller saw at its last sync, from the objects alone: its status has the values it read, as averages. undefined
 * where it has not synced yet, or a metric cannot be read.
 */
export function sceneOf(hpa: HpaObject, inventory: Inventory, nowMs: number): HpaScene | undefined {
  const metrics = hpa.metrics.map((metric) => toSceneMetric(metric, errorOf(hpa, metric)));
  if (hpa.conditions.length === 0 || metrics.length === 0 || metrics.some((metric) => metric === undefined)) return undefined;
  return {
    nowMs,
    minReplicas: hpa.minReplicas,
    maxReplicas: hpa.maxReplicas,
    behavior: hpa.behavior,
    replicas: hpa.currentReplicas,
    metrics: metrics.filter((metric) => metric !== undefined),
    pods: podsOf(hpa, inventory),
    past: pastOf(hpa),
  };
}

function toSceneMetric(metric: HpaMetric, error: string): SceneMetric | undefined {
  const { type, name, container, targetType } = metric;
  const known = targetType === 'Utilization' || targetType === 'AverageValue' || targetType === 'Value';
  if (type === '' || !known) return undefined;
  const inUnit = (text: string | undefined) =>
    text === undefined ? undefined : targetType === 'Utilization' ? parseQuantity(text) : milliOf(text);
  const target = inUnit(metric.target);
  if (target === undefined || target === 0) return undefined;
  const current = inUnit(metric.current);
  const value: SceneValue = current === undefined ? { kind: 'none', error } : { kind: 'average', value: current };
  return { type, name, container, targetType, target, value };
}

/** Quantity.MilliValue rounds up; what binary fractions add is not rounded. */
function milliOf(text: string): number | undefined {
  const value = parseQuantity(text);
  return value === undefined ? undefined : Math.ceil(Number((value * 1000).toPrecision(15)));
}

const PREAMBLE = /^the HPA was unable to compute the replica count: /;

/** The condition tells the first failure alone. */
function errorOf(hpa: HpaObject, metric: HpaMetric): string {
  const active = conditionOf(hpa, 'ScalingActive');
  const first = hpa.metrics.find(({ current }) => current === undefined);
  return active?.status === 'False' && first === metric ? (active.message ?? '').replace(PREAMBLE, '') : 'it has no value';
}

/**
 * Pods under the selector of the target. Where the status is of the very sync that scaled: without those that it made; and not
 * known when it took some away, for they are gone.
 */
function podsOf(hpa: HpaObject, { workloads, pods }: Inventory): readonly ScenePod[] | undefined {
  const { kind, name } = hpa.scaleTarget;
  const target = workloads.find((each) => each.kind === kind && each.name === name && each.namespace === hpa.namespace);
  if (target === undefined || hpa.desiredReplicas < hpa.currentReplicas) return undefined;
  const justScaled = hpa.currentReplicas < hpa.desiredReplicas ? hpa.lastScaleMs : undefined;
  const seen = pods.filter((pod) => pod.namespace === hpa.namespace && selects(target.selector, pod.labels));
  const then = seen.filter(({ createdMs }) => justScaled === undefined || createdMs < justScaled);
  return then.length === 0 ? undefined : then.map(toScenePod);
}

function toScenePod({ name, phase, deletedMs, conditions, startMs, containers }: PodObject): ScenePod {
  const ready = conditions.find(({ type }) => type === 'Ready');
  return {
    name,
    phase,
    deleted: deletedMs !== undefined,
    ready: ready && { on: ready.status === 'True', sinceMs: ready.sinceMs ?? 0 },
    startMs,
    containers: containers.map((container) => ({ name: container.name, requestMilli: inMilli(container.requests) })),
  };
}

function inMilli(requests: Readonly<Record<string, string>>): Readonly<Record<string, number>> {
  const entries = Object.entries(requests).map(([resource, text]) => [resource, milliOf(text)] as const);
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, number] => entry[1] !== undefined));
}

/** Earlier recommendations are in the controller's memory alone; its condition says whether they held. */
function pastOf(hpa: HpaObject): ScenePast {
  const reason = conditionOf(hpa, 'AbleToScale')?.reason;
  if (reason !== 'ScaleUpStabilized' && reason !== 'ScaleDownStabilized') return { kind: 'unknown' };
  return { kind: 'unknown', held: { reason, at: hpa.desiredReplicas } };
}
