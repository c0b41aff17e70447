import { catalogOf } from '../endpoints/catalogs';
import { goNumber, labelSet } from '../endpoints/goNumber';
import type { ApiState } from './api/state';
import { queueMetrics } from './remote/queueMetrics';
import type { GroupState } from './rules/evaluator';

type Row = readonly [labels: Readonly<Record<string, string>>, value: number];

/**
 * The own /metrics: families of the recorded 3.10, with what this Prometheus really has where it has it. The rest grows
 * with its uptime as recorded.
 */
export function selfMetrics(state: ApiState): string {
  const own = new Map<string, string>();
  for (const [name, rows] of Object.entries(known(state))) own.set(name, rows.map((row) => line(name, row)).join(''));
  for (const [name, lines] of Object.entries(state.scraper.lengths.families())) own.set(name, lines);
  const { startedMs, nowMs, remoteBehindSeconds: behind } = state;
  const text = catalogOf('prometheus').render({ startedMs, nowMs, own });
  return behind === undefined ? text : text + queueMetrics(nowMs, startedMs, behind);
}

function line(name: string, [labels, value]: Row): string {
  return `${name}${labelSet(labels)} ${goNumber(value)}\n`;
}

function one(value: number): readonly Row[] {
  return [[{}, value]];
}

function known(state: ApiState): Readonly<Record<string, readonly Row[]>> {
  return {
    ...headMetrics(state),
    ...scrapeMetrics(state),
    ...poolMetrics(state),
    ...notificationMetrics(state),
    ...ruleMetrics(state),
    ...configMetrics(state),
    // client-go tries a list again after some seconds, ever more rarely: about twice a minute.
    prometheus_sd_kubernetes_failures_total: one(Math.floor((state.scraper.refusedLists * (state.nowMs - state.startedMs)) / 30_000)),
  };
}

function configMetrics({ reload }: ApiState): Record<string, readonly Row[]> {
  return {
    prometheus_config_last_reload_successful: one(Number(reload.successful)),
    prometheus_config_last_reload_success_timestamp_seconds: one(reload.atMs / 1000),
  };
}

function headMetrics({ head, ready }: ApiState): Record<string, readonly Row[]> {
  const { counts } = head;
  const chunks = head.chunkCount;
  const empty = head.seriesCount === 0;
  const [min, max] = empty ? [0, 0] : [head.minMs, head.maxMs];
  const byType = (value: number): readonly Row[] => [
    [{ type: 'float' }, value],
    [{ type: 'histogram' }, 0],
  ];
  return {
    prometheus_ready: one(Number(ready)),
    prometheus_tsdb_head_series: one(head.seriesCount),
    prometheus_tsdb_head_stale_series: one(head.staleCount),
    prometheus_tsdb_head_series_created_total: one(counts.created),
    prometheus_tsdb_head_series_removed_total: one(counts.removed),
    prometheus_tsdb_head_chunks: one(chunks),
    prometheus_tsdb_head_chunks_created_total: one(chunks + counts.chunksRemoved),
    prometheus_tsdb_head_chunks_removed_total: one(counts.chunksRemoved),
    prometheus_tsdb_head_samples_appended_total: byType(counts.appended),
    prometheus_tsdb_out_of_order_samples_total: byType(counts.outOfOrder),
    prometheus_tsdb_out_of_bound_samples_total: [[{ type: 'float' }, counts.outOfBounds]],
    prometheus_tsdb_head_min_time: one(min),
    prometheus_tsdb_head_max_time: one(max),
    prometheus_tsdb_head_min_time_seconds: one(Math.floor(min / 1000)),
    prometheus_tsdb_head_max_time_seconds: one(Math.floor(max / 1000)),
    prometheus_tsdb_lowest_timestamp: one(min),
    prometheus_tsdb_lowest_timestamp_seconds: one(Math.floor(min / 1000)),
  };
}

function scrapeMetrics({ scraper }: ApiState): Record<string, readonly Row[]> {
  const { counters } = scraper;
  return {
    prometheus_target_scrapes_sample_out_of_order_total: one(counters.outOfOrder),
    prometheus_target_scrapes_sample_duplicate_timestamp_total: one(counters.duplicates),
    prometheus_target_scrapes_sample_out_of_bounds_total: one(counters.outOfBounds),
    prometheus_target_scrapes_exceeded_sample_limit_total: one(counters.sampleLimit),
    prometheus_target_scrapes_exceeded_body_size_limit_total: one(counters.bodySizeLimit),
    prometheus_target_scrape_pool_exceeded_label_limits_total: one(counters.labelLimit),
    prometheus_target_scrape_pools_total: one(scraper.jobNames.length),
  };
}

function poolMetrics({ scraper, notifier }: ApiState): Record<string, readonly Row[]> {
  const jobs = [...scraper.jobNames].sort();
  const perJob = (value: (job: string) => number): readonly Row[] => jobs.map((job) => [{ scrape_job: job }, value(job)]);
  const metadata = (job: string) => scraper.targetsOf(job).map((target) => target.metadata);
  const bytes = (job: string): number =>
    metadata(job).reduce((sum, families) => sum + [...families].reduce((size, [name, { help }]) => size + name.length + help.length, 0), 0);
  const discovered: Row[] = jobs.map((job) => [{ config: job, name: 'scrape' }, scraper.pools.get(job)?.discovered ?? 0]);
  return {
    prometheus_target_scrape_pool_targets: perJob((job) => scraper.targetsOf(job).length),
    prometheus_target_scrape_pool_sync_total: perJob((job) => scraper.syncs.get(job) ?? 0),
    prometheus_target_scrape_pool_target_limit: perJob(() => 0),
    prometheus_target_scrape_pool_symboltable_items: perJob(() => 0),
    prometheus_target_sync_failed_total: perJob(() => 0),
    prometheus_target_metadata_cache_entries: perJob((job) => metadata(job).reduce((sum, families) => sum + families.size, 0)),
    prometheus_target_metadata_cache_bytes: perJob(bytes),
    prometheus_sd_discovered_targets: [...discovered, [{ config: 'config-0', name: 'notify' }, notifier.alertmanagers.length]],
  };
}

function notificationMetrics({ notifier }: ApiState): Record<string, readonly Row[]> {
  const each = (value: (counts: { sent: number; errors: number; dropped: number }) => number): readonly Row[] =>
    [...notifier.counts].map(([alertmanager, counts]) => [{ alertmanager }, value(counts)]);
  return {
    prometheus_notifications_alertmanagers_discovered: one(notifier.alertmanagers.length),
    prometheus_notifications_sent_total: each((counts) => counts.sent),
    prometheus_notifications_errors_total: each((counts) => counts.errors),
    prometheus_notifications_dropped_total: each((counts) => counts.dropped),
    prometheus_notifications_queue_length: each(() => 0),
  };
}

function ruleMetrics({ rules }: ApiState): Record<string, readonly Row[]> {
  const each = (value: (state: GroupState) => number): readonly Row[] =>
    rules.groups.map((state) => [{ rule_group: `${state.group.file};${state.group.name}` }, value(state)]);
  const seconds = (state: GroupState): number => state.rules.reduce((sum, rule) => sum + rule.seconds, 0);
  return {
    prometheus_rule_evaluations_total: each((state) => state.iterations * state.rules.length),
    prometheus_rule_evaluation_failures_total: each((state) => state.failures),
    prometheus_rule_group_interval_seconds: each((state) => state.group.intervalMs / 1000),
    prometheus_rule_group_iterations_total: each((state) => state.iterations),
    prometheus_rule_group_iterations_missed_total: each(() => 0),
    prometheus_rule_group_last_duration_seconds: each(seconds),
    prometheus_rule_group_last_rule_duration_sum_seconds: each(seconds),
    prometheus_rule_group_last_restore_duration_seconds: each(() => 3e-6),
    prometheus_rule_group_last_evaluation_samples: each((state) => state.samples),
    prometheus_rule_group_last_evaluation_timestamp_seconds: each((state) => (state.lastMs ?? 0) / 1000),
    prometheus_rule_group_rules: each((state) => state.rules.length),
  };
}
