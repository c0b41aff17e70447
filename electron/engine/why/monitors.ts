import type { WhyMonitor, WhyMonitorStep, WhyPlace } from '../../../shared/analysis/why/scene';
import type { Inventory, OtherObject, PodObject, ServiceObject } from '../../../shared/model/inventory';
import { endpointsOf, looksInto, OPERATOR_GROUP, portNames, sayLabels, saySelector, selection } from '../diagnosis/monitorSights';
import { isRecord, labelSelectorMatches, selects } from '../discovery/selector';

type MonitorKind = 'ServiceMonitor' | 'PodMonitor';
type Subject = ServiceObject | PodObject;

/** Every monitor of the Prometheus operator held against one source, selector by selector; undefined: there is none. */
export function monitorsAt(place: WhyPlace, inventory: Inventory): readonly WhyMonitor[] | undefined {
  const of = (resource: string): readonly OtherObject[] => inventory.others[`${OPERATOR_GROUP}/${resource}`] ?? [];
  const [ofServices, ofPods] = [of('servicemonitors'), of('podmonitors')];
  if (ofServices.length + ofPods.length === 0) return undefined;
  const [services, pods] = [servicesAt(place, inventory), podsAt(place, inventory)];
  const prometheuses = [...of('prometheuses'), ...of('prometheusagents')];
  const held = (kind: MonitorKind, subjects: readonly Subject[]) => (monitor: OtherObject) => {
    const name = `${monitor.namespace ?? ''}/${monitor.name}`;
    const steps = [...stepsOf(kind, monitor, subjects, place), takenBy(kind, monitor, prometheuses)];
    return { name: `${kind} ${name}`, jobs: `${kind === 'ServiceMonitor' ? 'serviceMonitor' : 'podMonitor'}/${name}/`, steps };
  };
  return [...ofServices.map(held('ServiceMonitor', services)), ...ofPods.map(held('PodMonitor', pods))];
}

function podsAt(place: WhyPlace, { pods }: Inventory): readonly PodObject[] {
  return pods.filter(({ namespace, name }) => place.pods.some((pod) => pod.name === name && pod.namespace === namespace));
}

/** Those in front of its pods or, for what belongs to a node, whose endpoints name the node. */
function servicesAt(place: WhyPlace, inventory: Inventory): readonly ServiceObject[] {
  const pods = podsAt(place, inventory);
  const ofNode = inventory.endpointSlices
    .filter(
      ({ endpoints }) => place.pods.length === 0 && endpoints.some(({ target }) => target?.kind === 'Node' && target.name === place.node),
    )
    .map(({ namespace, service }) => `${namespace}/${service}`);
  return inventory.services.filter(
    ({ namespace, name, selector }) =>
      place.service === `${namespace}/${name}` ||
      ofNode.includes(`${namespace}/${name}`) ||
      pods.some((pod) => pod.namespace === namespace && selects(selector, pod.labels)),
  );
}

/** What the monitor is meant for: each step is asked of those that the steps before left. */
function stepsOf(kind: MonitorKind, monitor: OtherObject, subjects: readonly Subject[], place: WhyPlace): readonly WhyMonitorStep[] {
  const what = kind === 'ServiceMonitor' ? 'Service' : 'pod';
  const [some] = subjects;
  if (some === undefined) {
    const remedy = kind === 'ServiceMonitor' ? 'Put a Service in front of its pods, or take a PodMonitor.' : 'Take a ServiceMonitor.';
    return [{ holds: false, says: `no ${what} that it could select is in front of it`, remedy }];
  }
  const inNamespace = subjects.filter(({ namespace = '' }) => looksInto(monitor, namespace));
  const { selector } = monitor.spec;
  const selected = inNamespace.filter(({ labels }) => labelSelectorMatches(selector, labels));
  return [
    namespaceStep(monitor, inNamespace[0] ?? some, inNamespace.length > 0),
    labelStep(what, selector, selected[0] ?? inNamespace[0] ?? some, selected.length > 0),
    endpointStep(kind, monitor, selected, place),
  ];
}

function namespaceStep(monitor: OtherObject, { namespace = '' }: Subject, holds: boolean): WhyMonitorStep {
  const looks = isRecord(monitor.spec['namespaceSelector']) ? 'its namespaceSelector' : 'without a namespaceSelector it';
  const says = holds ? `it looks into namespace ${namespace}` : `${looks} leaves out namespace ${namespace}`;
  return { holds, says, remedy: `Let its namespaceSelector name ${namespace} (matchNames).` };
}

function labelStep(what: string, selector: unknown, { namespace, name, labels }: Subject, holds: boolean): WhyMonitorStep {
  const asked = isRecord(selector) ? saySelector(selector) : '(not set)';
  const full = `${what} ${namespace}/${name}`;
  const says = holds ? `its selector ${asked} matches ${full}` : `its selector ${asked} does not match ${full} (${sayLabels(labels)})`;
  return { holds, says, remedy: `Give ${full} the labels that it selects by, or change its selector.` };
}

/** One of its endpoints has to name a port that is there, and ask on the path of the source. */
function endpointStep(kind: MonitorKind, monitor: OtherObject, selected: readonly Subject[], { path }: WhyPlace): WhyMonitorStep {
  const offered = selected.flatMap(portNames);
  const all = endpointsOf(monitor, kind);
  const there = all.filter(({ port }) => typeof port !== 'string' || offered.includes(port));
  const asked = all.map(({ port }) => (typeof port === 'string' ? port : 'a number')).join(', ');
  if (there.length === 0) {
    const names = offered.length === 0 ? 'its ports have no names' : `it has ${offered.join(', ')}`;
    const remedy = `Write the name of the port in its endpoint${offered[0] === undefined ? ', and give the port a name' : ` (port: ${offered[0]})`}.`;
    return { holds: false, says: asked === '' ? 'it has no endpoint' : `it asks for port ${asked}, and ${names}`, remedy };
  }
  const onPath = there.filter((endpoint) => pathOf(endpoint) === path);
  const paths = [...new Set(there.map(pathOf))].join(', ');
  const holds = onPath.length > 0;
  return {
    holds,
    says: `it asks for port ${asked} on ${holds ? path : `${paths}, not ${path}`}`,
    remedy: `Give it an endpoint with path ${path}.`,
  };
}

function pathOf({ path }: Readonly<Record<string, unknown>>): string {
  return typeof path === 'string' && path !== '' ? path : '/metrics';
}

/** Whether any Prometheus object takes it. Where labels of namespaces would decide, it may: that is said. */
function takenBy(kind: MonitorKind, monitor: OtherObject, prometheuses: readonly OtherObject[]): WhyMonitorStep {
  const all = prometheuses.map((object) => ({
    by: `Prometheus ${object.namespace ?? ''}/${object.name}`,
    ...selection(object, monitor, kind),
  }));
  const taken = all.find(({ is }) => is === 'selected');
  if (taken !== undefined) return { holds: true, says: `${taken.by} selects it`, remedy: '' };
  const open = all.find(({ is }) => is === 'unknown');
  if (open !== undefined) return { holds: true, says: `whether ${open.by} selects it is not known: ${open.because}`, remedy: '' };
  const says = all.length === 0 ? 'there is no Prometheus object' : all.map(({ by, because }) => `${by}: ${because}`).join('; ');
  const remedy =
    all.length === 0
      ? 'Make a Prometheus object that selects it.'
      : `Give ${kind} ${monitor.namespace ?? ''}/${monitor.name} the labels that ${all[0]?.by ?? 'the Prometheus'} selects by, or widen that selector.`;
  return { holds: false, says, remedy };
}
