import type { IconName } from './iconPaths';

const ICONS: Readonly<Record<string, IconName>> = {
  containers: 'containers',
  kubelet: 'kubelet',
  cadvisor: 'eye',
  'cadvisor-standalone': 'eye',
  'container-runtime': 'containers',
  'metrics-server': 'meter',
  'metrics-api': 'api',
  'kubectl-top': 'terminal',
  hpa: 'scale',
  vpa: 'scale',
  'node-kernel': 'kernel',
  'node-exporter': 'chip',
  prometheus: 'database',
  'custom-metrics-api': 'api',
  'external-metrics-api': 'api',
  'prometheus-adapter': 'plug',
  'external-adapter': 'plug',
  alertmanager: 'bell',
  dashboard: 'chart',
  applications: 'app',
  'api-objects': 'objects',
  'kube-state-metrics': 'list',
  pushgateway: 'inbox',
  'opentelemetry-collector': 'database',
  'resource-estimator': 'archive',
  infrastore: 'archive',
  heapster: 'archive',
};

/** By card id, a second of a kind as the first. */
export function cardIcon(id: string, kind: string): IconName {
  return ICONS[id] ?? ICONS[id.split(':')[0] ?? ''] ?? ICONS[kind] ?? 'app';
}
