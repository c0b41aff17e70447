import type { KubeObject } from '../../objects';
import { type Fields, fields, numberField, specOf, statusOf, textField } from '../objectFields';
import { conditionsOf, created, field, flag, type Generate, generation, namespaced, one, owner, type StateStore } from './metric';

/** "25%" of the replicas, up for surge and down for unavailable; a plain number as it is. */
function scaled(value: unknown, replicas: number, round: (n: number) => number): number | undefined {
  if (typeof value === 'number') return value;
  const percent = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  return percent === undefined ? undefined : round((Number(percent) / 100) * replicas);
}

function rolling(name: 'maxSurge' | 'maxUnavailable', round: (n: number) => number): Generate {
  return (object) => {
    const update = fields(specOf(object)['strategy'])['rollingUpdate'];
    return update === undefined ? [] : one(scaled(fields(update)[name], numberField(specOf(object), 'replicas') ?? 1, round));
  };
}

/** Counts that the status leaves out are 0. */
const count = (name: string) => field(statusOf, name, 0);
const replicas = field(specOf, 'replicas', 1);

export const deploymentStore: StateStore = {
  resource: 'deployments.apps',
  listed: '*v1.Deployment',
  prefix: 'kube_deployment_',
  base: namespaced('deployment'),
  families: {
    kube_deployment_created: created,
    kube_deployment_status_replicas: count('replicas'),
    kube_deployment_status_replicas_ready: count('readyReplicas'),
    kube_deployment_status_replicas_available: count('availableReplicas'),
    kube_deployment_status_replicas_unavailable: count('unavailableReplicas'),
    kube_deployment_status_replicas_updated: count('updatedReplicas'),
    kube_deployment_status_observed_generation: count('observedGeneration'),
    kube_deployment_status_condition: (object) => conditionsOf(statusOf(object))(object),
    kube_deployment_spec_replicas: replicas,
    kube_deployment_spec_paused: (object) => one(flag(specOf(object)['paused'] === true)),
    kube_deployment_spec_strategy_rollingupdate_max_unavailable: rolling('maxUnavailable', Math.floor),
    kube_deployment_spec_strategy_rollingupdate_max_surge: rolling('maxSurge', Math.ceil),
    kube_deployment_metadata_generation: generation,
  },
};

export const daemonSetStore: StateStore = {
  resource: 'daemonsets.apps',
  listed: '*v1.DaemonSet',
  prefix: 'kube_daemonset_',
  base: namespaced('daemonset'),
  families: {
    kube_daemonset_created: created,
    kube_daemonset_status_current_number_scheduled: count('currentNumberScheduled'),
    kube_daemonset_status_desired_number_scheduled: count('desiredNumberScheduled'),
    kube_daemonset_status_number_available: count('numberAvailable'),
    kube_daemonset_status_number_misscheduled: count('numberMisscheduled'),
    kube_daemonset_status_number_ready: count('numberReady'),
    kube_daemonset_status_number_unavailable: count('numberUnavailable'),
    kube_daemonset_status_observed_generation: count('observedGeneration'),
    kube_daemonset_status_updated_number_scheduled: count('updatedNumberScheduled'),
    kube_daemonset_metadata_generation: generation,
  },
};

function retention(object: KubeObject): Fields {
  return fields(specOf(object)['persistentVolumeClaimRetentionPolicy']);
}

function revision(name: string): Generate {
  return (object) => one(1, { revision: textField(statusOf(object), name) ?? '' });
}

export const statefulSetStore: StateStore = {
  resource: 'statefulsets.apps',
  listed: '*v1.StatefulSet',
  prefix: 'kube_statefulset_',
  base: namespaced('statefulset'),
  families: {
    kube_statefulset_created: created,
    kube_statefulset_status_replicas: count('replicas'),
    kube_statefulset_status_replicas_available: count('availableReplicas'),
    kube_statefulset_status_replicas_current: count('currentReplicas'),
    kube_statefulset_status_replicas_ready: count('readyReplicas'),
    kube_statefulset_status_replicas_updated: count('updatedReplicas'),
    kube_statefulset_status_observed_generation: count('observedGeneration'),
    kube_statefulset_replicas: replicas,
    kube_statefulset_ordinals_start: (object) => one(numberField(fields(specOf(object)['ordinals']), 'start')),
    kube_statefulset_metadata_generation: generation,
    kube_statefulset_persistentvolumeclaim_retention_policy: (object) =>
      one(1, {
        when_deleted: textField(retention(object), 'whenDeleted') ?? 'Retain',
        when_scaled: textField(retention(object), 'whenScaled') ?? 'Retain',
      }),
    kube_statefulset_status_current_revision: revision('currentRevision'),
    kube_statefulset_status_update_revision: revision('updateRevision'),
  },
};

export const replicaSetStore: StateStore = {
  resource: 'replicasets.apps',
  listed: '*v1.ReplicaSet',
  prefix: 'kube_replicaset_',
  base: namespaced('replicaset'),
  families: {
    kube_replicaset_created: created,
    kube_replicaset_status_replicas: count('replicas'),
    kube_replicaset_status_fully_labeled_replicas: count('fullyLabeledReplicas'),
    kube_replicaset_status_ready_replicas: count('readyReplicas'),
    kube_replicaset_status_observed_generation: count('observedGeneration'),
    kube_replicaset_spec_replicas: replicas,
    kube_replicaset_metadata_generation: generation,
    kube_replicaset_owner: owner,
  },
};
