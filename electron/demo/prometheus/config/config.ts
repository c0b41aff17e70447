import { parse } from 'yaml';
import { failed, ok, type Result } from '../../../../shared/model/result';
import { type JobConfig, readJob } from './job';
import { durationOf, isYaml, labelsOf, listOf, objectOf, textOf, type Yaml } from './read';

/** Where alerts go. */
export interface AlertmanagerConfig {
  readonly scheme: string;
  readonly pathPrefix: string;
  readonly targets: readonly string[];
}

export interface PrometheusConfig {
  /** The YAML as read, for /api/v1/status/config. */
  readonly raw: Yaml;
  readonly evaluationIntervalMs: number;
  readonly externalLabels: Readonly<Record<string, string>>;
  readonly ruleFiles: readonly string[];
  readonly alertmanagers: readonly AlertmanagerConfig[];
  readonly jobs: readonly JobConfig[];
}

/** Prometheus' own defaults (docs/configuration/configuration.md). */
const INTERVAL_MS = 60_000;
const TIMEOUT_MS = 10_000;

/** Reads prometheus.yml. The error is a sentence that names the job and the field. */
export function readConfig(text: string): Result<PrometheusConfig, string> {
  const yaml = readYaml(text);
  if (!yaml.ok) return yaml;
  const global = objectOf(yaml.value['global']);
  const interval = durationOf(global['scrape_interval'], INTERVAL_MS);
  const timeout = durationOf(global['scrape_timeout'], Math.min(TIMEOUT_MS, interval.ok ? interval.value : TIMEOUT_MS));
  const evaluation = durationOf(global['evaluation_interval'], INTERVAL_MS);
  for (const duration of [interval, timeout, evaluation]) if (!duration.ok) return failed(`prometheus.yml: global: ${duration.error}`);
  if (!interval.ok || !timeout.ok || !evaluation.ok) return failed('prometheus.yml: global: bad duration');
  const jobs = readJobs(listOf(yaml.value['scrape_configs']), { intervalMs: interval.value, timeoutMs: timeout.value });
  if (!jobs.ok) return jobs;
  return ok({
    raw: yaml.value,
    evaluationIntervalMs: evaluation.value,
    externalLabels: labelsOf(global['external_labels']),
    ruleFiles: listOf(yaml.value['rule_files']).map((file) => textOf(file)),
    alertmanagers: listOf(objectOf(yaml.value['alerting'])['alertmanagers']).map(alertmanager),
    jobs: jobs.value,
  });
}

function readYaml(text: string): Result<Yaml, string> {
  try {
    const value: unknown = parse(text);
    return isYaml(value) ? ok(value) : failed('prometheus.yml: the file must hold a mapping');
  } catch (error) {
    return failed(`prometheus.yml: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readJobs(entries: readonly unknown[], global: { intervalMs: number; timeoutMs: number }): Result<readonly JobConfig[], string> {
  const jobs: JobConfig[] = [];
  for (const entry of entries) {
    const job = readJob(objectOf(entry), global);
    if (!job.ok) return job;
    if (jobs.some(({ name }) => name === job.value.name)) {
      return failed(`prometheus.yml: found multiple scrape configs with job name ${JSON.stringify(job.value.name)}`);
    }
    jobs.push(job.value);
  }
  return ok(jobs);
}

function alertmanager(entry: unknown): AlertmanagerConfig {
  const yaml = objectOf(entry);
  return {
    scheme: textOf(yaml['scheme'], 'http'),
    pathPrefix: textOf(yaml['path_prefix']).replace(/\/$/, ''),
    targets: listOf(yaml['static_configs']).flatMap((group) => listOf(objectOf(group)['targets']).map((target) => textOf(target))),
  };
}
