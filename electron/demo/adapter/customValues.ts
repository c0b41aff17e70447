import type { Result } from '../../../shared/model/result';
import { parseLabelSelector } from '../kubeapi/labelSelector';
import { type ApiResource, storedAs } from '../kubeapi/resources';
import type { DemoAnswer, DemoRequest } from '../network';
import type { ObjectStore } from '../objects';
import { objectQuery } from './metricsQuery';
import { labelFor } from './naming';
import type { PrometheusClient, Row } from './prometheusClient';
import { milliQuantity } from './quantity';
import type { CustomMetric, Registry } from './registry';
import { findResource, printResource } from './resources';
import { parseSelector, printedSelector, type Requirement } from './selector';
import { badRequest, internalError, json, kubeTime, metricNotFound } from './status';

export interface ValueContext {
  readonly registry: Registry;
  readonly client: PrometheusClient;
  readonly store: ObjectStore;
  readonly nowMs: number;
  /** For the component's log. */
  error(source: string, message: string): void;
}

/** What a path asks for: RESOURCE/NAME/METRIC, below namespaces/NS or not. */
export interface CustomAsk {
  readonly version: 'v1beta1' | 'v1beta2';
  readonly namespace: string;
  readonly resource: string;
  readonly name: string;
  readonly metric: string;
}

/** Values of a custom metric: of one object, or with `*` of all that the label selector takes (pkg/custom-provider/provider.go). */
export async function customValues(request: DemoRequest, context: ValueContext, ask: CustomAsk): Promise<DemoAnswer> {
  const [resource = '', ...group] = ask.resource.split('.');
  const known = findResource(group.join('.'), resource);
  const metric = known && context.registry.findCustom({ group: known.group, resource: known.name }, ask.namespace !== '', ask.metric);
  if (known === undefined || metric === undefined) return metricNotFound(request, ask.metric, ask.resource);
  const selector = parseSelector(request.query.get('metricLabelSelector') ?? '');
  if (!selector.ok) return badRequest(request, selector.error);
  const names = ask.name === '*' ? objectNames(request, context.store, known, ask.namespace) : [ask.name];
  if (names === undefined) return badRequest(request, 'unable to parse the label selector');
  if (names.length === 0) return metricNotFound(request, ask.metric, printResource(metric.resource));
  const query = objectQuery(metric.rule, metric.series, {
    resource: metric.resource,
    namespace: ask.namespace,
    names,
    selector: selector.value,
  });
  if (!query.ok) {
    context.error(
      'series_registry.go:154',
      `unable to construct query for metric ${printResource(metric.resource)}/${metric.metric}: ${query.error}`,
    );
    return metricNotFound(request, ask.metric, printResource(metric.resource));
  }
  const answer = await context.client.query(query.value, context.nowMs / 1000);
  if (!answer.ok || !answer.value.vector) return unableToFetch(request, context, answer);
  return answered(request, context, { ask, known, metric, names, selector: selector.value, rows: answer.value.rows });
}

function unableToFetch(request: DemoRequest, context: ValueContext, answer: Result<unknown, string>): DemoAnswer {
  const message = answer.ok
    ? 'unexpected results from prometheus: expected vector, got scalar'
    : `unable to fetch metrics from prometheus: ${answer.error}`;
  context.error('provider.go:150', message);
  return internalError(request, 'unable to fetch metrics');
}

function objectNames(request: DemoRequest, store: ObjectStore, known: ApiResource, namespace: string): readonly string[] | undefined {
  const selector = parseLabelSelector(request.query.get('labelSelector') ?? '');
  if (selector.kind === 'invalid') return undefined;
  const objects = store.list(storedAs(known), namespace === '' ? undefined : namespace);
  return objects.filter((object) => selector.matches(object.metadata.labels ?? {})).map((object) => object.metadata.name);
}

interface Answered {
  readonly ask: CustomAsk;
  readonly known: ApiResource;
  readonly metric: CustomMetric;
  readonly names: readonly string[];
  readonly selector: readonly Requirement[];
  readonly rows: readonly Row[];
}

function answered(request: DemoRequest, context: ValueContext, found: Answered): DemoAnswer {
  const { ask, metric, names } = found;
  const label = labelFor(metric.rule, metric.resource) ?? '';
  const values = new Map(found.rows.map((row) => [row.labels[label] ?? '', row.value]));
  if (ask.name !== '*' && !values.has(ask.name)) return metricNotFound(request, ask.metric, printResource(metric.resource), ask.name);
  const items = names.filter((name) => values.has(name)).map((name) => item(found, name, values.get(name) ?? 0, context.nowMs));
  return json(request, 200, { kind: 'MetricValueList', apiVersion: `custom.metrics.k8s.io/${ask.version}`, metadata: {}, items });
}

/** The time is that of the answer, not the sample's. */
function item({ ask, known, selector }: Answered, name: string, value: number, nowMs: number): object {
  const namespace = ask.namespace !== '' && known.namespaced ? { namespace: ask.namespace } : {};
  const describedObject = { kind: known.kind, ...namespace, name, apiVersion: `${known.group}/${known.version}` };
  const [timestamp, quantity, chosen] = [kubeTime(nowMs), milliQuantity(value), printedSelector(selector)];
  if (ask.version === 'v1beta2') return { describedObject, metric: { name: ask.metric, selector: chosen }, timestamp, value: quantity };
  return { describedObject, metricName: ask.metric, timestamp, value: quantity, selector: chosen };
}
