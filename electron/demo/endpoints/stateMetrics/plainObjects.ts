import { fieldList, specOf, statusOf, textField, timeField } from '../objectFields';
import { conditionsOf, created, type Generate, info, namespaced, one, oneHot, owner, resourceVersion, type StateStore } from './metric';

export const configMapStore: StateStore = {
  resource: 'configmaps',
  listed: '*v1.ConfigMap',
  prefix: 'kube_configmap_',
  base: namespaced('configmap'),
  families: { kube_configmap_info: info, kube_configmap_created: created, kube_configmap_metadata_resource_version: resourceVersion },
};

export const secretStore: StateStore = {
  resource: 'secrets',
  listed: '*v1.Secret',
  prefix: 'kube_secret_',
  base: namespaced('secret'),
  families: {
    kube_secret_info: info,
    kube_secret_type: (object) => one(1, { type: textField(object, 'type') ?? 'Opaque' }),
    kube_secret_created: created,
    kube_secret_metadata_resource_version: resourceVersion,
    kube_secret_owner: owner,
  },
};

export const namespaceStore: StateStore = {
  resource: 'namespaces',
  listed: '*v1.Namespace',
  prefix: 'kube_namespace_',
  base: ({ metadata }) => ({ namespace: metadata.name }),
  families: {
    kube_namespace_created: created,
    kube_namespace_status_phase: (object) => oneHot(['Active', 'Terminating'], textField(statusOf(object), 'phase') ?? 'Active', 'phase'),
    kube_namespace_status_condition: (object) => conditionsOf(statusOf(object))(object),
  },
};

const leaseOwner: Generate = (object) => {
  const reference = fieldList(object.metadata, 'ownerReferences')[0] ?? {};
  return one(1, {
    owner_kind: textField(reference, 'kind') ?? '',
    owner_name: textField(reference, 'name') ?? '',
    namespace: object.metadata.namespace ?? '',
    lease_holder: textField(specOf(object), 'holderIdentity') ?? '',
  });
};

export const leaseStore: StateStore = {
  resource: 'leases.coordination.k8s.io',
  listed: '*v1.Lease',
  prefix: 'kube_lease_',
  base: ({ metadata }) => ({ lease: metadata.name }),
  families: {
    kube_lease_owner: leaseOwner,
    kube_lease_renew_time: (object) => one(timeField(specOf(object), 'renewTime'), { namespace: object.metadata.namespace ?? '' }),
  },
};
