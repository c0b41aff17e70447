import type { SimPod } from '../life/simPod';
import { milliQuantity, parseQuantity } from '../quantities';
import { externalMetric, type HpaMetricSpec, type PodUsage, podsMetric, type ReadMetrics, resourceMetric } from './metricsClient';

/** What one metric of an HPA says: a replica count, or why there is none. */
export type Proposal =
  | { readonly kind: 'replicas'; readonly replicas: number; readonly metric: string; readonly current: Readonly<Record<string, unknown>> }
  | { readonly kind: 'failed'; readonly reason: string; readonly error: string; readonly inCompute: string };

export interface Scaled {
  readonly namespace: string;
  /** "app=web". */
  readonly selector: string;
  readonly pods: readonly SimPod[];
  readonly replicas: number;
  readonly nowMs: number;
}

/** --horizontal-pod-autoscaler-tolerance, -cpu-initialization-period, -initial-readiness-delay: the defaults. */
const TOLERANCE = 0.1;
const CPU_INITIALIZATION_MS = 300_000;
const READINESS_DELAY_MS = 30_000;

export async function propose(read: ReadMetrics, metric: HpaMetricSpec, scaled: Scaled): Promise<Proposal> {
  switch (metric.type) {
    case 'Resource':
      return proposeByResource(read, metric, scaled);
    case 'Pods':
      return proposeByPods(read, metric, scaled);
    case 'External':
      return proposeByExternal(read, metric, scaled);
  }
}

async function proposeByResource(
  read: ReadMetrics,
  metric: Extract<HpaMetricSpec, { type: 'Resource' }>,
  scaled: Scaled,
): Promise<Proposal> {
  const failed = (why: string): Proposal => {
    const error = `failed to get ${metric.name} utilization: ${why}`;
    return {
      kind: 'failed',
      reason: 'FailedGetResourceMetric',
      error,
      inCompute: `failed to get ${metric.name} resource metric value: ${error}`,
    };
  };
  const got = await resourceMetric(read, scaled.namespace, scaled.selector, metric.name);
  if (!got.ok) return failed(`unable to get metrics for resource ${metric.name}: ${got.error}`);
  const groups = groupPods(scaled, got.value, metric.name);
  const requests = requestsOf(scaled.pods, metric.name);
  if (typeof requests === 'string') return failed(requests);
  if (groups.counted.size === 0) return failed('did not receive metrics for targeted pods (pods might be unready)');
  const used = ratio(groups.counted, requests, metric.averageUtilization);
  const current = { averageValue: milliQuantity(used.averageMilli), averageUtilization: used.utilization };
  const target = withAbsent(groups, requests, metric.averageUtilization, used.ratio);
  return {
    kind: 'replicas',
    replicas: wantedReplicas(scaled.replicas, target.ratio, target.pods, used.ratio, groups.readyCount),
    metric: `${metric.name} resource utilization (percentage of request)`,
    current: { type: 'Resource', resource: { name: metric.name, current } },
  };
}

interface Groups {
  /** Milli-units of pods whose metrics count. */
  readonly counted: ReadonlyMap<string, number>;
  readonly readyCount: number;
  readonly unready: readonly string[];
  readonly missing: readonly string[];
}

/** podautoscaler/replica_calculator.go groupPods */
function groupPods(scaled: Scaled, usage: readonly PodUsage[], resource: string): Groups {
  const byName = new Map(usage.map((u) => [u.name, u]));
  const counted = new Map<string, number>();
  const [unready, missing]: [string[], string[]] = [[], []];
  for (const pod of scaled.pods) {
    if (pod.deletionMs !== undefined || pod.phase === 'Failed') continue;
    const sample = byName.get(pod.name);
    if (pod.phase === 'Pending') unready.push(pod.name);
    else if (sample === undefined) missing.push(pod.name);
    else if (resource === 'cpu' && isInitializing(pod, sample, scaled.nowMs)) unready.push(pod.name);
    else counted.set(pod.name, sample.milli);
  }
  return { counted, readyCount: counted.size, unready, missing };
}

function isInitializing(pod: SimPod, sample: PodUsage, nowMs: number): boolean {
  const { on, sinceMs } = pod.readyCondition;
  const startMs = pod.startedMs ?? pod.createdMs;
  if (startMs + CPU_INITIALIZATION_MS > nowMs) return !on || sample.timestampMs < sinceMs + sample.windowMs;
  return !on && startMs + READINESS_DELAY_MS > sinceMs;
}

/** Milli-units that each pod asks for, or the sentence about the first container that asks for nothing. */
function requestsOf(pods: readonly SimPod[], resource: string): ReadonlyMap<string, number> | string {
  const requests = new Map<string, number>();
  for (const pod of pods) {
    let sum = 0;
    for (const container of pod.containers) {
      const request = parseQuantity(container.requests[resource]);
      if (request === undefined) return `missing request for ${resource} in container ${container.name} of Pod ${pod.name}`;
      sum += Math.round(request * 1000);
    }
    requests.set(pod.name, sum);
  }
  return requests;
}

function ratio(usage: ReadonlyMap<string, number>, requests: ReadonlyMap<string, number>, targetPercent: number) {
  let [used, asked] = [0, 0];
  for (const [pod, milli] of usage) {
    const request = requests.get(pod);
    if (request === undefined) continue;
    used += milli;
    asked += request;
  }
  const utilization = Math.floor((used * 100) / Math.max(1, asked));
  return { ratio: utilization / targetPercent, utilization, averageMilli: used / Math.max(1, usage.size) };
}

/** Pods without metrics are taken as using all of the target on the way down, nothing on the way up. */
function withAbsent(groups: Groups, requests: ReadonlyMap<string, number>, targetPercent: number, used: number) {
  const scalesUpWithUnready = groups.unready.length > 0 && used > 1;
  if (!scalesUpWithUnready && groups.missing.length === 0) return { ratio: used, pods: groups.readyCount };
  const all = new Map(groups.counted);
  const fallback = used < 1 ? Math.max(100, targetPercent) / 100 : 0;
  for (const pod of used === 1 ? [] : groups.missing) all.set(pod, (requests.get(pod) ?? 0) * fallback);
  if (scalesUpWithUnready) for (const pod of groups.unready) all.set(pod, 0);
  return { ratio: ratio(all, requests, targetPercent).ratio, pods: all.size };
}

function wantedReplicas(current: number, ratioNow: number, pods: number, ratioBefore: number, readyCount: number): number {
  if (Math.abs(1 - ratioNow) <= TOLERANCE) return current;
  const plain = pods === readyCount && ratioNow === ratioBefore;
  if (plain) return Math.ceil(ratioNow * readyCount);
  if ((ratioBefore < 1 && ratioNow > 1) || (ratioBefore > 1 && ratioNow < 1)) return current;
  const wanted = Math.ceil(ratioNow * pods);
  return (ratioNow < 1 && wanted > current) || (ratioNow > 1 && wanted < current) ? current : wanted;
}

async function proposeByPods(read: ReadMetrics, metric: Extract<HpaMetricSpec, { type: 'Pods' }>, scaled: Scaled): Promise<Proposal> {
  const got = await podsMetric(read, scaled.namespace, scaled.selector, metric.name);
  if (!got.ok) {
    const error = `unable to get metric ${metric.name}: ${got.error}`;
    return { kind: 'failed', reason: 'FailedGetPodsMetric', error, inCompute: `failed to get pods metric value: ${error}` };
  }
  const values = [...got.value].filter(([name]) => scaled.pods.some((pod) => pod.name === name)).map(([, milli]) => milli);
  const average = values.reduce((sum, v) => sum + v, 0) / Math.max(1, values.length);
  const target = (parseQuantity(metric.averageValue) ?? 1) * 1000;
  const current = { metric: { name: metric.name }, current: { averageValue: milliQuantity(average) } };
  return {
    kind: 'replicas',
    replicas: wantedReplicas(scaled.replicas, average / target, values.length, average / target, values.length),
    metric: `pods metric ${metric.name}`,
    current: { type: 'Pods', pods: current },
  };
}

async function proposeByExternal(
  read: ReadMetrics,
  metric: Extract<HpaMetricSpec, { type: 'External' }>,
  scaled: Scaled,
): Promise<Proposal> {
  const got = await externalMetric(read, scaled.namespace, metric.name);
  if (!got.ok) {
    const error = `unable to get external metric ${scaled.namespace}/${metric.name}/nil: ${got.error}`;
    return {
      kind: 'failed',
      reason: 'FailedGetExternalMetric',
      error,
      inCompute: `failed to get ${metric.name} external metric value: ${error}`,
    };
  }
  const target = (parseQuantity(metric.value) ?? 1) * 1000;
  const ready = scaled.pods.filter((pod) => pod.ready && pod.deletionMs === undefined).length;
  const current = { metric: { name: metric.name }, current: { value: milliQuantity(got.value) } };
  return {
    kind: 'replicas',
    replicas: wantedReplicas(scaled.replicas, got.value / target, ready, got.value / target, ready),
    metric: `external metric ${metric.name}(nil)`,
    current: { type: 'External', external: current },
  };
}
