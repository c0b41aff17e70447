/** A reason that the HPA controller gives in a condition, and what it means for who reads it. */
export interface HpaReason {
  readonly type: 'AbleToScale' | 'ScalingActive' | 'ScalingLimited';
  readonly status: 'True' | 'False';
  readonly reason: string;
  /** What it says of the HPA, in a sentence. */
  readonly means: string;
  /** What to look at; absent where nothing has to be done. */
  readonly next?: string;
  readonly source: string;
  readonly version: string;
}

/** All of one file. */
const SOURCE = { source: 'kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go', version: '1.34' } as const;

const API_STEPS = 'Look at the API that serves it: is its APIService available, and does it list the metric?';

const ROWS: readonly Omit<HpaReason, 'source' | 'version'>[] = [
  {
    type: 'AbleToScale',
    status: 'True',
    reason: 'SucceededGetScale',
    means: 'It read the scale of its target. Where it stays at this, no replica count came out of the metrics.',
  },
  {
    type: 'AbleToScale',
    status: 'True',
    reason: 'SucceededRescale',
    means: 'It changed the scale of its target at its last sync.',
  },
  {
    type: 'AbleToScale',
    status: 'True',
    reason: 'ReadyForNewScale',
    means: 'No earlier recommendation holds it back: what the metrics ask for is what it takes.',
  },
  {
    type: 'AbleToScale',
    status: 'True',
    reason: 'ScaleDownStabilized',
    means: 'The metrics ask for fewer replicas, but an earlier recommendation inside the scale-down window asked for more.',
    next: 'Wait for the window (5 min unless behavior.scaleDown.stabilizationWindowSeconds says otherwise).',
  },
  {
    type: 'AbleToScale',
    status: 'True',
    reason: 'ScaleUpStabilized',
    means: 'The metrics ask for more replicas, but an earlier recommendation inside the scale-up window asked for fewer.',
    next: 'Wait for the window (behavior.scaleUp.stabilizationWindowSeconds).',
  },
  {
    type: 'AbleToScale',
    status: 'False',
    reason: 'FailedGetScale',
    means: 'It cannot read the scale of its target: the target does not exist, has no scale, or it may not read it.',
    next: 'Compare scaleTargetRef (apiVersion, kind, name) with what is in the namespace.',
  },
  {
    type: 'AbleToScale',
    status: 'False',
    reason: 'FailedUpdateScale',
    means: 'It knows the replica count and could not write it.',
    next: 'The message has the error: a quota, an admission webhook, or an RBAC rule.',
  },
  {
    type: 'ScalingActive',
    status: 'True',
    reason: 'ValidMetricFound',
    means: 'At least one metric gave a replica count; others may have none.',
  },
  {
    type: 'ScalingActive',
    status: 'False',
    reason: 'ScalingDisabled',
    means: 'The target was scaled to 0 replicas: the HPA leaves it there.',
    next: 'Scale the target to 1 or more to switch it on again.',
  },
  {
    type: 'ScalingActive',
    status: 'False',
    reason: 'InvalidSelector',
    means: 'The scale of its target has no selector, or one that cannot be read: it cannot tell which pods are meant.',
    next: 'For a custom resource: scale.labelSelectorPath has to name a selector in its status.',
  },
  {
    type: 'ScalingActive',
    status: 'False',
    reason: 'AmbiguousSelector',
    means: 'Several HPAs select the same pods, so none of them scales.',
    next: 'Keep one HPA with all the metrics, or give the targets labels that do not overlap.',
  },
  {
    type: 'ScalingActive',
    status: 'False',
    reason: 'InvalidMetricSourceType',
    means: 'A metric of its spec has a type that this controller does not know.',
  },
  {
    type: 'ScalingActive',
    status: 'False',
    reason: 'FailedGetResourceMetric',
    means: 'CPU or memory of its pods could not be had from the Metrics API, or a container requests none of it.',
    next: 'Is the APIService v1beta1.metrics.k8s.io available? Does every container of its pods request the resource?',
  },
  {
    type: 'ScalingActive',
    status: 'False',
    reason: 'FailedGetContainerResourceMetric',
    means: 'CPU or memory of the one container could not be had from the Metrics API, or it requests none of it.',
    next: 'Is the APIService v1beta1.metrics.k8s.io available? Does the container have that name, and a request?',
  },
  {
    type: 'ScalingActive',
    status: 'False',
    reason: 'FailedGetPodsMetric',
    means: 'A metric of its pods could not be had from the custom metrics API.',
    next: API_STEPS,
  },
  {
    type: 'ScalingActive',
    status: 'False',
    reason: 'FailedGetObjectMetric',
    means: 'A metric of an object could not be had from the custom metrics API.',
    next: API_STEPS,
  },
  {
    type: 'ScalingActive',
    status: 'False',
    reason: 'FailedGetExternalMetric',
    means: 'An external metric could not be had from the external metrics API.',
    next: API_STEPS,
  },
  {
    type: 'ScalingLimited',
    status: 'False',
    reason: 'DesiredWithinRange',
    means: 'Neither its range nor its rate changed what the metrics ask for.',
  },
  {
    type: 'ScalingLimited',
    status: 'True',
    reason: 'TooFewReplicas',
    means: 'The metrics ask for fewer replicas than minReplicas.',
  },
  {
    type: 'ScalingLimited',
    status: 'True',
    reason: 'TooManyReplicas',
    means: 'The metrics ask for more replicas than maxReplicas.',
    next: 'Raise maxReplicas where the load is real; more replicas are wanted than it may make.',
  },
  {
    type: 'ScalingLimited',
    status: 'True',
    reason: 'ScaleUpLimit',
    means: 'More replicas are asked for than may be added at once; the next syncs add the rest.',
  },
  {
    type: 'ScalingLimited',
    status: 'True',
    reason: 'ScaleDownLimit',
    means: 'Fewer replicas are asked for than may be taken away at once; the next syncs take the rest.',
  },
];

export const HPA_REASONS: readonly HpaReason[] = ROWS.map((row) => ({ ...row, ...SOURCE }));

/** undefined for a reason that this version does not give. */
export function explainHpaReason(type: string, reason: string | undefined): HpaReason | undefined {
  return HPA_REASONS.find((known) => known.type === type && known.reason === reason);
}
