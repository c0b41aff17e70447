import { namespaceObjects } from '../objects/configuration';
import type { World, WorldWorkload } from '../world';
import type { Cluster } from './cluster';
import { removeApiServices, removeOperator, writeConfiguration } from './configure';
import { nextScheduleMs, runSchedule } from './cronJobLife';
import { enterWorkload } from './found';
import { nodeChanged } from './nodeLife';
import { deletePod, lookAtFailure, lookAtReadiness } from './podLife';
import { probesSucceed } from './readiness';
import type { SimWorkload } from './simPod';
import { keyOfWorkload } from './simWorkload';
import { eraseWorkload } from './writer';

/** Another World from now on. What both have alike goes on untouched. The nodes must be the same ones. */
export function become(cluster: Cluster, next: World): void {
  const previous = cluster.world;
  cluster.world = next;
  for (const node of next.nodes) {
    const known = cluster.nodes.get(node.name);
    if (known === undefined) throw new Error(`the demo cannot add node ${node.name} while it runs`);
    if (known.world !== node) nodeChanged(cluster, known, node);
  }
  for (const { resource, object } of namespaceObjects(next, cluster.createdMs)) cluster.store.put(resource, object);
  writeConfiguration(cluster);
  removeApiServices(cluster, previous);
  removeOperator(cluster, previous);
  changeWorkloads(cluster, next);
  for (const workload of cluster.workloads.values()) lookAgain(cluster, workload);
}

function changeWorkloads(cluster: Cluster, next: World): void {
  const wanted = new Map(next.workloads.map((w) => [keyOfWorkload(w), w]));
  for (const workload of [...cluster.workloads.values()]) if (!wanted.has(workload.key)) leave(cluster, workload);
  for (const [key, spec] of wanted) {
    const known = cluster.workloads.get(key);
    if (known === undefined) arrive(cluster, spec);
    else if (known.spec !== spec) change(cluster, known, spec);
  }
}

function arrive(cluster: Cluster, spec: WorldWorkload): void {
  const workload = enterWorkload(cluster, spec, cluster.nowMs);
  cluster.touched.workloads.add(workload);
  if (spec.kind === 'CronJob') cluster.timeline.at(nextScheduleMs(workload, cluster.nowMs), () => runSchedule(cluster, workload));
}

function leave(cluster: Cluster, workload: SimWorkload): void {
  cluster.workloads.delete(workload.key);
  cluster.serviceIps.delete(workload.clusterIp);
  eraseWorkload(cluster, workload);
  for (const pod of [...workload.pods]) deletePod(cluster, pod);
}

/** The number of replicas follows the World only where the World's has changed: otherwise an HPA's stands. */
function change(cluster: Cluster, workload: SimWorkload, spec: WorldWorkload): void {
  if (spec.replicas !== workload.spec.replicas) {
    workload.desired = spec.replicas;
    workload.generation += 1;
  }
  workload.spec = spec;
  cluster.touched.workloads.add(workload);
}

/** Probes of running pods that now answer otherwise than before. Few workloads' answer depends on the World. */
function lookAgain(cluster: Cluster, workload: SimWorkload): void {
  const any = workload.pods.values().next().value;
  if (any === undefined) return;
  const succeed = probesSucceed(cluster.world, any);
  for (const pod of workload.pods) {
    if (pod.phase !== 'Running' || pod.containersReady.on === succeed) continue;
    if (succeed) lookAtReadiness(cluster, pod);
    else lookAtFailure(cluster, pod);
  }
}
