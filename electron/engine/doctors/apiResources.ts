import { z } from 'zod';
import type { ApiResources } from '../../../shared/adapter/rules';
import { jsonOf } from './jsonOf';
import type { DoctorParts } from './parts';

/** Everything that is served in two documents (Kubernetes 1.30; v2beta1 since 1.27). */
const AGGREGATED = [
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList',
].join(',');

const Groups = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string().optional() }).nullish(),
      versions: z.array(z.object({ resources: z.array(z.object({ resource: z.string() })).nullish() })),
    }),
  ),
});

/** What rules usually join labels with, where the discovery cannot be read. */
const USUAL: ApiResources = {
  '': ['pods', 'nodes', 'namespaces', 'services', 'replicationcontrollers', 'persistentvolumes', 'persistentvolumeclaims', 'configmaps'],
  apps: ['deployments', 'statefulsets', 'daemonsets', 'replicasets'],
  batch: ['jobs', 'cronjobs'],
  'networking.k8s.io': ['ingresses'],
};

export interface KnownResources {
  readonly resources: ApiResources;
  readonly from: 'discovery' | 'usual ones';
}

/** The resources of the cluster by group, as the adapter's REST mapper knows them. */
export async function apiResources({ port }: Pick<DoctorParts, 'port'>, signal: AbortSignal): Promise<KnownResources> {
  const documents = await Promise.all(
    ['/api', '/apis'].map(async (path) => {
      const result = await port.send({ route: { via: 'apiserver' }, path, accept: AGGREGATED, priority: 'screen' }, signal);
      const read = result.kind === 'answer' && result.status === 200 ? Groups.safeParse(jsonOf(result.body)) : undefined;
      return read?.success === true ? read.data.items : undefined;
    }),
  );
  if (documents.some((items) => items === undefined)) return { resources: USUAL, from: 'usual ones' };
  const resources: Record<string, string[]> = {};
  for (const { metadata, versions } of documents.flatMap((items) => items ?? [])) {
    const names = versions.flatMap((version) => (version.resources ?? []).map(({ resource }) => resource));
    resources[metadata?.name ?? ''] = [...new Set(names)];
  }
  return { resources, from: 'discovery' };
}
