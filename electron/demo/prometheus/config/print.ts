import { Document, isSeq, visit } from 'yaml';
import { printDuration } from '../../../../shared/relabel/duration';
import { durationOf, listOf, objectOf, textOf, type Yaml } from './read';

type Fields = Record<string, unknown>;

/** The configuration as /api/v1/status/config of Prometheus 3.10 shows it: defaults filled in, its order of fields. */
export function printConfig(raw: Yaml): string {
  const global = objectOf(raw['global']);
  const scrapeInterval = period(global['scrape_interval'], 60_000);
  const timeout = period(global['scrape_timeout'], 10_000);
  const shown: Fields = {
    global: {
      scrape_interval: scrapeInterval,
      scrape_timeout: timeout,
      evaluation_interval: period(global['evaluation_interval'], 60_000),
      ...present(global, ['external_labels']),
      metric_name_validation_scheme: 'utf8',
      scrape_native_histograms: false,
      extra_scrape_metrics: false,
    },
    runtime: { gogc: 75 },
    ...(raw['alerting'] === undefined ? {} : { alerting: alerting(objectOf(raw['alerting'])) }),
    ...present(raw, ['rule_files']),
    scrape_configs: listOf(raw['scrape_configs']).map((job) => scrapeConfig(objectOf(job), scrapeInterval, timeout)),
    ...present(raw, ['remote_write']),
    otlp: {
      translation_strategy: 'UnderscoreEscapingWithSuffixes',
      label_name_underscore_sanitization: true,
      label_name_preserve_multiple_underscores: true,
    },
  };
  return print(shown);
}

function print(shown: Fields): string {
  const document = new Document(shown);
  visit(document, {
    Pair(_key, pair) {
      const flowing = typeof pair.key === 'object' && pair.key !== null && 'value' in pair.key && pair.key.value === 'source_labels';
      if (flowing && isSeq(pair.value)) pair.value.flow = true;
    },
  });
  return document.toString({ indentSeq: false, lineWidth: 0, flowCollectionPadding: false });
}

function period(value: unknown, fallbackMs: number): string {
  const duration = durationOf(value, fallbackMs);
  return duration.ok ? printDuration(duration.value) : textOf(value);
}

function present(yaml: Yaml, names: readonly string[]): Fields {
  return Object.fromEntries(names.filter((name) => yaml[name] !== undefined && yaml[name] !== null).map((name) => [name, yaml[name]]));
}

const HTTP = { follow_redirects: true, enable_http2: true };

function alerting(yaml: Yaml): Fields {
  const alertmanagers = listOf(yaml['alertmanagers']).map((entry) => {
    const one = objectOf(entry);
    return {
      ...HTTP,
      scheme: textOf(one['scheme'], 'http'),
      timeout: period(one['timeout'], 10_000),
      api_version: 'v2',
      ...present(one, ['static_configs']),
    };
  });
  return { alertmanagers };
}

const PROTOCOLS = ['OpenMetricsText1.0.0', 'OpenMetricsText0.0.1', 'PrometheusText1.0.0', 'PrometheusText0.0.4'];
const LIMITS = ['sample_limit', 'target_limit', 'label_limit', 'label_name_length_limit', 'label_value_length_limit'];

function scrapeConfig(job: Yaml, interval: string, timeout: string): Fields {
  return {
    ...present(job, ['job_name', 'honor_labels']),
    honor_timestamps: job['honor_timestamps'] ?? true,
    track_timestamps_staleness: job['track_timestamps_staleness'] ?? false,
    ...present(job, ['params']),
    scrape_interval: job['scrape_interval'] ?? interval,
    scrape_timeout: job['scrape_timeout'] ?? timeout,
    scrape_protocols: [...PROTOCOLS],
    ...present(job, ['fallback_scrape_protocol']),
    scrape_native_histograms: false,
    always_scrape_classic_histograms: false,
    convert_classic_histograms_to_nhcb: false,
    metrics_path: job['metrics_path'] ?? '/metrics',
    scheme: job['scheme'] ?? 'http',
    enable_compression: true,
    ...present(job, ['body_size_limit', ...LIMITS]),
    metric_name_validation_scheme: 'utf8',
    metric_name_escaping_scheme: 'allow-utf-8',
    extra_scrape_metrics: job['extra_scrape_metrics'] ?? false,
    ...credentials(job),
    ...HTTP,
    ...rules(job, 'relabel_configs'),
    ...rules(job, 'metric_relabel_configs'),
    ...(job['kubernetes_sd_configs'] === undefined
      ? {}
      : { kubernetes_sd_configs: listOf(job['kubernetes_sd_configs']).map(kubernetesSd) }),
    ...present(job, ['static_configs']),
  };
}

function credentials(job: Yaml): Fields {
  const authorization = objectOf(job['authorization']);
  const tls = objectOf(job['tls_config']);
  const secret = authorization['credentials'] === undefined ? {} : { credentials: '<secret>' };
  return {
    ...(job['authorization'] === undefined
      ? {}
      : { authorization: { type: textOf(authorization['type'], 'Bearer'), ...secret, ...present(authorization, ['credentials_file']) } }),
    ...(job['tls_config'] === undefined
      ? {}
      : {
          tls_config: {
            ...present(tls, ['ca_file', 'cert_file', 'key_file', 'server_name']),
            insecure_skip_verify: tls['insecure_skip_verify'] ?? false,
          },
        }),
  };
}

function rules(job: Yaml, name: string): Fields {
  const list = listOf(job[name]);
  return list.length === 0 ? {} : { [name]: list.map((rule) => relabelRule(objectOf(rule))) };
}

function relabelRule(rule: Yaml): Fields {
  return {
    ...present(rule, ['source_labels']),
    separator: rule['separator'] ?? ';',
    ...(rule['regex'] === undefined ? {} : { regex: textOf(rule['regex']) }),
    ...present(rule, ['modulus', 'target_label']),
    replacement: rule['replacement'] ?? '$1',
    action: textOf(rule['action'], 'replace').toLowerCase(),
  };
}

function kubernetesSd(entry: unknown): Fields {
  const sd = objectOf(entry);
  const namespaces = objectOf(sd['namespaces']);
  return {
    ...present(sd, ['role']),
    kubeconfig_file: '',
    ...HTTP,
    ...(sd['namespaces'] === undefined
      ? {}
      : { namespaces: { own_namespace: namespaces['own_namespace'] ?? false, ...present(namespaces, ['names']) } }),
  };
}
