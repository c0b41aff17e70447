import { groupPods, type PodGroups, sayGroups } from './groupPods';
import { failureOf, valueText } from './metricText';
import { ceilReplicas, type Proposal } from './proposal';
import { requestsOf } from './requests';
import type { ControllerFlags, HpaScene, PodSample, SceneMetric, ScenePod } from './scene';
import { type HpaStep, ratioText, replicas } from './step';
import { isWithin, sayTolerance, type Tolerance } from './tolerance';

type Values = ReadonlyMap<string, number>;

interface Reckoning {
  readonly scene: HpaScene;
  readonly metric: SceneMetric;
  readonly tolerance: Tolerance;
  readonly groups: PodGroups;
  /** Milli-units by pod, where the target is a share of them. */
  readonly requests: Values | undefined;
}

/** Replicas by a metric that each pod has: Resource, ContainerResource, Pods (GetResourceReplicas and calcPlainMetricReplicas). */
export function proposeByPods(scene: HpaScene, metric: SceneMetric, tolerance: Tolerance, flags: ControllerFlags): Proposal {
  const resource = metric.type === 'Pods' ? undefined : metric.name;
  const failed = (error: string, steps: readonly HpaStep[] = []): Proposal => {
    return { kind: 'failed', metric: metric.name, reason: failureOf(metric), error, steps };
  };
  if (metric.value.kind === 'none') return failed(metric.value.error);
  const pods = scene.pods ?? assumedPods(scene.replicas, metric);
  if (pods.length === 0) return failed('no pods returned by selector while calculating replica count');
  const samples = metric.value.kind === 'pods' ? metric.value.pods : undefined;
  const groups = groupPods(pods, samples, resource, scene.nowMs, flags);
  const podsStep = stepOfPods(scene, metric, groups, pods.length);
  if (groups.counted.length === 0) return failed('did not receive metrics for targeted pods (pods might be unready)', [podsStep]);
  const requests = metric.targetType === 'Utilization' && resource !== undefined ? requestsOf(pods, resource, metric.container) : undefined;
  if (requests?.ok === false) return failed(requests.error, [podsStep]);
  const reckoning = { scene, metric, tolerance, groups, requests: requests?.value };
  return reckon(reckoning, countedValues(reckoning, samples), podsStep);
}

/** Where pods are not known: as many as the scale says, all alike. */
function assumedPods(count: number, { name, container = '' }: SceneMetric): readonly ScenePod[] {
  return Array.from({ length: count }, (_, at) => {
    const containers = [{ name: container, requestMilli: { [name]: 1000 } }];
    return { name: `replica ${at + 1}`, phase: 'Running', deleted: false, ready: { on: true, sinceMs: 0 }, startMs: 0, containers };
  });
}

function stepOfPods({ pods }: HpaScene, metric: SceneMetric, groups: PodGroups, all: number): HpaStep {
  const why =
    pods === undefined
      ? 'its pods at that sync are not known: every replica is taken as ready'
      : metric.value.kind === 'average'
        ? 'from their phase and readiness; the status has their average alone, so none can be told to lack a value'
        : 'by their phase, their values and, for CPU, whether they have come up';
  return { step: 'pods', metric: metric.name, from: `${all} under the selector`, to: sayGroups(groups), why };
}

/** An average stands for each of them; a utilization for that share of what each requests. */
function countedValues({ metric, groups, requests }: Reckoning, samples: ReadonlyMap<string, PodSample> | undefined): Values {
  const average = metric.value.kind === 'average' ? metric.value.value : 0;
  const milliOf = (pod: string): number => {
    if (samples !== undefined) return samples.get(pod)?.milli ?? 0;
    return requests === undefined ? average : ((requests.get(pod) ?? 0) * average) / 100;
  };
  return new Map(groups.counted.map((pod) => [pod, milliOf(pod)]));
}

interface Measured {
  /** In the unit of the target. */
  readonly value: number;
  readonly ratio: number;
}

/** Both divisions are of whole numbers, as in Go; the sliver keeps what was a share of requests whole. */
function measure({ metric, requests }: Reckoning, values: Values): Measured {
  let [sum, requested] = [0, 0];
  for (const [pod, milli] of values) {
    sum += milli;
    requested += requests?.get(pod) ?? 0;
  }
  const value = Math.trunc((requests === undefined ? sum / values.size : (sum * 100) / requested) + 1e-6);
  return { value, ratio: value / metric.target };
}

function reckon(reckoning: Reckoning, values: Values, podsStep: HpaStep): Proposal {
  const { metric, tolerance, scene } = reckoning;
  const before = measure(reckoning, values);
  const filled = fillAbsent(reckoning, values, before);
  const after = filled === undefined ? before : measure(reckoning, filled.values);
  const [count, why] = countOf(before, after, (filled?.values ?? values).size, scene.replicas, tolerance, filled !== undefined);
  const valueStep = stepOfValue(metric, before, values.size);
  const absentSteps = filled === undefined ? [] : [stepOfAbsent(reckoning, filled.why, before, after)];
  const ratio = `ratio ${ratioText(after.ratio)}`;
  const step = isWithin(after.ratio, tolerance) ? 'tolerance' : 'proposal';
  const steps = [podsStep, valueStep, ...absentSteps, { step, metric: metric.name, from: ratio, to: replicas(count), why } as const];
  return { kind: 'replicas', metric: metric.name, replicas: count, says: valueStep.from, steps };
}

function stepOfValue(metric: SceneMetric, { value, ratio }: Measured, pods: number): HpaStep {
  const over = `${pods} ${pods === 1 ? 'pod' : 'pods'}`;
  return {
    step: 'value',
    metric: metric.name,
    from: `${valueText(metric, value)} of ${valueText(metric, metric.target)} over ${over}`,
    to: `ratio ${ratioText(ratio)}`,
    why: metric.targetType === 'Utilization' ? 'what they use by what they request, in whole percent' : 'the mean of the pods that count',
  };
}

function stepOfAbsent({ metric, groups }: Reckoning, why: string, before: Measured, after: Measured): HpaStep {
  const absent = groups.missing.length + (before.ratio > 1 ? groups.unready.length : 0);
  const from = `ratio ${ratioText(before.ratio)}, ${absent} ${absent === 1 ? 'pod' : 'pods'} to fill in`;
  return { step: 'absent-pods', metric: metric.name, from, to: `ratio ${ratioText(after.ratio)}`, why };
}

/** Pods without a value damp: they use all that they may on the way down, nothing on the way up. undefined: none has to be filled in. */
function fillAbsent(
  { metric, groups, requests }: Reckoning,
  values: Values,
  { ratio }: Measured,
): { values: Values; why: string } | undefined {
  const withUnready = groups.unready.length > 0 && ratio > 1;
  if (!withUnready && groups.missing.length === 0) return undefined;
  const filled = new Map(values);
  const full = (pod: string) =>
    requests === undefined ? metric.target : Math.trunc(((requests.get(pod) ?? 0) * Math.max(100, metric.target)) / 100);
  if (ratio !== 1) for (const pod of groups.missing) filled.set(pod, ratio < 1 ? full(pod) : 0);
  if (withUnready) for (const pod of groups.unready) filled.set(pod, 0);
  const whole = requests === undefined ? 'exactly the target' : 'all they request';
  const why =
    ratio > 1
      ? 'on a scale-up, pods without a value or not ready count as using nothing'
      : `on a scale-down, pods without a value count as using ${whole}`;
  return { values: filled, why };
}

function countOf(
  before: Measured,
  after: Measured,
  pods: number,
  current: number,
  tolerance: Tolerance,
  filled: boolean,
): [number, string] {
  if (isWithin(after.ratio, tolerance)) return [current, `within ${sayTolerance(tolerance)} nothing is changed`];
  const turned = (before.ratio < 1 && after.ratio > 1) || (before.ratio > 1 && after.ratio < 1);
  if (filled && turned) return [current, 'with the absent pods it would go the other way: nothing is changed'];
  const count = ceilReplicas(after.ratio * pods);
  const against = (after.ratio < 1 && count > current) || (after.ratio > 1 && count < current);
  if (filled && against) return [current, 'the number of pods would turn it the other way: nothing is changed'];
  return [count, `${ratioText(after.ratio)} × ${pods} ${pods === 1 ? 'pod' : 'pods'}, rounded up`];
}
