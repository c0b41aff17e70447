import { z } from 'zod';
import type { CustomValue, Heard, HpaPod, HpaReading, Served } from '../../../shared/analysis/trace/scene';
import type { TraceQuestion, TraceSubject } from '../../../shared/contract/trace';
import type { HpaMetric, HpaObject, Inventory, PodObject, WorkloadObject } from '../../../shared/model/inventory';
import { parseGoDuration, parseQuantity } from '../../../shared/model/quantity';
import { selects } from '../discovery/selector';
import { jsonOf } from '../doctors/jsonOf';
import { ofKind } from '../probers/byKind';
import type { PrintedAnswer } from '../store/printed';
import { hear, nothingOf, type Parsed, parsedOk, unreadable } from './hear';
import type { TraceParts } from './traceParts';

const API = 'metrics.k8s.io/v1beta1';

/** What the Metrics API serves of each pod, or of the one node. */
export type ServedByName = ReadonlyMap<string, Served>;

/** The workload behind a pod, by its selector; undefined: none that is watched. */
export function workloadOf(pod: PodObject, { workloads }: Inventory): WorkloadObject | undefined {
  return workloads.find(({ namespace, selector }) => namespace === pod.namespace && selects(selector, pod.labels));
}

/** One request: the pods under the selector of the workload, as the HPA controller asks, else the one pod, or the node. */
export function askMetricsApi(
  parts: TraceParts,
  { subject, metric }: TraceQuestion,
  selector: Readonly<Record<string, string>> | undefined,
  signal: AbortSignal,
): Promise<Heard<ServedByName>> {
  const [api] = ofKind(parts.session.discovered, 'metrics-api');
  const path = `/apis/${API}/${placeOf(subject, selector)}`;
  return hear(parts, { route: { via: 'aggregated', api: API }, path }, api, (answer) => readServed(answer, metric), signal);
}

function placeOf(subject: TraceSubject, selector: Readonly<Record<string, string>> | undefined): string {
  if (subject.kind === 'node') return `nodes/${encodeURIComponent(subject.name)}`;
  const pods = `namespaces/${encodeURIComponent(subject.namespace)}/pods`;
  if (selector === undefined) return `${pods}/${encodeURIComponent(subject.name)}`;
  return `${pods}?labelSelector=${encodeURIComponent(selectorText(selector))}`;
}

export function selectorText(selector: Readonly<Record<string, string>>): string {
  return Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

const Usage = z.object({ cpu: z.string(), memory: z.string() });
const Item = z.object({
  metadata: z.object({ name: z.string() }),
  timestamp: z.string().nullable(),
  window: z.string(),
  usage: Usage.optional(),
  containers: z.array(z.object({ name: z.string(), usage: Usage })).optional(),
});
const Answer = z.union([z.object({ items: z.array(Item) }), Item]);

export function readServed(answer: Pick<PrintedAnswer, 'body'>, metric: string): Parsed<ServedByName> {
  const read = Answer.safeParse(jsonOf(answer.body));
  if (!read.success) return unreadable('what it answered are no metrics');
  const items = 'items' in read.data ? read.data.items : [read.data];
  return parsedOk(new Map(items.flatMap((item) => servedOf(item, metric === 'memory' ? 'memory' : 'cpu'))));
}

function servedOf(item: z.infer<typeof Item>, of: 'cpu' | 'memory'): [string, Served][] {
  const usages = item.usage === undefined ? (item.containers ?? []) : [{ name: 'node', usage: item.usage }];
  const timestampMs = Date.parse(item.timestamp ?? '');
  const window = parseGoDuration(item.window);
  if (Number.isNaN(timestampMs) || window === undefined) return [];
  const containers = usages.flatMap(({ name, usage }) => {
    const amount = parseQuantity(usage[of]);
    return amount === undefined ? [] : [{ who: name, amount, text: usage[of] }];
  });
  return [[item.metadata.name, { containers, timestampMs, windowMs: Math.round(window * 1000) }]];
}

/** Of all that was served that of the subject, and of its one container where that is asked. */
export function servedFor({ subject }: TraceQuestion, served: ServedByName): Parsed<Served> {
  const own = served.get(subject.name);
  const container = subject.kind === 'pod' ? subject.container : undefined;
  const containers = own?.containers.filter(({ who }) => container === undefined || who === container) ?? [];
  if (own === undefined || containers.length === 0) return nothingOf(`it serves nothing of this ${subject.kind}`);
  return parsedOk({ ...own, containers });
}

/** The HPAs that read this number of this pod, with the metric of each that does. */
export function hpasOf(
  question: TraceQuestion,
  pod: PodObject | undefined,
  inventory: Inventory,
): readonly (readonly [HpaObject, HpaMetric])[] {
  if (pod === undefined || question.subject.kind === 'node') return [];
  const { container } = question.subject;
  return inventory.hpas.flatMap((hpa) => {
    const target = targetOf(hpa, inventory);
    if (target === undefined || hpa.namespace !== pod.namespace || !selects(target.selector, pod.labels)) return [];
    const metric = hpa.metrics.find(({ type, name, container: only }) => {
      if (name !== question.metric) return false;
      return type === 'Pods' || type === 'Resource' || (type === 'ContainerResource' && (container === undefined || container === only));
    });
    return metric === undefined ? [] : [[hpa, metric] as const];
  });
}

function targetOf({ scaleTarget, namespace }: HpaObject, { workloads }: Inventory): WorkloadObject | undefined {
  return workloads.find((each) => each.kind === scaleTarget.kind && each.name === scaleTarget.name && each.namespace === namespace);
}

/** What an HPA says, and what it would read of its pods now; `amountsOf`: of one pod's containers, undefined where it has no value. */
export function hpaReading(
  [hpa, metric]: readonly [HpaObject, HpaMetric],
  inventory: Inventory,
  amountsOf: (pod: string, container: string | undefined) => readonly number[] | undefined,
): HpaReading {
  const target = targetOf(hpa, inventory);
  const pods = inventory.pods.filter(
    (pod) => pod.namespace === hpa.namespace && pod.phase === 'Running' && selects(target?.selector ?? {}, pod.labels),
  );
  const current = metric.current === undefined ? undefined : parseQuantity(metric.current);
  const active = hpa.conditions.find(({ type }) => type === 'ScalingActive');
  return {
    name: [hpa.namespace, hpa.name].filter(Boolean).join('/'),
    targetType: metric.targetType ?? '',
    target: parseQuantity(metric.target ?? '') ?? Number.NaN,
    ...(current === undefined ? {} : { current }),
    ...(current === undefined && active?.message !== undefined ? { because: active.message } : {}),
    pods: pods.map((pod): HpaPod => {
      const amounts = amountsOf(pod.name, metric.container);
      const requests = requestsOf(pod, metric);
      return { name: pod.name, ...(amounts === undefined ? {} : { amounts }), ...(requests === undefined ? {} : { requests }) };
    }),
  };
}

function requestsOf(pod: PodObject, { name, container, type }: HpaMetric): readonly number[] | undefined {
  if (type === 'Pods') return undefined;
  const wanted = pod.containers.filter((each) => container === undefined || each.name === container);
  const requests = wanted.map((each) => parseQuantity(each.requests[name] ?? ''));
  return requests.some((request) => request === undefined) ? undefined : requests.map((request) => request ?? 0);
}

const Values = z.object({
  items: z
    .array(z.object({ describedObject: z.object({ name: z.string() }), timestamp: z.string().nullish(), value: z.string() }))
    .nullish(),
});

/** The custom metric of every pod under the selector, as the HPA controller asks for it. */
export function askCustomMetric(
  parts: TraceParts,
  {
    namespace,
    metric,
    selector,
  }: { readonly namespace: string; readonly metric: string; readonly selector: Readonly<Record<string, string>> },
  signal: AbortSignal,
): Promise<Heard<ReadonlyMap<string, CustomValue>>> {
  const [found] = ofKind(parts.session.discovered, 'custom-metrics-api');
  const route = found?.endpoints[0]?.route;
  const api = route?.via === 'aggregated' ? route.api : 'custom.metrics.k8s.io/v1beta1';
  const query = Object.keys(selector).length === 0 ? '' : `?labelSelector=${encodeURIComponent(selectorText(selector))}`;
  const path = `/apis/${api}/namespaces/${encodeURIComponent(namespace)}/pods/*/${encodeURIComponent(metric)}${query}`;
  return hear(parts, { route: { via: 'aggregated', api }, path }, found, (answer) => readCustom(answer, metric), signal);
}

export function readCustom(answer: Pick<PrintedAnswer, 'body'>, metric: string): Parsed<ReadonlyMap<string, CustomValue>> {
  const read = Values.safeParse(jsonOf(answer.body));
  if (!read.success) return unreadable('what it answered are no values');
  const values = (read.data.items ?? []).flatMap(({ describedObject, value, timestamp }): [string, CustomValue][] => {
    const amount = parseQuantity(value);
    const timestampMs = Date.parse(timestamp ?? '');
    if (amount === undefined) return [];
    return [[describedObject.name, { metric, amount, text: value, ...(Number.isNaN(timestampMs) ? {} : { timestampMs }) }]];
  });
  return parsedOk(new Map(values));
}
