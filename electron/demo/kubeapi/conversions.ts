import type { KubeObject } from '../objects';
import { type Fields, fieldsAt, isFields, listAt, numberAt, textAt } from './fields';
import type { ApiResource } from './resources';
import { groupVersion } from './resources';

/** A stored object as one API version serves it: autoscaling/v1 and events.k8s.io/v1 have other fields than what is kept. */
export function toServed(resource: ApiResource, object: KubeObject): KubeObject {
  if (resource.name === 'horizontalpodautoscalers' && resource.version === 'v1') return toHpaV1(object);
  if (resource.group === 'events.k8s.io') return toEventV1(object);
  const apiVersion = groupVersion(resource.group, resource.version);
  return object.apiVersion === apiVersion && object.kind === resource.kind ? object : { ...object, apiVersion, kind: resource.kind };
}

/** autoscaling/v2 to v1: CPU utilisation has fields, everything else hides in annotations (pkg/apis/autoscaling/v1/conversion.go). */
function toHpaV1(hpa: KubeObject): KubeObject {
  const { metrics: _, ...spec } = fieldsAt(hpa, 'spec');
  const { currentMetrics: _metrics, conditions, ...status } = fieldsAt(hpa, 'status');
  const target = numberAt(cpuMetric(listAt(hpa, 'spec', 'metrics')), 'resource', 'target', 'averageUtilization');
  const current = numberAt(cpuMetric(listAt(hpa, 'status', 'currentMetrics')), 'resource', 'current', 'averageUtilization');
  return {
    ...hpa,
    apiVersion: 'autoscaling/v1',
    metadata: { ...hpa.metadata, annotations: { ...hpa.metadata.annotations, ...hiddenMetrics(hpa), ...hidden('conditions', conditions) } },
    spec: target === undefined ? spec : { ...spec, targetCPUUtilizationPercentage: target },
    status: current === undefined ? status : { ...status, currentCPUUtilizationPercentage: current },
  };
}

function cpuMetric(metrics: readonly unknown[]): unknown {
  return metrics.find((metric) => isCpuUtilization(metric));
}

function isCpuUtilization(metric: unknown): boolean {
  const resource = fieldsAt(metric, 'resource');
  const utilization = numberAt(resource, 'target', 'averageUtilization') ?? numberAt(resource, 'current', 'averageUtilization');
  return textAt(resource, 'name') === 'cpu' && utilization !== undefined;
}

function hiddenMetrics(hpa: KubeObject): Readonly<Record<string, string>> {
  const specs = listAt(hpa, 'spec', 'metrics').filter((metric) => !isCpuUtilization(metric));
  return {
    ...hidden('metrics', specs.length === 0 ? undefined : specs.map((metric) => flattened(metric, 'target'))),
    ...hidden(
      'current-metrics',
      listAt(hpa, 'status', 'currentMetrics').length === 0
        ? undefined
        : listAt(hpa, 'status', 'currentMetrics').map((metric) => flattened(metric, 'current')),
    ),
  };
}

function hidden(name: string, value: unknown): Readonly<Record<string, string>> {
  return value === undefined ? {} : { [`autoscaling.alpha.kubernetes.io/${name}`]: JSON.stringify(value) };
}

/** {pods:{metric:{name},target:{averageValue}}} becomes {pods:{metricName,targetAverageValue}}. */
function flattened(metric: unknown, side: 'target' | 'current'): Fields {
  const type = textAt(metric, 'type') ?? '';
  const key = type.charAt(0).toLowerCase() + type.slice(1);
  const source = fieldsAt(metric, key);
  const values = Object.entries(fieldsAt(source, side)).filter(([name]) => name !== 'type');
  const renamed = values.map(([name, value]) => [side + name.charAt(0).toUpperCase() + name.slice(1), value] as const);
  const name = textAt(source, 'metric', 'name');
  const named = name === undefined ? { name: textAt(source, 'name') } : { metricName: name };
  return { type, ...(isFields(source) && key !== '' ? { [key]: { ...named, ...Object.fromEntries(renamed) } } : {}) };
}

/** Core v1 Event to events.k8s.io/v1 (pkg/apis/events/v1/conversion.go): other names, the counts marked deprecated. */
function toEventV1(event: KubeObject): KubeObject {
  const { metadata } = event;
  return {
    kind: 'Event',
    apiVersion: 'events.k8s.io/v1',
    metadata,
    eventTime: event['eventTime'] ?? null,
    reportingController: event['reportingComponent'] ?? textAt(event, 'source', 'component'),
    reportingInstance: event['reportingInstance'] ?? textAt(event, 'source', 'host'),
    action: event['action'],
    reason: event['reason'],
    regarding: event['involvedObject'],
    related: event['related'],
    note: event['message'],
    type: event['type'],
    series: event['series'],
    deprecatedSource: event['source'],
    deprecatedFirstTimestamp: event['firstTimestamp'],
    deprecatedLastTimestamp: event['lastTimestamp'],
    deprecatedCount: event['count'],
  };
}
