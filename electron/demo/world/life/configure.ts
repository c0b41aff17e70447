import { accessObjects } from '../objects/access';
import { API_SERVICES, apiServiceName, apiServiceObjects, configMapObjects } from '../objects/configuration';
import { operatorObjects } from '../objects/operator';
import type { World } from '../world';
import type { Cluster } from './cluster';

/** Roles, configuration and aggregated APIs as the World has them now. The aggregator's `status` of an APIService stays. */
export function writeConfiguration(cluster: Cluster): void {
  const { world, createdMs, store } = cluster;
  const configured = [...accessObjects(world, createdMs), ...configMapObjects(world, createdMs), ...operatorObjects(world, createdMs)];
  for (const { resource, object } of configured) store.put(resource, object);
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

/** An operator that is there no longer takes its objects with it. */
export function removeOperator({ world, createdMs, store }: Cluster, previous: World): void {
  const kept = new Set(operatorObjects(world, createdMs).map(({ resource, object }) => `${resource} ${object.metadata.name}`));
  for (const { resource, object } of operatorObjects(previous, createdMs))
    if (!kept.has(`${resource} ${object.metadata.name}`)) store.remove(resource, object.metadata.namespace, object.metadata.name);
}
