import type { ComponentKind } from '../../../shared/model/component';
import {
  CADVISOR,
  CUSTOM_METRICS_API,
  EXTERNAL_METRICS_API,
  HPA,
  KUBE_APISERVER,
  KUBELET,
  METRICS_API,
  METRICS_SERVER,
} from './coreQueries';
import { ADAPTER, KUBE_STATE_METRICS, NODE_EXPORTER, PROMETHEUS } from './monitoringQueries';
import type { ChartQuery } from './query';

/** What every Prometheus writes down of each of its scrapes. */
const SCRAPES: readonly ChartQuery[] = [
  {
    head: { key: 'scrape', title: 'Time of a scrape', unit: 'seconds', order: 20 },
    lines: (w) => w.each(`max by (instance) (${w.high('scrape_duration_seconds')})`),
  },
  {
    head: { key: 'scrape-samples', title: 'Samples kept of a scrape', unit: 'samples', order: 21 },
    lines: (w) => w.each(`sum by (instance) (${w.high('scrape_samples_post_metric_relabeling')})`),
  },
  {
    head: { key: 'scrape-up', title: 'Scrapes that succeed', unit: 'ratio', order: 22 },
    lines: (w) => w.each(`min by (instance) (${w.low('up')})`),
  },
];

const BY_KIND: Readonly<Partial<Record<ComponentKind, readonly ChartQuery[]>>> = {
  kubelet: KUBELET,
  cadvisor: CADVISOR,
  'metrics-server': METRICS_SERVER,
  'kube-apiserver': KUBE_APISERVER,
  'kube-state-metrics': KUBE_STATE_METRICS,
  prometheus: PROMETHEUS,
  'prometheus-adapter': ADAPTER,
  'external-adapter': ADAPTER,
  'node-exporter': NODE_EXPORTER,
};

/** Kinds that are no target: what is known of them stands in the metrics of others. */
const TOLD: Readonly<Partial<Record<ComponentKind, readonly ChartQuery[]>>> = {
  hpa: HPA,
  'metrics-api': METRICS_API,
  'custom-metrics-api': CUSTOM_METRICS_API,
  'external-metrics-api': EXTERNAL_METRICS_API,
};

const NEVER_SCRAPED: ReadonlySet<ComponentKind> = new Set(['kubectl-top', 'container-runtime', 'vpa']);

/** The charts of a kind out of a Prometheus, in their order; none for what no Prometheus can know. */
export function chartQueries(kind: ComponentKind): readonly ChartQuery[] {
  if (NEVER_SCRAPED.has(kind)) return [];
  return TOLD[kind] ?? [...(BY_KIND[kind] ?? []), ...SCRAPES];
}
