import type { ComponentKind } from '../../../../shared/model/component';
import type { Detector } from '../scene';
import type { MetricsGroup, ServedApi } from '../servedApis';

const KIND_OF: Readonly<Record<MetricsGroup, ComponentKind>> = {
  'metrics.k8s.io': 'metrics-api',
  'custom.metrics.k8s.io': 'custom-metrics-api',
  'external.metrics.k8s.io': 'external-metrics-api',
};

/** The metrics APIs that have an APIService: one Discovered for each group, one endpoint for each version, newest first. */
export const detectMetricsApis: Detector = (scene) =>
  scene.apis.map((api) => {
    const kind = KIND_OF[api.group];
    return {
      baseCard: kind,
      found: {
        id: `${kind}/${api.group}`,
        kind,
        name: api.group,
        version: api.registrations[0]?.version ?? '',
        pods: [],
        args: [],
        serves: [api.group],
        endpoints: api.registrations.map((registration) => ({
          purpose: 'api' as const,
          route: { via: 'aggregated' as const, api: `${registration.group}/${registration.version}` },
          basePath: '',
        })),
        confidence: 'proven',
        because: sentences(api),
      },
    };
  });

function sentences(api: ServedApi): readonly string[] {
  const registered = api.registrations.map((registration) =>
    registration.service
      ? `APIService ${registration.name} is registered, served by Service ${registration.service.namespace}/${registration.service.name}:${registration.service.port}.`
      : `APIService ${registration.name} is registered.`,
  );
  return api.broken ? [...registered, api.broken] : registered;
}
