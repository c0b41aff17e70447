import { failed, ok, type Result } from '../../../../shared/model/result';
import { printDuration } from '../../../../shared/relabel/duration';
import { parseRelabelRules, type RelabelRule } from '../../../../shared/relabel/evaluate';
import { readScrape, type Scrape } from '../../../../shared/relabel/scrapeConfig';
import { wantedNames } from '../scrape/wantedNames';
import { bytesOf, durationOf, flagOf, labelsOf, listOf, numberOf, objectOf, textOf, type Yaml } from './read';
import { type KubernetesSd, readSd, type StaticGroup } from './sd';

/** The limits of a scrape; 0 is none. */
export interface ScrapeLimits {
  readonly samples: number;
  readonly labels: number;
  readonly labelNameLength: number;
  readonly labelValueLength: number;
  readonly bodyBytes: number;
}

/** One scrape_config, read: what the scrape loop needs. */
export interface JobConfig {
  readonly name: string;
  readonly scrape: Scrape;
  readonly sds: readonly KubernetesSd[];
  readonly statics: readonly StaticGroup[];
  readonly honorLabels: boolean;
  readonly honorTimestamps: boolean;
  readonly trackTimestampsStaleness: boolean;
  readonly extraMetrics: boolean;
  /** A content type to take a nameless one for; absent: an error, as in Prometheus 3. */
  readonly fallback?: 'text' | 'openmetrics';
  /** Sends the service account's token. */
  readonly sendsToken: boolean;
  readonly tls: { readonly skipVerify: boolean; readonly hasCa: boolean };
  readonly limits: ScrapeLimits;
  readonly metricRules: readonly RelabelRule[];
  /** See wantedNames. */
  readonly wanted: ((name: string) => boolean) | undefined;
  /** Equal for equal configurations: a reload keeps the loops of jobs that did not change. */
  readonly fingerprint: string;
}

export function readJob(yaml: Yaml, global: { intervalMs: number; timeoutMs: number }): Result<JobConfig, string> {
  const name = textOf(yaml['job_name']);
  const wrong = (message: string) => failed(`prometheus.yml: scrape config ${JSON.stringify(name)}: ${message}`);
  if (name === '') return failed('prometheus.yml: job_name is empty');
  const interval = durationOf(yaml['scrape_interval'], global.intervalMs);
  if (!interval.ok) return wrong(interval.error);
  const timeout = durationOf(yaml['scrape_timeout'], Math.min(global.timeoutMs, interval.value));
  if (!timeout.ok) return wrong(timeout.error);
  const periods = { scrape_interval: printDuration(interval.value), scrape_timeout: printDuration(timeout.value) };
  const scrape = readScrape({ ...yaml, ...periods });
  if (!scrape.ok) return wrong(`${scrape.error.path}: ${scrape.error.message}`);
  const rules = parseRelabelRules(yaml['metric_relabel_configs']);
  if (!rules.ok) return wrong(`metric_relabel_configs${rules.error.path}: ${rules.error.message}`);
  const sds = readSds(listOf(yaml['kubernetes_sd_configs']));
  if (!sds.ok) return wrong(sds.error);
  return ok({
    name,
    scrape: scrape.value,
    metricRules: rules.value,
    wanted: wantedNames(rules.value),
    sds: sds.value,
    statics: listOf(yaml['static_configs']).map(staticGroup),
    ...behaviour(yaml),
    fingerprint: JSON.stringify([yaml, periods]),
  });
}

function behaviour(yaml: Yaml) {
  const tls = objectOf(yaml['tls_config']);
  return {
    honorLabels: flagOf(yaml['honor_labels'], false),
    honorTimestamps: flagOf(yaml['honor_timestamps'], true),
    trackTimestampsStaleness: flagOf(yaml['track_timestamps_staleness'], false),
    extraMetrics: flagOf(yaml['extra_scrape_metrics'], false),
    fallback: fallbackOf(textOf(yaml['fallback_scrape_protocol'])),
    sendsToken: sendsToken(yaml),
    tls: { skipVerify: flagOf(tls['insecure_skip_verify'], false), hasCa: textOf(tls['ca_file']) !== '' || textOf(tls['ca']) !== '' },
    limits: {
      samples: numberOf(yaml['sample_limit']),
      labels: numberOf(yaml['label_limit']),
      labelNameLength: numberOf(yaml['label_name_length_limit']),
      labelValueLength: numberOf(yaml['label_value_length_limit']),
      bodyBytes: bytesOf(yaml['body_size_limit']),
    },
  };
}

function fallbackOf(protocol: string): 'text' | 'openmetrics' | undefined {
  if (protocol === '') return undefined;
  return protocol.startsWith('OpenMetrics') ? 'openmetrics' : 'text';
}

function sendsToken(yaml: Yaml): boolean {
  const { credentials_file, credentials } = objectOf(yaml['authorization']);
  return [credentials_file, credentials, yaml['bearer_token_file'], yaml['bearer_token']].some((given) => textOf(given) !== '');
}

function staticGroup(entry: unknown): StaticGroup {
  const yaml = objectOf(entry);
  return { targets: listOf(yaml['targets']).map((target) => textOf(target)), labels: labelsOf(yaml['labels']) };
}

function readSds(entries: readonly unknown[]): Result<readonly KubernetesSd[], string> {
  const sds: KubernetesSd[] = [];
  for (const entry of entries) {
    const sd = readSd(entry);
    if (!sd.ok) return sd;
    sds.push(sd.value);
  }
  return ok(sds);
}
