import { parseQuantity } from '../quantities';
import type { WorldHpa } from '../world';

export interface MetricsAnswer {
  readonly status: number;
  readonly body: string;
}

/** A GET to the demo's own apiserver as system:serviceaccount:kube-system:horizontal-pod-autoscaler; `path` has the query. */
export type ReadMetrics = (path: string) => Promise<MetricsAnswer>;

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

/** Milli-cores (or bytes x 1000) of each container, by pod. */
export interface PodUsage {
  readonly name: string;
  readonly timestampMs: number;
  readonly windowMs: number;
  readonly milli: number;
}

type Json = Readonly<Record<string, unknown>>;

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(body: string): Json {
  try {
    const value: unknown = JSON.parse(body);
    return isJson(value) ? value : {};
  } catch {
    return {};
  }
}

function itemsOf(body: string): readonly Json[] {
  const { items } = parsed(body);
  return Array.isArray(items) ? items.filter(isJson) : [];
}

/** client-go's words for an answer that is not a Status object, else the Status' message (apimachinery NewGenericServerResponse). */
export function clientError(answer: MetricsAnswer, verbAndResource: string): string {
  const { kind, message } = parsed(answer.body);
  if (kind === 'Status' && typeof message === 'string') return message;
  switch (answer.status) {
    case 404:
      return `the server could not find the requested resource (${verbAndResource})`;
    case 503:
      return `the server is currently unable to handle the request (${verbAndResource})`;
    case 403:
      return `unknown (${verbAndResource})`;
    case 500:
      return `an error on the server ("${answer.body.trim()}") has prevented the request from succeeding (${verbAndResource})`;
    default:
      return `the server responded with the status code ${answer.status} but did not return more information (${verbAndResource})`;
  }
}

/** "10.062s", "1m0s" in milliseconds. */
function goDuration(text: unknown): number {
  const match = /^(?:(\d+)m)?(?:([\d.]+)s)?$/.exec(String(text));
  return match === null ? 0 : (Number(match[1] ?? 0) * 60 + Number(match[2] ?? 0)) * 1000;
}

function usageOf(item: Json, resource: string): PodUsage | undefined {
  const metadata = isJson(item['metadata']) ? item['metadata'] : {};
  const containers = Array.isArray(item['containers']) ? item['containers'].filter(isJson) : [];
  const values = containers.map((c) => parseQuantity(String(isJson(c['usage']) ? c['usage'][resource] : '')));
  if (values.length === 0 || values.some((v) => v === undefined)) return undefined;
  const milli = values.reduce<number>((sum, v) => sum + Math.ceil((v ?? 0) * 1000), 0);
  return {
    name: String(metadata['name']),
    timestampMs: Date.parse(String(item['timestamp'])),
    windowMs: goDuration(item['window']),
    milli,
  };
}

function selectorQuery(selector: string): string {
  return `labelSelector=${encodeURIComponent(selector)}`;
}

/** Usage of the pods behind a selector, through metrics.k8s.io (podautoscaler/metrics GetResourceMetric). */
export async function resourceMetric(
  read: ReadMetrics,
  namespace: string,
  selector: string,
  resource: string,
): Promise<Read<readonly PodUsage[]>> {
  const answer = await read(`/apis/metrics.k8s.io/v1beta1/namespaces/${namespace}/pods?${selectorQuery(selector)}`);
  if (answer.status !== 200)
    return { ok: false, error: `unable to fetch metrics from resource metrics API: ${clientError(answer, 'get pods.metrics.k8s.io')}` };
  const items = itemsOf(answer.body);
  if (items.length === 0) return { ok: false, error: 'no metrics returned from resource metrics API' };
  return { ok: true, value: items.flatMap((item) => usageOf(item, resource) ?? []) };
}

/** A metric of pods through custom.metrics.k8s.io, thousandths, by pod name (GetRawMetric). */
export async function podsMetric(
  read: ReadMetrics,
  namespace: string,
  selector: string,
  metric: string,
): Promise<Read<ReadonlyMap<string, number>>> {
  const answer = await read(`/apis/custom.metrics.k8s.io/v1beta2/namespaces/${namespace}/pods/*/${metric}?${selectorQuery(selector)}`);
  if (answer.status !== 200) return { ok: false, error: `unable to fetch metrics from custom metrics API: ${customError(answer, metric)}` };
  const values = new Map<string, number>();
  for (const item of itemsOf(answer.body)) {
    const object = isJson(item['describedObject']) ? item['describedObject'] : {};
    const value = parseQuantity(String(item['value']));
    if (value !== undefined) values.set(String(object['name']), Math.ceil(value * 1000));
  }
  if (values.size === 0) return { ok: false, error: 'no metrics returned from custom metrics API' };
  return { ok: true, value: values };
}

/** Its client first asks discovery which version of the group there is: an API that is not available has none. */
function customError(answer: MetricsAnswer, metric: string): string {
  const isStatus = parsed(answer.body)['kind'] === 'Status';
  if (answer.status === 503 || (answer.status === 404 && !isStatus)) return 'no known available metric versions found';
  return clientError(answer, `get pods.custom.metrics.k8s.io ${metric}`);
}

/** The sum of an external metric, thousandths (GetExternalMetric). */
export async function externalMetric(read: ReadMetrics, namespace: string, metric: string): Promise<Read<number>> {
  const answer = await read(`/apis/external.metrics.k8s.io/v1beta1/namespaces/${namespace}/${metric}`);
  if (answer.status !== 200)
    return {
      ok: false,
      error: `unable to fetch metrics from external metrics API: ${clientError(answer, `get ${metric}.external.metrics.k8s.io`)}`,
    };
  const items = itemsOf(answer.body);
  if (items.length === 0) return { ok: false, error: 'no metrics returned from external metrics API' };
  return { ok: true, value: items.reduce((sum, item) => sum + Math.ceil((parseQuantity(String(item['value'])) ?? 0) * 1000), 0) };
}

export type HpaMetricSpec = WorldHpa['metrics'][number];
