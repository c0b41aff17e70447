import { failureOf, valueText } from './metricText';
import { ceilReplicas, type Proposal } from './proposal';
import type { HpaScene, SceneMetric } from './scene';
import { type HpaStep, ratioText, replicas } from './step';
import { isWithin, sayTolerance, type Tolerance } from './tolerance';

/** Replicas by one number: Object and External metrics, against a value or an average over the replicas (replica_calculator.go). */
export function proposeByTotal(scene: HpaScene, metric: SceneMetric, tolerance: Tolerance): Proposal {
  const { value } = metric;
  if (value.kind === 'none' || value.kind === 'pods')
    return { kind: 'failed', metric: metric.name, reason: failureOf(metric), error: value.kind === 'none' ? value.error : '', steps: [] };
  return metric.targetType === 'AverageValue' ? byAverage(scene, metric, tolerance) : byValue(scene, metric, tolerance);
}

function stepOf(metric: SceneMetric, step: HpaStep['step'], from: string, to: string, why: string): HpaStep {
  return { step, metric: metric.name, from, to, why };
}

function totalOf({ value }: SceneMetric, count: number): number {
  return value.kind === 'total' ? value.milli : value.kind === 'average' ? value.value * count : 0;
}

/** Against a value: as the ratio, of the pods that are ready; at no replicas the ratio alone. */
function byValue(scene: HpaScene, metric: SceneMetric, tolerance: Tolerance): Proposal {
  const total = totalOf(metric, 1);
  const ratio = total / metric.target;
  const says = `${valueText(metric, total)} of ${valueText(metric, metric.target)}`;
  const valueStep = stepOf(metric, 'value', says, `ratio ${ratioText(ratio)}`, 'one value for all pods');
  const done = (count: number, step: HpaStep['step'], why: string): Proposal => {
    const steps = [valueStep, stepOf(metric, step, `ratio ${ratioText(ratio)}`, replicas(count), why)];
    return { kind: 'replicas', metric: metric.name, replicas: count, says, steps };
  };
  if (scene.replicas === 0) return done(ceilReplicas(ratio), 'proposal', 'from none, the ratio itself, rounded up');
  if (isWithin(ratio, tolerance)) return done(scene.replicas, 'tolerance', `within ${sayTolerance(tolerance)} nothing is changed`);
  const ready = scene.pods?.filter(({ phase, ready: is }) => phase === 'Running' && is?.on === true).length ?? scene.replicas;
  return done(ceilReplicas(ratio * ready), 'proposal', `${ratioText(ratio)} × ${ready} ready ${ready === 1 ? 'pod' : 'pods'}, rounded up`);
}

/** Against an average: the whole by the target, whatever the pods' readiness. */
function byAverage(scene: HpaScene, metric: SceneMetric, tolerance: Tolerance): Proposal {
  const count = scene.statusReplicas ?? scene.replicas;
  const total = totalOf(metric, count);
  const ratio = total / (metric.target * count);
  const says = `${valueText(metric, total / Math.max(1, count))} of ${valueText(metric, metric.target)} over ${replicas(count)}`;
  const kept = isWithin(ratio, tolerance);
  const wanted = kept ? count : ceilReplicas(total / metric.target);
  const why = kept
    ? `within ${sayTolerance(tolerance)} nothing is changed`
    : `${valueText(metric, total)} in all by ${valueText(metric, metric.target)}, rounded up`;
  const steps = [
    stepOf(metric, 'value', says, `ratio ${ratioText(ratio)}`, 'the whole by the replicas'),
    stepOf(metric, kept ? 'tolerance' : 'proposal', `ratio ${ratioText(ratio)}`, replicas(wanted), why),
  ];
  return { kind: 'replicas', metric: metric.name, replicas: wanted, says, steps };
}
