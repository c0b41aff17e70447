import type { Listing } from '../../../shared/diagnosis/facts';
import type { MonitorSight, OperatorSight, SelectionSight } from '../../../shared/diagnosis/operatorSights';
import type { Inventory, OtherObject } from '../../../shared/model/inventory';
import { isRecord, labelSelectorMatches } from '../discovery/selector';

export const OPERATOR_GROUP = 'monitoring.coreos.com';
/** The one label of a namespace that is known without listing it (kubernetes.io: well-known labels). */
const NAME_LABEL = 'kubernetes.io/metadata.name';

type MonitorKind = MonitorSight['kind'];

/** What each monitor is to each Prometheus object, as the operator decides it (pkg/prometheus/resource_selector.go). Undefined: the API is not served. */
export function operatorSight(
  inventory: Inventory,
  whole: (...resources: readonly string[]) => Listing<unknown>,
): OperatorSight | undefined {
  if (!inventory.apiGroups.includes(OPERATOR_GROUP)) return undefined;
  const of = (resource: string): readonly OtherObject[] => inventory.others[`${OPERATOR_GROUP}/${resource}`] ?? [];
  const prometheuses = [
    ...of('prometheuses').map((object) => ({ object, by: `Prometheus ${object.namespace ?? ''}/${object.name}` })),
    ...of('prometheusagents').map((object) => ({ object, by: `PrometheusAgent ${object.namespace ?? ''}/${object.name}` })),
  ];
  const monitor = (kind: MonitorKind) => (object: OtherObject) => ({
    kind,
    namespace: object.namespace ?? '',
    name: object.name,
    selections: prometheuses.map(({ object: prometheus, by }) => ({ by, ...selection(prometheus, object, kind) })),
    ...backing(object, kind, inventory, whole(kind === 'ServiceMonitor' ? 'services' : 'pods').whole),
  });
  const monitors = [...of('servicemonitors').map(monitor('ServiceMonitor')), ...of('podmonitors').map(monitor('PodMonitor'))];
  const listed = whole(`${OPERATOR_GROUP}/prometheuses`, `${OPERATOR_GROUP}/servicemonitors`, `${OPERATOR_GROUP}/podmonitors`);
  return { prometheuses: prometheuses.length, monitors, ...(listed.whole ? {} : { unlisted: listed.because ?? 'not listed' }) };
}

/** Whether one Prometheus object takes a monitor, and by which selector. */
export function selection({ namespace = '', spec }: OtherObject, monitor: OtherObject, kind: MonitorKind): Omit<SelectionSight, 'by'> {
  const name = kind === 'ServiceMonitor' ? 'serviceMonitor' : 'podMonitor';
  const [labels, namespaces] = [spec[`${name}Selector`], spec[`${name}NamespaceSelector`]];
  const inNamespace = selectsNamespace(namespaces, namespace, monitor.namespace ?? '');
  if (!isRecord(labels)) return { is: 'refused', because: `${name}Selector is not set, and selects nothing` };
  if (!labelSelectorMatches(labels, monitor.labels))
    return { is: 'refused', because: `${name}Selector ${saySelector(labels)} does not match its labels (${sayLabels(monitor.labels)})` };
  if (inNamespace === 'unknown')
    return { is: 'unknown', because: `the labels of namespace ${monitor.namespace ?? ''}, by which ${name}NamespaceSelector selects` };
  if (inNamespace === 'yes') return { is: 'selected', because: `${name}Selector ${saySelector(labels)}` };
  const own = isRecord(namespaces)
    ? `${name}NamespaceSelector ${saySelector(namespaces)}`
    : `no ${name}NamespaceSelector: namespace ${namespace} alone`;
  return { is: 'refused', because: `${own}, and it is in ${monitor.namespace ?? ''}` };
}

/** None: the Prometheus' own namespace. An empty one: all. Others select by labels, of which only the name's is known here. */
function selectsNamespace(selector: unknown, own: string, namespace: string): 'yes' | 'no' | 'unknown' {
  if (!isRecord(selector)) return own === namespace ? 'yes' : 'no';
  const matchLabels = isRecord(selector['matchLabels']) ? Object.keys(selector['matchLabels']) : [];
  const expressions: readonly unknown[] = Array.isArray(selector['matchExpressions']) ? selector['matchExpressions'] : [];
  const keys = [...matchLabels, ...expressions.map((each) => (isRecord(each) ? String(each['key']) : ''))];
  if (keys.some((key) => key !== NAME_LABEL)) return 'unknown';
  return labelSelectorMatches(selector, { [NAME_LABEL]: namespace }) ? 'yes' : 'no';
}

function backing(
  monitor: OtherObject,
  kind: MonitorKind,
  { services, pods }: Inventory,
  whole: boolean,
): Pick<MonitorSight, 'backing' | 'missingPorts'> {
  if (!whole) return { missingPorts: [] };
  const mine = (kind === 'ServiceMonitor' ? services : pods).filter(
    ({ namespace = '', labels }) => looksInto(monitor, namespace) && labelSelectorMatches(monitor.spec['selector'], labels),
  );
  const offered = [...new Set(mine.flatMap((each) => portNames(each)))];
  const asked = endpointsOf(monitor, kind).flatMap(({ port }) => (typeof port === 'string' ? [port] : []));
  return { backing: mine.length, missingPorts: asked.filter((port) => !offered.includes(port)).map((port) => ({ asked: port, offered })) };
}

/** Names by which a monitor can ask for the ports of a Service or pod. */
export function portNames(object: Inventory['services'][number] | Inventory['pods'][number]): readonly string[] {
  const ports = 'containers' in object ? object.containers.flatMap((container) => container.ports) : object.ports;
  return ports.flatMap(({ name }) => (name === undefined ? [] : [name]));
}

/** The monitor's own namespace, those that it names, or any. */
export function looksInto({ spec, namespace: own = '' }: OtherObject, namespace: string): boolean {
  const selector = spec['namespaceSelector'];
  if (!isRecord(selector)) return namespace === own;
  if (selector['any'] === true) return true;
  const names: readonly unknown[] = Array.isArray(selector['matchNames']) ? selector['matchNames'] : [];
  return names.length === 0 ? namespace === own : names.includes(namespace);
}

/** What of a Service or pod a monitor asks to be scraped. */
export function endpointsOf({ spec }: OtherObject, kind: MonitorKind): readonly Readonly<Record<string, unknown>>[] {
  const endpoints: unknown = spec[kind === 'ServiceMonitor' ? 'endpoints' : 'podMetricsEndpoints'];
  return Array.isArray(endpoints) ? endpoints.filter(isRecord) : [];
}

/** "{app: api, tier In}". */
export function saySelector(selector: Readonly<Record<string, unknown>>): string {
  const { matchLabels } = selector;
  const expressions: readonly unknown[] = Array.isArray(selector['matchExpressions']) ? selector['matchExpressions'] : [];
  const labels = isRecord(matchLabels) ? Object.entries(matchLabels).map(([key, value]) => `${key}: ${String(value)}`) : [];
  const others = expressions.filter(isRecord).map((each) => `${String(each['key'])} ${String(each['operator'])}`);
  return `{${[...labels, ...others].join(', ')}}`;
}

/** "app: api, tier: web"; "none". */
export function sayLabels(labels: Readonly<Record<string, string>>): string {
  const said = Object.entries(labels).map(([key, value]) => `${key}: ${value}`);
  return said.length === 0 ? 'none' : said.join(', ');
}
