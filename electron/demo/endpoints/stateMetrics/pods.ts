import type { KubeObject } from '../../objects';
import { type Fields, fieldList, fields, numberField, specOf, statusOf, textField, timeField } from '../objectFields';
import { conditionRows, created, deletion, flag, type Generate, one, oneHot, owner, type StateStore } from './metric';
import { containerFamilies } from './podContainers';

function condition(object: KubeObject, type: string): Fields | undefined {
  return fieldList(statusOf(object), 'conditions').find((candidate) => candidate['type'] === type);
}

/** When a condition that holds began to hold. */
function heldSince(type: string): Generate {
  return (object) => {
    const found = condition(object, type);
    return found?.['status'] === 'True' ? one(timeField(found, 'lastTransitionTime')) : [];
  };
}

function threeStates(type: string): Generate {
  return (object) => {
    const found = condition(object, type);
    return found === undefined ? [] : conditionRows(textField(found, 'status'), {}, 'condition');
  };
}

const completion: Generate = (object) => {
  const ends = fieldList(statusOf(object), 'containerStatuses').map((status) =>
    timeField(fields(fields(status['state'])['terminated']), 'finishedAt'),
  );
  const known = ends.filter((end) => end !== undefined);
  return known.length > 0 && known.length === ends.length ? one(Math.max(...known)) : [];
};

const info: Generate = (object) => {
  const spec = specOf(object);
  const status = statusOf(object);
  const controller = fieldList(object.metadata, 'ownerReferences').find((reference) => reference['controller'] === true) ?? {};
  return one(1, {
    host_ip: textField(status, 'hostIP') ?? '',
    pod_ip: textField(status, 'podIP') ?? '',
    node: textField(spec, 'nodeName') ?? '',
    created_by_kind: textField(controller, 'kind') ?? '',
    created_by_name: textField(controller, 'name') ?? '',
    priority_class: textField(spec, 'priorityClassName') ?? '',
    host_network: String(spec['hostNetwork'] === true),
  });
};

const ips: Generate = (object) =>
  fieldList(statusOf(object), 'podIPs').map((entry) => {
    const ip = textField(entry, 'ip') ?? '';
    return { labels: { ip, ip_family: ip.includes(':') ? '6' : '4' }, value: 1 };
  });

const tolerations: Generate = (object) =>
  fieldList(specOf(object), 'tolerations').map((toleration) => ({
    labels: {
      key: textField(toleration, 'key') ?? '',
      operator: textField(toleration, 'operator') ?? '',
      value: textField(toleration, 'value') ?? '',
      effect: textField(toleration, 'effect') ?? '',
      toleration_seconds: String(numberField(toleration, 'tolerationSeconds') ?? ''),
    },
    value: 1,
  }));

const phases = ['Pending', 'Succeeded', 'Failed', 'Unknown', 'Running'];
const reasons = ['Evicted', 'NodeAffinity', 'NodeLost', 'Shutdown', 'UnexpectedAdmissionError'];

function claims(value: (claim: Fields) => number): Generate {
  return (object) =>
    fieldList(specOf(object), 'volumes').flatMap((volume) => {
      const claim = fields(volume['persistentVolumeClaim']);
      const name = textField(claim, 'claimName');
      return name === undefined ? [] : one(value(claim), { volume: textField(volume, 'name') ?? '', persistentvolumeclaim: name });
    });
}

/** kube-state-metrics internal/store/pod.go, 2.15. */
export const podStore: StateStore = {
  resource: 'pods',
  listed: '*v1.Pod',
  prefix: 'kube_pod_',
  base: ({ metadata }) => ({ namespace: metadata.namespace ?? '', pod: metadata.name, uid: metadata.uid }),
  families: {
    ...containerFamilies,
    kube_pod_completion_time: completion,
    kube_pod_created: created,
    kube_pod_deletion_timestamp: deletion,
    kube_pod_info: info,
    kube_pod_ips: ips,
    kube_pod_owner: owner,
    kube_pod_restart_policy: (object) => one(1, { type: textField(specOf(object), 'restartPolicy') ?? 'Always' }),
    kube_pod_spec_volumes_persistentvolumeclaims_info: claims(() => 1),
    kube_pod_spec_volumes_persistentvolumeclaims_readonly: claims((claim) => flag(claim['readOnly'] === true)),
    kube_pod_start_time: (object) => one(timeField(statusOf(object), 'startTime')),
    // One-hot: every phase has a row, one of them is 1.
    kube_pod_status_phase: (object) => oneHot(phases, textField(statusOf(object), 'phase'), 'phase'),
    kube_pod_status_qos_class: (object) =>
      oneHot(['BestEffort', 'Burstable', 'Guaranteed'], textField(statusOf(object), 'qosClass'), 'qos_class'),
    kube_pod_status_ready: threeStates('Ready'),
    kube_pod_status_ready_time: heldSince('Ready'),
    kube_pod_status_initialized_time: heldSince('Initialized'),
    kube_pod_status_container_ready_time: heldSince('ContainersReady'),
    kube_pod_status_reason: (object) => oneHot(reasons, textField(statusOf(object), 'reason'), 'reason'),
    kube_pod_status_scheduled: threeStates('PodScheduled'),
    kube_pod_status_scheduled_time: heldSince('PodScheduled'),
    // Exists only while the pod cannot be scheduled.
    kube_pod_status_unschedulable: (object) => (condition(object, 'PodScheduled')?.['status'] === 'False' ? one(1) : []),
    kube_pod_tolerations: tolerations,
    kube_pod_service_account: (object) => one(1, { service_account: textField(specOf(object), 'serviceAccountName') ?? '' }),
    kube_pod_scheduler: (object) => one(1, { name: textField(specOf(object), 'schedulerName') ?? '' }),
  },
};
