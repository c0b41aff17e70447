/** One resource of kube-state-metrics, and the family of it that has exactly one sample for each object (KSM docs/metrics). */
export interface KsmResource {
  /** As --resources names it. */
  readonly resource: string;
  readonly group: string;
  readonly version: string;
  /** As its self-telemetry names it. */
  readonly goType: string;
  readonly family: string;
  /** The label that holds the object's name. */
  readonly label: string;
  readonly namespaced: boolean;
}

type Row = readonly [resource: string, api: string, kind: string, family: string, label: string, clusterWide?: true];

const ROWS: readonly Row[] = [
  ['nodes', 'v1', 'Node', 'kube_node_info', 'node', true],
  ['pods', 'v1', 'Pod', 'kube_pod_info', 'pod'],
  ['services', 'v1', 'Service', 'kube_service_info', 'service'],
  ['deployments', 'apps/v1', 'Deployment', 'kube_deployment_created', 'deployment'],
  ['daemonsets', 'apps/v1', 'DaemonSet', 'kube_daemonset_created', 'daemonset'],
  ['statefulsets', 'apps/v1', 'StatefulSet', 'kube_statefulset_created', 'statefulset'],
  [
    'horizontalpodautoscalers',
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    'kube_horizontalpodautoscaler_spec_max_replicas',
    'horizontalpodautoscaler',
  ],
  ['replicasets', 'apps/v1', 'ReplicaSet', 'kube_replicaset_created', 'replicaset'],
  ['namespaces', 'v1', 'Namespace', 'kube_namespace_created', 'namespace', true],
  ['configmaps', 'v1', 'ConfigMap', 'kube_configmap_info', 'configmap'],
  ['jobs', 'batch/v1', 'Job', 'kube_job_info', 'job_name'],
  ['cronjobs', 'batch/v1', 'CronJob', 'kube_cronjob_info', 'cronjob'],
  ['ingresses', 'networking.k8s.io/v1', 'Ingress', 'kube_ingress_info', 'ingress'],
  ['persistentvolumes', 'v1', 'PersistentVolume', 'kube_persistentvolume_info', 'persistentvolume', true],
  ['persistentvolumeclaims', 'v1', 'PersistentVolumeClaim', 'kube_persistentvolumeclaim_info', 'persistentvolumeclaim'],
  ['storageclasses', 'storage.k8s.io/v1', 'StorageClass', 'kube_storageclass_info', 'storageclass', true],
  ['secrets', 'v1', 'Secret', 'kube_secret_info', 'secret'],
];

export const KSM_RESOURCES: readonly KsmResource[] = ROWS.map(([resource, api, kind, family, label, clusterWide]) => {
  const [group, version] = api.includes('/') ? api.split('/') : ['', api];
  return {
    resource,
    group: group ?? '',
    version: version ?? '',
    goType: `*${version}.${kind}`,
    family,
    label,
    namespaced: clusterWide !== true,
  };
});

/** Minor version of Kubernetes whose client-go a release of kube-state-metrics is built with (its README). */
export const KSM_CLIENTS: Readonly<Record<string, number>> = { '2.16': 32, '2.17': 33, '2.18': 34, '2.19': 35, '2.20': 36 };
