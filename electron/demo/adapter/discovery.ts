import type { DemoAnswer, DemoRequest } from '../network';
import type { Registry } from './registry';
import { printResource } from './resources';
import { json } from './status';

/** GET /apis/custom.metrics.k8s.io/VERSION: one entry for each metric and resource. */
export function customDiscovery(request: DemoRequest, registry: Registry, version: string): DemoAnswer {
  const resources = registry
    .customMetrics()
    .map(({ resource, metric, namespaced }) => entry(`${printResource(resource)}/${metric}`, namespaced, 'MetricValueList'));
  return list(request, `custom.metrics.k8s.io/${version}`, resources);
}

/** GET /apis/external.metrics.k8s.io/v1beta1 */
export function externalDiscovery(request: DemoRequest, registry: Registry): DemoAnswer {
  const resources = registry.externalMetrics().map(({ metric }) => entry(metric, true, 'ExternalMetricValueList'));
  return list(request, 'external.metrics.k8s.io/v1beta1', resources);
}

function entry(name: string, namespaced: boolean, kind: string) {
  return { name, singularName: '', namespaced, kind, verbs: ['get'] };
}

function list(request: DemoRequest, groupVersion: string, resources: readonly object[]): DemoAnswer {
  return json(request, 200, { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources });
}
