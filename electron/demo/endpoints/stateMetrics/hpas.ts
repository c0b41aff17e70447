import type { KubeObject } from '../../objects';
import { type Fields, fieldList, fields, numberField, specOf, statusOf, textField } from '../objectFields';
import { parseQuantity } from '../quantity';
import { conditionsOf, field, type Generate, generation, type Metric, namespaced, one, type StateStore } from './metric';

const sources: Readonly<Record<string, string>> = {
  Resource: 'resource',
  ContainerResource: 'containerResource',
  Pods: 'pods',
  Object: 'object',
  External: 'external',
};

const kinds: readonly (readonly [string, string])[] = [
  ['value', 'value'],
  ['averageValue', 'average'],
  ['averageUtilization', 'utilization'],
];

/** Rows for value, average and utilization, as far as they are set; `of` is "target" in a spec, "current" in a status. */
function metricRows(entries: readonly Fields[], of: 'target' | 'current'): readonly Metric[] {
  return entries.flatMap((entry) => {
    const source = fields(entry[sources[textField(entry, 'type') ?? ''] ?? '']);
    const metric_name = textField(fields(source['metric']), 'name') ?? textField(source, 'name') ?? '';
    const values = fields(source[of]);
    return kinds.flatMap(([name, metric_target_type]) => {
      const value = numberField(values, name) ?? parseQuantity(textField(values, name) ?? '');
      // An average that is 0 is not told apart from one that is missing (KSM hpa.go).
      return value === undefined ? [] : one(value, { metric_name, metric_target_type });
    });
  });
}

function reference(object: KubeObject): Fields {
  return fields(specOf(object)['scaleTargetRef']);
}

const info: Generate = (object) =>
  one(1, {
    scaletargetref_api_version: textField(reference(object), 'apiVersion') ?? '',
    scaletargetref_kind: textField(reference(object), 'kind') ?? '',
    scaletargetref_name: textField(reference(object), 'name') ?? '',
  });

export const hpaStore: StateStore = {
  resource: 'horizontalpodautoscalers.autoscaling',
  listed: '*v2.HorizontalPodAutoscaler',
  prefix: 'kube_horizontalpodautoscaler_',
  base: namespaced('horizontalpodautoscaler'),
  families: {
    kube_horizontalpodautoscaler_info: info,
    kube_horizontalpodautoscaler_metadata_generation: generation,
    kube_horizontalpodautoscaler_spec_max_replicas: field(specOf, 'maxReplicas'),
    kube_horizontalpodautoscaler_spec_min_replicas: field(specOf, 'minReplicas', 1),
    kube_horizontalpodautoscaler_spec_target_metric: (object) => metricRows(fieldList(specOf(object), 'metrics'), 'target'),
    kube_horizontalpodautoscaler_status_target_metric: (object) => metricRows(fieldList(statusOf(object), 'currentMetrics'), 'current'),
    kube_horizontalpodautoscaler_status_current_replicas: field(statusOf, 'currentReplicas', 0),
    kube_horizontalpodautoscaler_status_desired_replicas: field(statusOf, 'desiredReplicas', 0),
    kube_horizontalpodautoscaler_status_condition: (object) => conditionsOf(statusOf(object))(object),
  },
};
