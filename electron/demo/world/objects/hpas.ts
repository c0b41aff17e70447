import type { NewKubeObject } from '../../objects';
import type { HpaState } from '../hpa/hpaState';
import type { WorldHpa } from '../world';
import { metaOf, timestamp, uidOf } from './meta';

type Json = Readonly<Record<string, unknown>>;
export const HPAS = 'horizontalpodautoscalers.autoscaling';

function metricSpec(metric: WorldHpa['metrics'][number]): Json {
  switch (metric.type) {
    case 'Resource':
      return {
        type: 'Resource',
        resource: { name: metric.name, target: { type: 'Utilization', averageUtilization: metric.averageUtilization } },
      };
    case 'Pods':
      return { type: 'Pods', pods: { metric: { name: metric.name }, target: { type: 'AverageValue', averageValue: metric.averageValue } } };
    case 'External':
      return { type: 'External', external: { metric: { name: metric.name }, target: { type: 'Value', value: metric.value } } };
  }
}

function statusOf(state: HpaState): Json {
  const conditions = state.conditions.map((c) => ({
    type: c.type,
    status: c.status,
    lastTransitionTime: timestamp(c.sinceMs),
    reason: c.reason,
    message: c.message,
  }));
  return {
    ...(state.lastScaleMs === undefined ? {} : { lastScaleTime: timestamp(state.lastScaleMs) }),
    ...(state.currentReplicas > 0 ? { currentReplicas: state.currentReplicas } : {}),
    desiredReplicas: state.desiredReplicas,
    currentMetrics: state.currentMetrics.length === 0 ? null : state.currentMetrics,
    ...(conditions.length > 0 ? { conditions } : {}),
  };
}

/** Labels and owner that KEDA gives to the HPA that it makes of a ScaledObject. */
function ofScaledObject(seed: number, namespace: string, name: string): Json {
  const uid = uidOf(seed, 'ScaledObject', namespace, name);
  return {
    labels: { 'app.kubernetes.io/managed-by': 'keda-operator', 'scaledobject.keda.sh/name': name },
    ownerReferences: [{ apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', name, uid, controller: true, blockOwnerDeletion: true }],
  };
}

/** An autoscaling/v2 HorizontalPodAutoscaler with what its controller has last said of it. */
export function hpaObject(seed: number, state: HpaState): NewKubeObject {
  const { namespace, name, target, minReplicas, maxReplicas, metrics, scaledObject } = state.spec;
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metaOf(
      { seed, kind: 'HorizontalPodAutoscaler', namespace, name, createdMs: state.createdMs },
      scaledObject === undefined ? {} : ofScaledObject(seed, namespace, scaledObject),
    ),
    spec: {
      scaleTargetRef: { kind: target.kind, name: target.name, apiVersion: 'apps/v1' },
      minReplicas,
      maxReplicas,
      metrics: metrics.map(metricSpec),
    },
    status: statusOf(state),
  };
}
