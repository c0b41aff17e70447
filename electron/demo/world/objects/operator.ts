import type { World } from '../world';
import type { Stored } from './access';
import { metaOf } from './meta';

const GROUP = 'monitoring.coreos.com';
const CRDS = 'customresourcedefinitions.apiextensions.k8s.io';

/** Objects of the Prometheus operator (monitoring.coreos.com/v1) and the definitions of their kinds; none where the World has no operator. */
export function operatorObjects({ seed, operator }: World, createdMs: number): readonly Stored[] {
  if (operator === undefined) return [];
  const made = (
    kind: string,
    resource: string,
    namespace: string,
    name: string,
    labels: Readonly<Record<string, string>>,
    spec: object,
  ): Stored => ({
    resource: `${resource}.${GROUP}`,
    object: { apiVersion: `${GROUP}/v1`, kind, metadata: metaOf({ seed, kind, namespace, name, createdMs }, { labels }), spec },
  });
  return [
    definition(seed, createdMs, 'prometheuses', 'Prometheus'),
    definition(seed, createdMs, 'servicemonitors', 'ServiceMonitor'),
    made(
      'Prometheus',
      'prometheuses',
      'monitoring',
      'k8s',
      {},
      {
        replicas: 1,
        serviceMonitorSelector: { matchLabels: operator.selects },
        serviceMonitorNamespaceSelector: {},
      },
    ),
    ...operator.serviceMonitors.map(({ namespace, name, labels, matchLabels, port }) =>
      made('ServiceMonitor', 'servicemonitors', namespace, name, labels, { selector: { matchLabels }, endpoints: [{ port }] }),
    ),
  ];
}

function definition(seed: number, createdMs: number, plural: string, kind: string): Stored {
  const name = `${plural}.${GROUP}`;
  return {
    resource: CRDS,
    object: {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: metaOf({ seed, kind: 'CustomResourceDefinition', name, createdMs }),
      spec: { group: GROUP, names: { kind, plural }, scope: 'Namespaced', versions: [{ name: 'v1', served: true, storage: true }] },
    },
  };
}
