import { hpaStore } from './hpas';
import { cronJobStore, jobStore } from './jobs';
import type { StateStore } from './metric';
import { nodeStore } from './nodes';
import { configMapStore, leaseStore, namespaceStore, secretStore } from './plainObjects';
import { podStore } from './pods';
import { endpointStore, serviceStore } from './services';
import { daemonSetStore, deploymentStore, replicaSetStore, statefulSetStore } from './workloads';

/** The stores that the demo fills, in the order in which KSM writes them: by resource name. */
export const stateStores: readonly StateStore[] = [
  configMapStore,
  cronJobStore,
  daemonSetStore,
  deploymentStore,
  endpointStore,
  hpaStore,
  jobStore,
  leaseStore,
  namespaceStore,
  nodeStore,
  podStore,
  replicaSetStore,
  secretStore,
  serviceStore,
  statefulSetStore,
];

/** What KSM 2.15 lists and watches by default and the demo has nothing of, as its telemetry names it. */
export const listedOnly: readonly string[] = [
  '*v1.CertificateSigningRequest',
  '*v1.Ingress',
  '*v1.LimitRange',
  '*v1.MutatingWebhookConfiguration',
  '*v1.NetworkPolicy',
  '*v1.PersistentVolume',
  '*v1.PersistentVolumeClaim',
  '*v1.PodDisruptionBudget',
  '*v1.ReplicationController',
  '*v1.ResourceQuota',
  '*v1.StorageClass',
  '*v1.ValidatingWebhookConfiguration',
  '*v1.VolumeAttachment',
];

/** "deployments" of "deployments.apps": as --resources, RBAC and KsmSettings.forbidden spell it. */
export function pluralOf(store: StateStore): string {
  return store.resource.split('.')[0] ?? store.resource;
}
