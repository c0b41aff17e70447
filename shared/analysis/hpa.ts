import { proposeByPods } from './hpa/byPods';
import { proposeByTotal } from './hpa/byTotal';
import { limit } from './hpa/limits';
import type { Proposal } from './hpa/proposal';
import { type ControllerFlags, DEFAULT_FLAGS, type HpaScene } from './hpa/scene';
import { stabilize } from './hpa/stabilize';
import { type HpaStep, replicas } from './hpa/step';
import { toleranceOf } from './hpa/tolerance';

export type { Proposal } from './hpa/proposal';
export type { HpaScene, SceneMetric, ScenePast, ScenePod, SceneValue } from './hpa/scene';
export type { HpaStep } from './hpa/step';

/** What the controller would do at this sync, and what it would write of it. */
export interface HpaReplay {
  readonly outcome:
    | { readonly kind: 'replicas'; readonly replicas: number }
    /** It leaves the scale as it is. */
    | { readonly kind: 'unchanged'; readonly because: string };
  /** "150 % of 80 % over 3 pods -> 6, limited by maxReplicas 5". */
  readonly says: string;
  readonly proposals: readonly Proposal[];
  readonly steps: readonly HpaStep[];
  /** The last of each type that the sync sets. */
  readonly conditions: readonly ReplayedCondition[];
}

export interface ReplayedCondition {
  readonly type: 'AbleToScale' | 'ScalingActive' | 'ScalingLimited';
  readonly status: 'True' | 'False';
  readonly reason: string;
}

/** One sync of the HPA controller of Kubernetes 1.34 (pkg/controller/podautoscaler: horizontal.go, replica_calculator.go). */
export function replayHpa(scene: HpaScene): HpaReplay {
  const { replicas: current, minReplicas, maxReplicas } = scene;
  if (current === 0 && minReplicas !== 0) return disabled();
  if (current > maxReplicas) return outOfRange(current, maxReplicas, `maxReplicas ${maxReplicas}`);
  if (current < minReplicas) return outOfRange(current, minReplicas, `minReplicas ${minReplicas}`);
  return byMetrics(scene, { ...DEFAULT_FLAGS, ...scene.flags });
}

function disabled(): HpaReplay {
  const because = 'its target has 0 replicas: somebody switched scaling off';
  const conditions = [able('SucceededGetScale'), { type: 'ScalingActive', status: 'False', reason: 'ScalingDisabled' }] as const;
  return { outcome: { kind: 'unchanged', because }, says: because, proposals: [], steps: [], conditions };
}

/** Outside of its range nothing is asked for: it is brought back at once. */
function outOfRange(current: number, bound: number, says: string): HpaReplay {
  const why = `outside of its range: ${says} holds before any metric is read`;
  const step: HpaStep = { step: 'range', from: replicas(current), to: replicas(bound), why };
  const outcome = { kind: 'replicas', replicas: bound } as const;
  return { outcome, says: `${current} -> ${bound}, ${says}`, proposals: [], steps: [step], conditions: [able('SucceededRescale')] };
}

function able(reason: string): ReplayedCondition {
  return { type: 'AbleToScale', status: 'True', reason };
}

function byMetrics(scene: HpaScene, flags: ControllerFlags): HpaReplay {
  const tolerance = toleranceOf(scene.behavior, flags);
  const proposals = scene.metrics.map((metric) => {
    const ofPods = metric.type === 'Resource' || metric.type === 'ContainerResource' || metric.type === 'Pods';
    return ofPods ? proposeByPods(scene, metric, tolerance, flags) : proposeByTotal(scene, metric, tolerance);
  });
  const highest = highestOf(proposals);
  const firstFailed = proposals.find((proposal) => proposal.kind === 'failed');
  // One metric that failed might have asked for more: nothing is taken away then.
  const stuck = highest === undefined || (firstFailed !== undefined && highest.replicas < scene.replicas);
  if (stuck) return unable(proposals, firstFailed, highest);
  return normalize(scene, flags, proposals, highest);
}

type Proposed = Extract<Proposal, { kind: 'replicas' }>;

/** Of equal ones the first. */
function highestOf(proposals: readonly Proposal[]): Proposed | undefined {
  let highest: Proposed | undefined;
  for (const one of proposals) if (one.kind === 'replicas' && (highest === undefined || one.replicas > highest.replicas)) highest = one;
  return highest;
}

function unable(proposals: readonly Proposal[], first: Proposal | undefined, highest: Proposed | undefined): HpaReplay {
  const steps = proposals.flatMap((proposal) => proposal.steps);
  if (first?.kind !== 'failed') {
    const because = 'it has no metrics';
    return { outcome: { kind: 'unchanged', because }, says: because, proposals, steps, conditions: [able('SucceededGetScale')] };
  }
  const wouldGo = highest && `; ${highest.metric} alone would go down to ${highest.replicas}, which waits until every metric has a value`;
  const because = `${first.metric}: ${first.error}${wouldGo ?? ''}`;
  const active = { type: 'ScalingActive', status: 'False', reason: first.reason } as const;
  return { outcome: { kind: 'unchanged', because }, says: because, proposals, steps, conditions: [able('SucceededGetScale'), active] };
}

function normalize(scene: HpaScene, flags: ControllerFlags, proposals: readonly Proposal[], highest: Proposed): HpaReplay {
  const stabilized = stabilize(scene, highest.replicas, flags);
  const limited = limit(scene, stabilized.replicas);
  const count = limited.replicas;
  const several: HpaStep[] = proposals.length < 2 ? [] : [highestStep(proposals, highest)];
  const tail = [stabilized.steps.length > 0 ? `held at ${stabilized.replicas} by earlier recommendations` : undefined, limited.says];
  return {
    outcome: { kind: 'replicas', replicas: count },
    says: [`${highest.says} -> ${highest.replicas}`, ...tail.filter((part) => part !== undefined)].join(', '),
    proposals,
    steps: [...proposals.flatMap((proposal) => proposal.steps), ...several, ...stabilized.steps, ...limited.steps],
    conditions: [
      able(count === scene.replicas ? stabilized.reason : 'SucceededRescale'),
      { type: 'ScalingActive', status: 'True', reason: 'ValidMetricFound' },
      { type: 'ScalingLimited', status: limited.reason === 'DesiredWithinRange' ? 'False' : 'True', reason: limited.reason },
    ],
  };
}

function highestStep(proposals: readonly Proposal[], highest: Proposed): HpaStep {
  const each = proposals.map((one) => `${one.metric} ${one.kind === 'replicas' ? one.replicas : 'none'}`);
  return { step: 'highest', from: each.join(', '), to: replicas(highest.replicas), why: `the highest counts: ${highest.metric}` };
}
