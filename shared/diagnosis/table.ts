import type { Rule } from './rule';
import { adapterMetricUnmapped } from './rules/adapter-metric-unmapped';
import { adapterQueryEmpty } from './rules/adapter-query-empty';
import { adapterSourceBroken } from './rules/adapter-source-broken';
import { cadvisorLabelsMissing } from './rules/cadvisor-labels-missing';
import { clockSkew } from './rules/clock-skew';
import { componentNotRunning } from './rules/component-not-running';
import { hpaMetricUnavailable } from './rules/hpa-metric-unavailable';
import { hpaRequestMissing } from './rules/hpa-request-missing';
import { ksmListFailing } from './rules/ksm-list-failing';
import { kubeletAccessDenied } from './rules/kubelet-access-denied';
import { kubeletCertUntrusted } from './rules/kubelet-cert-untrusted';
import { kubeletNotAnswering } from './rules/kubelet-not-answering';
import { kubeletUnreachableFromPods } from './rules/kubelet-unreachable-from-pods';
import { metricDroppedByRelabel } from './rules/metric-dropped-by-relabel';
import { metricsApiAbsent } from './rules/metrics-api-absent';
import { metricsApiUnavailable } from './rules/metrics-api-unavailable';
import { metricsServerNoData } from './rules/metrics-server-no-data';
import { nodeUnhealthy } from './rules/node-unhealthy';
import { podDroppedByMetricsServer } from './rules/pod-dropped-by-metrics-server';
import { scrapeDenied } from './rules/scrape-denied';
import { scrapeRejected } from './rules/scrape-rejected';
import { scrapeTimeout } from './rules/scrape-timeout';

/** In the order of the way of the data: of two roots alike, what stands earlier is shown first. */
export const RULES: readonly Rule[] = [
  nodeUnhealthy,
  kubeletNotAnswering,
  kubeletUnreachableFromPods,
  clockSkew,
  componentNotRunning,
  kubeletAccessDenied,
  kubeletCertUntrusted,
  metricsServerNoData,
  podDroppedByMetricsServer,
  metricsApiAbsent,
  metricsApiUnavailable,
  cadvisorLabelsMissing,
  ksmListFailing,
  scrapeDenied,
  scrapeTimeout,
  scrapeRejected,
  metricDroppedByRelabel,
  adapterSourceBroken,
  adapterMetricUnmapped,
  adapterQueryEmpty,
  hpaMetricUnavailable,
  hpaRequestMissing,
];
