import { failed, ok, type Result } from '../model/result';
import { parseDuration, printDuration } from './duration';
import { parseRelabelRules } from './evaluate';
import type { ConfigError, RelabelRule } from './rule';

/** A scrape_config of Prometheus as its YAML spells it; what decides nothing about targets may be there and is not read. */
export interface ScrapeConfig {
  readonly job_name?: string;
  /** Absent: those of `global`, which the caller puts in; else Prometheus' own defaults, 1m and 10s. */
  readonly scrape_interval?: string;
  readonly scrape_timeout?: string;
  readonly metrics_path?: string;
  readonly scheme?: string;
  readonly params?: Readonly<Record<string, readonly string[]>>;
  readonly relabel_configs?: unknown;
  readonly metric_name_validation_scheme?: string;
  readonly [field: string]: unknown;
}

/** The parts of a ScrapeConfig that make targets, read and checked once. */
export interface Scrape {
  /** Labels a target gets before relabelling where it has none of that name: job, __scheme__ and the like. */
  readonly defaults: readonly (readonly [string, string])[];
  readonly params: ReadonlyMap<string, readonly string[]>;
  readonly rules: readonly RelabelRule[];
}

const DEFAULT_INTERVAL_MS = 60_000;
const DEFAULT_TIMEOUT_MS = 10_000;

function textOf(config: ScrapeConfig, field: string, fallback: string): Result<string, ConfigError> {
  const value = config[field];
  if (value === undefined || value === null || value === '') return ok(fallback);
  return typeof value === 'string' ? ok(value) : failed({ path: field, message: `${field} must be a text` });
}

/** In milliseconds; 0 counts as absent. */
function durationOf(config: ScrapeConfig, field: string, fallbackMs: number): Result<number, ConfigError> {
  const text = textOf(config, field, '0');
  if (!text.ok) return text;
  const duration = parseDuration(text.value);
  if (!duration.ok) return failed({ path: field, message: duration.error });
  return ok(duration.value === 0 ? fallbackMs : duration.value);
}

function periodsOf(config: ScrapeConfig): Result<{ interval: string; timeout: string }, ConfigError> {
  const interval = durationOf(config, 'scrape_interval', DEFAULT_INTERVAL_MS);
  if (!interval.ok) return interval;
  const timeout = durationOf(config, 'scrape_timeout', Math.min(DEFAULT_TIMEOUT_MS, interval.value));
  if (!timeout.ok) return timeout;
  if (timeout.value > interval.value) {
    const message = `scrape timeout greater than scrape interval for scrape config with job name ${JSON.stringify(config.job_name ?? '')}`;
    return failed({ path: 'scrape_timeout', message });
  }
  return ok({ interval: printDuration(interval.value), timeout: printDuration(timeout.value) });
}

function paramsOf(value: unknown): Result<ReadonlyMap<string, readonly string[]>, ConfigError> {
  if (value === undefined || value === null) return ok(new Map());
  if (typeof value !== 'object' || Array.isArray(value)) return failed({ path: 'params', message: 'params must be a mapping of lists' });
  const params = new Map<string, readonly string[]>();
  for (const [name, values] of Object.entries(value)) {
    if (!Array.isArray(values)) return failed({ path: `params.${name}`, message: 'a parameter must be a list of texts' });
    params.set(name, values.map(String));
  }
  return ok(params);
}

function rulesOf(config: ScrapeConfig): Result<readonly RelabelRule[], ConfigError> {
  const scheme = config.metric_name_validation_scheme;
  if (scheme !== undefined && scheme !== '' && scheme !== 'utf8' && scheme !== 'legacy') {
    return failed({ path: 'metric_name_validation_scheme', message: `must be 'legacy' or 'utf8', this is ${JSON.stringify(scheme)}` });
  }
  const rules = parseRelabelRules(config.relabel_configs, { names: scheme === 'legacy' ? 'legacy' : 'utf8' });
  return rules.ok ? rules : failed({ path: `relabel_configs${rules.error.path}`, message: rules.error.message });
}

/** Reads a scrape_config once for many targets. Errors name the field: `relabel_configs[2].regex`. */
export function readScrape(config: ScrapeConfig): Result<Scrape, ConfigError> {
  const job = textOf(config, 'job_name', '');
  const path = textOf(config, 'metrics_path', '/metrics');
  const scheme = textOf(config, 'scheme', 'http');
  const periods = periodsOf(config);
  const params = paramsOf(config.params);
  const rules = rulesOf(config);
  if (!job.ok) return job;
  if (!path.ok) return path;
  if (!scheme.ok) return scheme;
  if (!periods.ok) return periods;
  if (!params.ok) return params;
  if (!rules.ok) return rules;
  const firstParams = [...params.value].flatMap(([name, [first]]) => (first === undefined ? [] : [[`__param_${name}`, first] as const]));
  const defaults: (readonly [string, string])[] = [
    ['job', job.value],
    ['__scrape_interval__', periods.value.interval],
    ['__scrape_timeout__', periods.value.timeout],
    ['__metrics_path__', path.value],
    ['__scheme__', scheme.value],
    ...firstParams,
  ];
  return ok({ defaults, params: params.value, rules: rules.value });
}
