import { ageOf } from '../humanDuration';
import { bindings, roles } from './access';
import { AGE, NAME, type TablePrinter } from './columns';
import { hpas } from './hpas';
import { endpointSlices, endpoints, services } from './network';
import { nodes } from './nodes';
import { pods } from './pods';
import { apiServices, configMaps, events, leases, namespaces, serviceAccounts } from './records';
import { cronJobs, daemonSets, deployments, jobs, replicaSets, statefulSets } from './workloads';

const PRINTERS: Readonly<Record<string, TablePrinter>> = {
  apiservices: apiServices,
  clusterrolebindings: bindings,
  clusterroles: roles,
  configmaps: configMaps,
  cronjobs: cronJobs,
  daemonsets: daemonSets,
  deployments,
  endpoints,
  endpointslices: endpointSlices,
  events,
  horizontalpodautoscalers: hpas,
  jobs,
  leases,
  namespaces,
  nodes,
  pods,
  replicasets: replicaSets,
  rolebindings: bindings,
  roles,
  serviceaccounts: serviceAccounts,
  services,
  statefulsets: statefulSets,
};

/** Every other resource: name and age. */
const DEFAULT: TablePrinter = {
  columns: [NAME, AGE],
  cells: (object, nowMs) => [object.metadata.name, ageOf(object.metadata.creationTimestamp, nowMs)],
};

/** How to print a resource, by its plural name. */
export function printerOf(resource: string): TablePrinter {
  return PRINTERS[resource] ?? DEFAULT;
}
