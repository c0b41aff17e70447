import { ADAPTER_CHARTS, KUBE_STATE_METRICS_CHARTS, NODE_EXPORTER_CHARTS, PROMETHEUS_CHARTS } from '../../../shared/model/charts';
import { alone, by, type ChartQuery, named } from './query';

/** PromQL of the kinds of the monitoring pipeline. */

export const KUBE_STATE_METRICS: readonly ChartQuery[] = [
  { head: KUBE_STATE_METRICS_CHARTS.lists, lines: (w) => by('result', `sum by (result) (${w.rate('kube_state_metrics_list_total')})`) },
  { head: KUBE_STATE_METRICS_CHARTS.watches, lines: (w) => by('result', `sum by (result) (${w.rate('kube_state_metrics_watch_total')})`) },
  {
    head: KUBE_STATE_METRICS_CHARTS.series,
    lines: (w) =>
      by(
        'resource',
        `count by (resource) (label_replace(${w.series('', '__name__=~"kube_.+"')}, "resource", "$1", "__name__", "kube_([a-z0-9]+)_.*"))`,
      ),
  },
];

const REJECTED: Readonly<Record<string, string>> = {
  'out of order': 'prometheus_target_scrapes_sample_out_of_order_total',
  'same time twice': 'prometheus_target_scrapes_sample_duplicate_timestamp_total',
  'out of bounds': 'prometheus_target_scrapes_sample_out_of_bounds_total',
  'over sample_limit': 'prometheus_target_scrapes_exceeded_sample_limit_total',
};

export const PROMETHEUS: readonly ChartQuery[] = [
  { head: PROMETHEUS_CHARTS.samples, lines: (w) => alone(`sum(${w.rate('prometheus_tsdb_head_samples_appended_total')})`) },
  {
    head: PROMETHEUS_CHARTS.scrapeDuration,
    // Of every target, not of its own.
    lines: (w) =>
      by('job', `max by (job) (${w.peaks ? `max_over_time(scrape_duration_seconds[${w.stepSeconds}s])` : 'scrape_duration_seconds'})`),
  },
  { head: PROMETHEUS_CHARTS.series, lines: (w) => alone(`sum(${w.high('prometheus_tsdb_head_series')})`) },
  { head: PROMETHEUS_CHARTS.freshness, lines: () => alone('max(time() - timestamp(up))') },
  {
    head: PROMETHEUS_CHARTS.interval,
    lines: (w) => by('interval', `max by (interval) (${w.high('prometheus_target_interval_length_seconds', 'quantile="0.99"')})`),
  },
  {
    head: PROMETHEUS_CHARTS.rules,
    lines: (w) => by('rule_group', `max by (rule_group) (${w.high('prometheus_rule_group_last_duration_seconds')})`),
  },
  {
    head: PROMETHEUS_CHARTS.rejected,
    lines: (w) => named(Object.fromEntries(Object.entries(REJECTED).map(([name, metric]) => [name, `sum(${w.rate(metric)})`]))),
  },
  {
    head: PROMETHEUS_CHARTS.up,
    lines: (w) => named({ up: `count(${w.peaks ? `min_over_time(up[${w.stepSeconds}s])` : 'up'} == 1)`, all: 'count(up)' }),
  },
];

export const ADAPTER: readonly ChartQuery[] = [
  {
    head: ADAPTER_CHARTS.requests,
    lines: (w) =>
      by('group', w.quantile(0.99, 'apiserver_request_duration_seconds', ['group'], 'group=~"(custom|external).metrics.k8s.io"')),
  },
  {
    head: { key: 'memory', title: 'Resident memory', unit: 'bytes', order: 10 },
    lines: (w) => w.each(`max by (instance) (${w.high('process_resident_memory_bytes')})`),
  },
];

const DISK = 'fstype!~"tmpfs|ramfs|overlay|squashfs"';
const OUTSIDE = 'device!~"lo|veth.*|cali.*|cni.*|docker.*|lxc.*"';

export const NODE_EXPORTER: readonly ChartQuery[] = [
  { head: NODE_EXPORTER_CHARTS.load, lines: (w) => w.each(`max by (instance) (${w.high('node_load1')})`) },
  {
    head: NODE_EXPORTER_CHARTS.memory,
    lines: (w) => w.each(`sum by (instance) (${w.series('node_memory_MemTotal_bytes')} - ${w.series('node_memory_MemAvailable_bytes')})`),
  },
  {
    head: NODE_EXPORTER_CHARTS.filesystem,
    lines: (w) =>
      w.each(`max by (instance) (1 - ${w.series('node_filesystem_avail_bytes', DISK)} / ${w.series('node_filesystem_size_bytes', DISK)})`),
  },
  {
    head: NODE_EXPORTER_CHARTS.disk,
    lines: (w) =>
      named({ read: `sum(${w.rate('node_disk_read_bytes_total')})`, written: `sum(${w.rate('node_disk_written_bytes_total')})` }),
  },
  {
    head: NODE_EXPORTER_CHARTS.network,
    lines: (w) =>
      named({
        received: `sum(${w.rate('node_network_receive_bytes_total', OUTSIDE)})`,
        sent: `sum(${w.rate('node_network_transmit_bytes_total', OUTSIDE)})`,
      }),
  },
];
