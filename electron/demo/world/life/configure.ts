import { accessObjects } from '../objects/access';
import { API_SERVICES, apiServiceName, apiServiceObjects, configMapObjects } from '../objects/configuration';
import type { World } from '../world';
import type { Cluster } from './cluster';

/** Roles, configuration and aggregated APIs as the World has them now. The aggregator's `status` of an APIService stays. */
export function writeConfiguration(cluster: Cluster): void {
  const { world, createdMs, store } = cluster;
  for (const { resource, object } of [...accessObjects(world, createdMs), ...configMapObjects(world, createdMs)])
    store.put(resource, object);
  for (const { object } of apiServiceObjects(world, createdMs)) {
    const known = store.get(API_SERVICES, undefined, object.metadata.name);
    const status =
      known === undefined || JSON.stringify(known['spec']) !== JSON.stringify(object['spec']) ? {} : { status: known['status'] };
    if (known === undefined || status.status === undefined) store.put(API_SERVICES, object);
  }
}

export function removeApiServices(cluster: Cluster, previous: World): void {
  const kept = new Set(cluster.world.apiServices.map(apiServiceName));
  for (const name of previous.apiServices.map(apiServiceName)) if (!kept.has(name)) cluster.store.remove(API_SERVICES, undefined, name);
}
