import { z } from 'zod';
import type { PortAnswer } from '../../cluster/port';
import type { LookedAnswer, Parsed } from '../prober';
import { readExposition, readJson } from '../readAnswer';
import { Tally } from '../tally';

/** Prometheus' HTTP API, the answers that the prober reads (docs/querying/api.md). Fields that compatible servers leave out are optional. */

function data<T>(shape: z.ZodType<T>): (answer: PortAnswer) => Parsed<T> {
  const read = readJson(z.object({ status: z.string(), error: z.string().optional(), data: shape.optional() }));
  return (answer) => {
    const parsed = read(answer);
    if (!parsed.ok) return parsed;
    const { status, error, data: value } = parsed.value;
    return status === 'success' && value !== undefined ? { ok: true, value } : { ok: false, error: error ?? `status ${status}` };
  };
}

export const readBuildinfo = data(z.object({ version: z.string() }));
export type Buildinfo = { readonly version: string };

const Labels = z.record(z.string(), z.string());
export const Target = z.object({
  discoveredLabels: Labels.optional(),
  labels: Labels,
  scrapePool: z.string().optional(),
  scrapeUrl: z.string(),
  lastError: z.string().optional(),
  lastScrape: z.string().optional(),
  lastScrapeDuration: z.number().optional(),
  health: z.string(),
  scrapeInterval: z.string().optional(),
  scrapeTimeout: z.string().optional(),
});
export type Target = z.infer<typeof Target>;
export const readTargets = data(z.object({ activeTargets: z.array(Target) }).transform((value) => value.activeTargets));

export const readHeadSeries = data(
  z.object({ headStats: z.object({ numSeries: z.number() }) }).transform((value) => value.headStats.numSeries),
);

const Rule = z.object({
  name: z.string(),
  query: z.string().optional(),
  health: z.string().optional(),
  lastError: z.string().optional(),
  state: z.string().optional(),
  type: z.string().optional(),
});
export const readRules = data(
  z.object({ groups: z.array(z.object({ rules: z.array(Rule) })) }).transform((value) => value.groups.flatMap((group) => group.rules)),
);
export type Rule = z.infer<typeof Rule>;

export const readAlertmanagers = data(
  z
    .object({ activeAlertmanagers: z.array(z.object({ url: z.string() })) })
    .transform((value) => value.activeAlertmanagers.map((each) => each.url)),
);

export const readConfigYaml = data(z.object({ yaml: z.string() }).transform((value) => value.yaml));

const Vector = z.object({
  resultType: z.literal('vector'),
  result: z.array(z.object({ metric: Labels, value: z.tuple([z.number(), z.string()]) })),
});

/** An instant vector as value by one label: "sum by (job) (...)" gives job -> number. */
export function readVectorBy(label: string): (answer: PortAnswer) => Parsed<ReadonlyMap<string, number>> {
  const read = data(Vector);
  return (answer) => {
    const parsed = read(answer);
    return parsed.ok
      ? { ok: true, value: new Map(parsed.value.result.map((row) => [row.metric[label] ?? '', Number(row.value[1])])) }
      : parsed;
  };
}

/** Counters of its own /metrics that tell of lost samples, alerts and queries. */
export interface OwnCounters {
  readonly startedMs?: number;
  readonly headSeries?: number;
  readonly samplesAppended?: number;
  readonly rejected: Readonly<Record<string, number>>;
  readonly alertsSent: number;
  readonly alertsFailed: number;
  readonly queries: number;
  /** Failures of service discovery (prometheus_sd_kubernetes_failures_total). */
  readonly discoveryFailures: number;
  /** "15s" -> the 99th of a hundred times between two scrapes, in seconds. */
  readonly intervals: ReadonlyMap<string, number>;
  /** "FILE;GROUP" -> seconds of its last evaluation. */
  readonly ruleGroups: ReadonlyMap<string, number>;
}

const REJECTED =
  /^prometheus_target_scrapes_(sample_out_of_order|sample_duplicate_timestamp|sample_out_of_bounds|exceeded_sample_limit|exceeded_body_size_limit|exceeded_label_limits)_total$/;

const OWN_COUNTERS: ReadonlySet<string> = new Set([
  'process_start_time_seconds',
  'prometheus_tsdb_head_series',
  'prometheus_tsdb_head_samples_appended_total',
  'prometheus_notifications_sent_total',
  'prometheus_notifications_errors_total',
  'prometheus_notifications_dropped_total',
  'prometheus_target_interval_length_seconds',
  'prometheus_rule_group_last_duration_seconds',
  'prometheus_sd_kubernetes_failures_total',
  'prometheus_http_requests_total',
]);
const isOwnCounter = (name: string): boolean => OWN_COUNTERS.has(name) || REJECTED.test(name);

export function readOwnCounters(answer: LookedAnswer): Parsed<OwnCounters> {
  const exposition = readExposition(answer);
  if (!exposition.ok) return exposition;
  const rejected: Record<string, number> = {};
  const sum = { sent: 0, failed: 0, queries: 0, discovery: 0 };
  const intervals = new Tally();
  const ruleGroups = new Tally();
  let startedMs: number | undefined;
  let headSeries: number | undefined;
  let samplesAppended: number | undefined;
  for (const { name, labels, value } of exposition.value.samplesNamed(isOwnCounter)) {
    const reason = REJECTED.exec(name)?.[1];
    if (reason !== undefined) rejected[reason] = value;
    else if (name === 'process_start_time_seconds') startedMs = value * 1000;
    else if (name === 'prometheus_tsdb_head_series') headSeries = value;
    else if (name === 'prometheus_tsdb_head_samples_appended_total') samplesAppended = (samplesAppended ?? 0) + value;
    else if (name === 'prometheus_notifications_sent_total') sum.sent += value;
    else if (name === 'prometheus_notifications_errors_total' || name === 'prometheus_notifications_dropped_total') sum.failed += value;
    else if (name === 'prometheus_target_interval_length_seconds' && labels['quantile'] === '0.99')
      intervals.add(labels['interval'] ?? '', value);
    else if (name === 'prometheus_rule_group_last_duration_seconds') ruleGroups.add(labels['rule_group'] ?? '', value);
    else if (name === 'prometheus_sd_kubernetes_failures_total') sum.discovery += value;
    else if (name === 'prometheus_http_requests_total' && /^\/api\/v1\/query(_range)?$/.test(labels['handler'] ?? '')) sum.queries += value;
  }
  return {
    ok: true,
    value: {
      startedMs,
      headSeries,
      samplesAppended,
      rejected,
      alertsSent: sum.sent,
      alertsFailed: sum.failed,
      queries: sum.queries,
      discoveryFailures: sum.discovery,
      intervals: intervals.values,
      ruleGroups: ruleGroups.values,
    },
  };
}
