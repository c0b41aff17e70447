import { after, type Cluster, record } from '../life/cluster';
import type { SimWorkload } from '../life/simPod';
import { keyOfWorkload } from '../life/simWorkload';
import { HPAS, hpaObject } from '../objects/hpas';
import { uidOf } from '../objects/meta';
import { selectorLabels } from '../objects/workloads';
import type { World, WorldHpa } from '../world';
import { claimantsOf } from './claims';
import { createHpaState, type HpaState, setCondition } from './hpaState';
import { limitedReplicas } from './limits';
import type { ReadMetrics } from './metricsClient';
import { type Proposal, propose } from './replicas';

export type { MetricsAnswer, ReadMetrics } from './metricsClient';

export interface HpaController {
  start(): void;
  attach(read: ReadMetrics): void;
  become(world: World): void;
}

/** --horizontal-pod-autoscaler-sync-period */
const SYNC_PERIOD_MS = 15_000;

/** kube-controller-manager's HPA controller: reads metrics through the APIs, sets status and scale, records events. */
export function createHpaController(cluster: Cluster): HpaController {
  const states = new Map<string, HpaState>();
  let read: ReadMetrics | undefined;
  const keyOf = (hpa: Pick<WorldHpa, 'namespace' | 'name'>) => `${hpa.namespace}/${hpa.name}`;
  const write = (state: HpaState) => cluster.store.put(HPAS, hpaObject(cluster.seed, state));

  function enter(spec: WorldHpa, createdMs: number): void {
    const state = createHpaState(spec, createdMs);
    states.set(keyOf(spec), state);
    write(state);
  }

  async function syncAll(): Promise<void> {
    after(cluster, SYNC_PERIOD_MS, syncAll);
    if (read === undefined) return;
    for (const state of [...states.values()]) {
      await sync(cluster, state, read);
      if (states.get(keyOf(state.spec)) === state) write(state);
    }
  }

  return {
    start() {
      for (const hpa of cluster.world.hpas) enter(hpa, cluster.createdMs + 60_000);
      after(cluster, SYNC_PERIOD_MS, syncAll);
    },
    attach(given) {
      read = given;
    },
    become(world) {
      const kept = new Set(world.hpas.map(keyOf));
      for (const [key, { spec }] of states) {
        if (kept.has(key)) continue;
        states.delete(key);
        cluster.store.remove(HPAS, spec.namespace, spec.name);
      }
      for (const hpa of world.hpas) {
        const state = states.get(keyOf(hpa));
        if (state === undefined) enter(hpa, cluster.nowMs);
        else if (state.spec !== hpa) {
          state.spec = hpa;
          write(state);
        }
      }
    },
  };
}

function hpaEvent(cluster: Cluster, { spec }: HpaState, type: 'Normal' | 'Warning', reason: string, message: string): void {
  const { namespace, name } = spec;
  const uid = uidOf(cluster.seed, 'HorizontalPodAutoscaler', namespace, name);
  const involved = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', namespace, name, uid };
  record(cluster, { type, reason, message, involved, component: 'horizontal-pod-autoscaler' });
}

async function sync(cluster: Cluster, state: HpaState, read: ReadMetrics): Promise<void> {
  const { namespace, target } = state.spec;
  const set = (given: Parameters<typeof setCondition>[2]) => setCondition(state, cluster.nowMs, given);
  const workload = cluster.workloads.get(`${target.kind}/${namespace}/${target.name}`);
  if (workload === undefined || keyOfWorkload(workload.spec) !== workload.key) return noScale(cluster, state);
  set({
    type: 'AbleToScale',
    status: 'True',
    reason: 'SucceededGetScale',
    message: "the HPA controller was able to get the target's current scale",
  });
  state.currentReplicas = workload.pods.size === 0 ? 0 : [...workload.pods].filter((pod) => pod.deletionMs === undefined).length;
  if (workload.desired === 0) {
    state.desiredReplicas = 0;
    return set({
      type: 'ScalingActive',
      status: 'False',
      reason: 'ScalingDisabled',
      message: 'scaling is disabled since the replica count of the target is zero',
    });
  }
  const claimants = claimantsOf(cluster, workload.spec);
  if (claimants.length > 1) return ambiguous(cluster, state, workload, claimants);
  const proposals = await proposeAll(cluster, state, workload, read);
  state.currentMetrics = proposals.map((p) => (p.kind === 'replicas' ? p.current : { type: '' }));
  const chosen = choose(cluster, state, proposals, workload.desired);
  if (chosen !== undefined) scale(cluster, state, workload, chosen);
}

function noScale(cluster: Cluster, state: HpaState): void {
  const { kind, name } = state.spec.target;
  const message = `the HPA controller was unable to get the target's current scale: ${kind.toLowerCase()}s.apps "${name}" not found`;
  setCondition(state, cluster.nowMs, { type: 'AbleToScale', status: 'False', reason: 'FailedGetScale', message });
  hpaEvent(cluster, state, 'Warning', 'FailedGetScale', `${kind.toLowerCase()}s.apps "${name}" not found`);
}

/** It reads no metric at all then (podautoscaler/horizontal.go validateAndParseSelector). */
function ambiguous(cluster: Cluster, state: HpaState, workload: SimWorkload, claimants: readonly string[]): void {
  const message = `pods by selector ${selectorText(workload)} are controlled by multiple HPAs: [${claimants.join(' ')}]`;
  state.currentMetrics = [];
  setCondition(state, cluster.nowMs, { type: 'ScalingActive', status: 'False', reason: 'AmbiguousSelector', message });
  hpaEvent(cluster, state, 'Warning', 'AmbiguousSelector', message);
  hpaEvent(cluster, state, 'Warning', 'FailedComputeMetricsReplicas', message);
}

function selectorText(workload: SimWorkload): string {
  const labels = Object.entries(selectorLabels(workload.spec));
  return labels.map(([key, value]) => `${key}=${value}`).join(',');
}

async function proposeAll(cluster: Cluster, state: HpaState, workload: SimWorkload, read: ReadMetrics): Promise<readonly Proposal[]> {
  const selector = selectorText(workload);
  const proposals: Proposal[] = [];
  for (const metric of state.spec.metrics) {
    const pods = [...workload.pods].sort((a, b) => (a.name < b.name ? -1 : 1));
    const scaled = { namespace: state.spec.namespace, selector, pods, replicas: workload.desired, nowMs: cluster.nowMs };
    const proposal = await propose(read, metric, scaled);
    if (proposal.kind === 'failed') hpaEvent(cluster, state, 'Warning', proposal.reason, proposal.error);
    proposals.push(proposal);
  }
  return proposals;
}

type Chosen = Extract<Proposal, { kind: 'replicas' }>;

/** The highest proposal. One metric that fails does not stop a scale up, but nothing is scaled down then. */
function choose(cluster: Cluster, state: HpaState, proposals: readonly Proposal[], current: number): Chosen | undefined {
  const failed = proposals.flatMap((p) => (p.kind === 'failed' ? [p] : []));
  const valid = proposals.flatMap((p) => (p.kind === 'replicas' ? [p] : []));
  const best = valid.reduce<Chosen | undefined>((most, p) => (most === undefined || p.replicas > most.replicas ? p : most), undefined);
  const first = failed[0];
  const set = (status: 'True' | 'False', reason: string, message: string) =>
    setCondition(state, cluster.nowMs, { type: 'ScalingActive', status, reason, message });
  if (best === undefined || (first !== undefined && best.replicas < current)) {
    if (first === undefined) return undefined;
    set('False', first.reason, `the HPA was unable to compute the replica count: ${first.error}`);
    const message = `invalid metrics (${failed.length} invalid out of ${proposals.length}), first error is: ${first.inCompute}`;
    hpaEvent(cluster, state, 'Warning', 'FailedComputeMetricsReplicas', message);
    return undefined;
  }
  set('True', 'ValidMetricFound', `the HPA was able to successfully calculate a replica count from ${best.metric}`);
  return best;
}

function scale(cluster: Cluster, state: HpaState, workload: SimWorkload, chosen: Chosen): void {
  const current = workload.desired;
  const wanted = limitedReplicas(state, cluster.nowMs, current, chosen.replicas);
  state.desiredReplicas = wanted;
  if (wanted === current) return;
  const why = chosen.replicas > current ? `${chosen.metric} above target` : 'All metrics below target';
  hpaEvent(cluster, state, 'Normal', 'SuccessfulRescale', `New size: ${wanted}; reason: ${why}`);
  setCondition(state, cluster.nowMs, {
    type: 'AbleToScale',
    status: 'True',
    reason: 'SucceededRescale',
    message: `the HPA controller was able to update the target scale to ${wanted}`,
  });
  state.lastScaleMs = cluster.nowMs;
  workload.desired = wanted;
  workload.generation += 1;
  cluster.touched.workloads.add(workload);
}
