import { cronJobObject, jobObject } from '../objects/jobs';
import { podObject } from '../objects/pods';
import { endpointSliceObjects, endpointsObject, serviceObject } from '../objects/services';
import { daemonSetObject, deploymentObject, replicaSetObject, statefulSetObject } from '../objects/workloads';
import type { Cluster } from './cluster';
import { writeNode } from './nodeLife';
import { reconcile } from './reconcile';
import type { SimPod, SimWorkload } from './simPod';

/** Lets the controllers act on what has changed until nothing changes any more, then brings it all into the store. */
export function settle(cluster: Cluster): void {
  const changed = new Set<SimWorkload>();
  for (let rounds = 0; cluster.touched.workloads.size > 0; rounds++) {
    if (rounds > 100)
      throw new Error(`controllers of the demo do not come to rest: ${[...cluster.touched.workloads].map((w) => w.key).join(', ')}`);
    const now = [...cluster.touched.workloads];
    cluster.touched.workloads.clear();
    for (const workload of now) {
      changed.add(workload);
      if (cluster.workloads.get(workload.key) === workload) reconcile(cluster, workload);
    }
  }
  for (const pod of cluster.touched.pods) writePod(cluster, pod);
  cluster.touched.pods.clear();
  for (const workload of changed) if (cluster.workloads.get(workload.key) === workload) writeWorkload(cluster, workload);
  for (const node of cluster.touched.nodes) writeNode(cluster, node);
  cluster.touched.nodes.clear();
}

function writePod(cluster: Cluster, pod: SimPod): void {
  if (!pod.gone) cluster.store.put('pods', podObject(pod, cluster.nodes.get(pod.node ?? '')?.world.ip));
}

function readyCount(workload: SimWorkload): number {
  let ready = 0;
  for (const pod of workload.pods) if (pod.ready && pod.deletionMs === undefined) ready++;
  return ready;
}

function writeWorkload(cluster: Cluster, workload: SimWorkload): void {
  for (const share of workload.shares.values()) share.changed(cluster.nowMs, readyCount(workload));
  writeController(cluster, workload);
  writeService(cluster, workload);
}

function writeController(cluster: Cluster, workload: SimWorkload): void {
  const { store, seed } = cluster;
  switch (workload.spec.kind) {
    case 'Deployment':
      store.put('deployments.apps', deploymentObject(seed, workload));
      for (const revision of workload.revisions) store.put('replicasets.apps', replicaSetObject(seed, workload, revision));
      return;
    case 'DaemonSet':
      store.put('daemonsets.apps', daemonSetObject(seed, workload, workload.desired));
      return;
    case 'StatefulSet':
      store.put('statefulsets.apps', statefulSetObject(seed, workload));
      return;
    case 'CronJob':
      store.put('cronjobs.batch', cronJobObject(seed, workload));
      for (const job of workload.jobs) store.put('jobs.batch', jobObject(seed, workload, job));
  }
}

/** The slices' time of change moves only with the endpoints: an object that is otherwise equal keeps its own. */
function writeService(cluster: Cluster, workload: SimWorkload): void {
  const { service } = workload.spec;
  if (service === undefined) return;
  const { store, seed } = cluster;
  store.put('services', serviceObject(seed, workload, service));
  const before = store.resourceVersion;
  store.put('endpoints', endpointsObject(seed, workload, service));
  if (store.resourceVersion !== before) workload.endpointsChangedMs = cluster.nowMs;
  const slices = endpointSliceObjects(seed, workload, service);
  for (const slice of slices) store.put(SLICES, slice);
  const names = slices.map((slice) => slice.metadata.name);
  for (const name of workload.sliceNames) if (!names.includes(name)) store.remove(SLICES, workload.spec.namespace, name);
  workload.sliceNames = names;
}

const SLICES = 'endpointslices.discovery.k8s.io';

/** A workload that is no longer part of the World takes its objects with it. */
export function eraseWorkload(cluster: Cluster, workload: SimWorkload): void {
  const { namespace, name, kind } = workload.spec;
  const { store } = cluster;
  const plural = {
    Deployment: 'deployments.apps',
    DaemonSet: 'daemonsets.apps',
    StatefulSet: 'statefulsets.apps',
    CronJob: 'cronjobs.batch',
  };
  store.remove(plural[kind], namespace, name);
  for (const revision of workload.revisions) store.remove('replicasets.apps', namespace, `${name}-${revision.hash}`);
  for (const job of workload.jobs) store.remove('jobs.batch', namespace, job.name);
  if (workload.spec.service === undefined) return;
  store.remove('services', namespace, name);
  store.remove('endpoints', namespace, name);
  for (const slice of workload.sliceNames) store.remove(SLICES, namespace, slice);
}
