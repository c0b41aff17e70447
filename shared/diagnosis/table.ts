import type { Rule } from './rule';
import { adapterMetricIntermittent } from './rules/adapter-metric-intermittent';
import { adapterMetricUnmapped } from './rules/adapter-metric-unmapped';
import { adapterQueryEmpty } from './rules/adapter-query-empty';
import { adapterSourceBroken } from './rules/adapter-source-broken';
import { cadvisorLabelsMissing } from './rules/cadvisor-labels-missing';
import { cadvisorSeriesFlapping } from './rules/cadvisor-series-flapping';
import { certificateExpiring } from './rules/certificate-expiring';
import { cgroupIdPrefix } from './rules/cgroup-id-prefix';
import { clockSkew } from './rules/clock-skew';
import { componentNotRunning } from './rules/component-not-running';
import { criStatsEnabled } from './rules/cri-stats-enabled';
import { discoveryDenied } from './rules/discovery-denied';
import { duplicateKubeletTargets } from './rules/duplicate-kubelet-targets';
import { externalApiOwnedElsewhere } from './rules/external-api-owned-elsewhere';
import { frontProxyCaUntrusted } from './rules/front-proxy-ca-untrusted';
import { housekeepingCadence } from './rules/housekeeping-cadence';
import { hpaAmbiguousSelector } from './rules/hpa-ambiguous-selector';
import { hpaMetricUnavailable } from './rules/hpa-metric-unavailable';
import { hpaNoPodMetrics } from './rules/hpa-no-pod-metrics';
import { hpaRequestMissing } from './rules/hpa-request-missing';
import { ksmLabelsNotAllowlisted } from './rules/ksm-labels-not-allowlisted';
import { ksmListFailing } from './rules/ksm-list-failing';
import { ksmShardMismatch } from './rules/ksm-shard-mismatch';
import { ksmUndersized } from './rules/ksm-undersized';
import { kubeletAccessDenied } from './rules/kubelet-access-denied';
import { kubeletCertUntrusted } from './rules/kubelet-cert-untrusted';
import { kubeletNotAnswering } from './rules/kubelet-not-answering';
import { kubeletServingCertMissing } from './rules/kubelet-serving-cert-missing';
import { kubeletUnreachableFromPods } from './rules/kubelet-unreachable-from-pods';
import { labelsExported } from './rules/labels-exported';
import { metricDroppedByRelabel } from './rules/metric-dropped-by-relabel';
import { metricsApiAbsent } from './rules/metrics-api-absent';
import { metricsApiUnavailable } from './rules/metrics-api-unavailable';
import { metricsServerNoData } from './rules/metrics-server-no-data';
import { metricsStale } from './rules/metrics-stale';
import { monitorNotSelected } from './rules/monitor-not-selected';
import { nodeAddressUnresolvable } from './rules/node-address-unresolvable';
import { nodeDroppedByMetricsServer } from './rules/node-dropped-by-metrics-server';
import { nodeExporterPortConflict } from './rules/node-exporter-port-conflict';
import { nodeProxyDenied } from './rules/node-proxy-denied';
import { nodeUnhealthy } from './rules/node-unhealthy';
import { podDroppedByMetricsServer } from './rules/pod-dropped-by-metrics-server';
import { prometheusRestarted } from './rules/prometheus-restarted';
import { rateWindowTooShort } from './rules/rate-window-too-short';
import { samplesNotIngested } from './rules/samples-not-ingested';
import { scrapeDenied } from './rules/scrape-denied';
import { scrapeRefused } from './rules/scrape-refused';
import { scrapeRejected } from './rules/scrape-rejected';
import { scrapeTimeout } from './rules/scrape-timeout';
import { staleContainerSeries } from './rules/stale-container-series';
import { stateShorterThanScrape } from './rules/state-shorter-than-scrape';
import { summaryApiFailing } from './rules/summary-api-failing';
import { targetNotScraped } from './rules/target-not-scraped';

/** In the order of the way of the data: of two roots alike, what stands earlier is shown first. */
export const RULES: readonly Rule[] = [
  nodeUnhealthy,
  kubeletNotAnswering,
  kubeletServingCertMissing,
  kubeletUnreachableFromPods,
  clockSkew,
  nodeExporterPortConflict,
  componentNotRunning,
  kubeletAccessDenied,
  kubeletCertUntrusted,
  nodeAddressUnresolvable,
  metricsServerNoData,
  nodeDroppedByMetricsServer,
  podDroppedByMetricsServer,
  metricsStale,
  metricsApiAbsent,
  frontProxyCaUntrusted,
  metricsApiUnavailable,
  cadvisorLabelsMissing,
  cadvisorSeriesFlapping,
  staleContainerSeries,
  housekeepingCadence,
  summaryApiFailing,
  certificateExpiring,
  ksmListFailing,
  ksmUndersized,
  ksmLabelsNotAllowlisted,
  ksmShardMismatch,
  scrapeDenied,
  scrapeTimeout,
  scrapeRefused,
  scrapeRejected,
  discoveryDenied,
  monitorNotSelected,
  targetNotScraped,
  duplicateKubeletTargets,
  metricDroppedByRelabel,
  labelsExported,
  samplesNotIngested,
  prometheusRestarted,
  rateWindowTooShort,
  cgroupIdPrefix,
  adapterSourceBroken,
  externalApiOwnedElsewhere,
  adapterMetricUnmapped,
  adapterMetricIntermittent,
  adapterQueryEmpty,
  hpaMetricUnavailable,
  hpaRequestMissing,
  hpaNoPodMetrics,
  hpaAmbiguousSelector,
  nodeProxyDenied,
  criStatsEnabled,
  stateShorterThanScrape,
];
