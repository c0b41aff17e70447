import type { DemoRequest } from '../../network';
import { cpuQuantity, memoryQuantity } from '../quantity';
import { groupVersion, type MetricsItem } from './metricsItem';

function column(name: string, format: string, description = ''): object {
  return { name, type: 'string', format, description, priority: 0 };
}

const columnDefinitions = [
  column('Name', 'name', 'Name of the resource'),
  column('cpu', 'quantity'),
  column('memory', 'quantity'),
  column('Window', 'duration'),
];

/** The Table that metrics-server answers with (pkg/api/table.go): name, CPU, memory and the window; a pod's containers summed. */
export function tableOf(items: readonly MetricsItem[], version: 'v1' | 'v1beta1', request: DemoRequest): object {
  const rows = items.map((item) => {
    const { name } = item.metadata;
    const cells = [name, cpuQuantity(item.total.cpuNanocores), memoryQuantity(item.total.memoryBytes), item.window];
    const object = objectOf(item, version, request.query.get('includeObject') ?? 'Metadata');
    return object === undefined ? { cells } : { cells, object };
  });
  return { kind: 'Table', apiVersion: `meta.k8s.io/${version}`, metadata: {}, columnDefinitions, rows };
}

function objectOf({ total: _total, ...item }: MetricsItem, version: string, included: string): object | undefined {
  if (included === 'None') return undefined;
  if (included === 'Object')
    return { kind: item.containers === undefined ? 'NodeMetrics' : 'PodMetrics', apiVersion: groupVersion, ...item };
  return { kind: 'PartialObjectMetadata', apiVersion: `meta.k8s.io/${version}`, metadata: item.metadata };
}
