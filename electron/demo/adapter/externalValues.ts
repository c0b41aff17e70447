import type { DemoAnswer, DemoRequest } from '../network';
import type { ValueContext } from './customValues';
import { externalQuery } from './metricsQuery';
import { milliQuantity } from './quantity';
import { parseSelector } from './selector';
import { badRequest, internalError, json, kubeTime, metricNotFound } from './status';

/** GET /apis/external.metrics.k8s.io/v1beta1/namespaces/NS/METRIC?labelSelector= (pkg/external-provider/provider.go) */
export async function externalValues(request: DemoRequest, context: ValueContext, namespace: string, name: string): Promise<DemoAnswer> {
  const selector = parseSelector(request.query.get('labelSelector') ?? '');
  if (!selector.ok) return badRequest(request, selector.error);
  const metric = context.registry.findExternal(name);
  // The resource that is named in the error is empty but for the namespace "default": so the adapter has it.
  if (metric === undefined) return metricNotFound(request, name, namespace === 'default' ? 'namespaces' : '');
  const query = externalQuery(metric.rule, metric.series, namespace, selector.value);
  if (!query.ok) return failed(request, context, `unable to generate a query for the metric: ${query.error}`);
  const answer = await context.client.query(query.value, context.nowMs / 1000);
  if (!answer.ok) return failed(request, context, `unable to fetch metrics from prometheus: ${answer.error}`);
  const items = answer.value.rows.map(({ labels, value }) => ({
    metricName: name,
    metricLabels: labels,
    timestamp: kubeTime(context.nowMs),
    value: milliQuantity(value),
  }));
  return json(request, 200, { kind: 'ExternalMetricValueList', apiVersion: 'external.metrics.k8s.io/v1beta1', metadata: {}, items });
}

function failed(request: DemoRequest, context: ValueContext, message: string): DemoAnswer {
  context.error('provider.go:72', message);
  return internalError(request, 'unable to fetch metrics');
}
