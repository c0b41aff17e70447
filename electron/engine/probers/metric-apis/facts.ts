import { z } from 'zod';
import type { HpaMetric, HpaObject } from '../../../../shared/model/inventory';
import type { Observation } from '../../../../shared/model/observation';
import type { PortAnswer } from '../../cluster/port';
import type { Parsed } from '../prober';
import { readJson } from '../readAnswer';

/** One value that an HPA asks the API for, and what came. */
export interface AskedMetric {
  readonly hpa: string;
  readonly metric: string;
  readonly values: Observation<number>;
  /** Who had a value in the last answers, the newest last: what shows that one comes and goes. */
  readonly answers: readonly ValuesAnswer[];
}

export interface ValuesAnswer {
  readonly atMs: number;
  /** "web-0"; of external metrics their labels. */
  readonly objects: readonly string[];
}

/** custom.metrics.k8s.io or external.metrics.k8s.io at one look. */
export interface MetricApiFacts {
  readonly of: 'metric-api';
  /** Names as listed: "pods/http_requests" (custom), "queue_depth" (external). */
  readonly listed: Observation<readonly string[]>;
  readonly asked: readonly AskedMetric[];
}

export function isMetricApiFacts(facts: unknown): facts is MetricApiFacts {
  return typeof facts === 'object' && facts !== null && 'of' in facts && facts.of === 'metric-api';
}

const readResourceList = readJson(z.object({ resources: z.array(z.object({ name: z.string() })).nullish() }));

export function readListed(answer: PortAnswer): Parsed<readonly string[]> {
  const list = readResourceList(answer);
  return list.ok ? { ok: true, value: (list.value.resources ?? []).map((resource) => resource.name) } : list;
}

const readValueList = readJson(
  z.object({
    items: z
      .array(
        z.object({
          describedObject: z.object({ name: z.string() }).optional().catch(undefined),
          metricLabels: z.record(z.string(), z.string()).nullish().catch(undefined),
        }),
      )
      .nullish(),
  }),
);

/** Whose values came; 200 with none is what a query without a result gives. */
export function readValues(answer: PortAnswer): Parsed<readonly string[]> {
  const list = readValueList(answer);
  if (!list.ok) return list;
  const items = list.value.items ?? [];
  return { ok: true, value: items.map(({ describedObject, metricLabels }) => describedObject?.name ?? JSON.stringify(metricLabels ?? {})) };
}

/** The path that the HPA controller asks for this metric, or undefined when another API serves its type (facts 4.3, 4.4). */
export function pathOfMetric(api: string, hpa: HpaObject, metric: HpaMetric): string | undefined {
  const namespace = encodeURIComponent(hpa.namespace ?? 'default');
  const name = encodeURIComponent(metric.name);
  const selector = Object.entries(metric.selector ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  const external = api.startsWith('external.');
  const query = selector === '' ? '' : `?${external ? 'labelSelector' : 'metricLabelSelector'}=${encodeURIComponent(selector)}`;
  if (external) return metric.type === 'External' ? `/apis/${api}/namespaces/${namespace}/${name}${query}` : undefined;
  if (metric.type === 'Pods') return `/apis/${api}/namespaces/${namespace}/pods/*/${name}${query}`;
  if (metric.type !== 'Object' || !metric.object) return undefined;
  return `/apis/${api}/namespaces/${namespace}/${resourceOfKind(metric.object.kind, metric.object.apiVersion)}/${encodeURIComponent(metric.object.name)}/${name}${query}`;
}

/** Plural with the group, as the custom metrics API names resources: "ingresses.networking.k8s.io". */
function resourceOfKind(kind: string, apiVersion = 'v1'): string {
  const lower = kind.toLowerCase();
  const plural = /(s|x|ch|sh)$/.test(lower) ? `${lower}es` : lower.endsWith('y') ? `${lower.slice(0, -1)}ies` : `${lower}s`;
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  return group === '' ? plural : `${plural}.${group}`;
}
