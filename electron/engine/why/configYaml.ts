import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { WhyJob, WhyScene } from '../../../shared/analysis/why/scene';
import { failed, ok, type Result } from '../../../shared/model/result';
import { parseDuration } from '../../../shared/relabel/duration';
import { parseRelabelRules, type RelabelRule } from '../../../shared/relabel/evaluate';

const Rules = z.array(z.unknown()).nullish();
const Interval = z.string().nullish().catch(undefined);
const Config = z.object({
  global: z.object({ scrape_interval: Interval }).nullish(),
  scrape_configs: z
    .array(
      z.object({
        job_name: z.string(),
        honor_labels: z.boolean().nullish(),
        scrape_interval: Interval,
        metric_name_validation_scheme: z.enum(['utf8', 'legacy']).nullish().catch('utf8'),
        relabel_configs: Rules,
        metric_relabel_configs: Rules,
      }),
    )
    .nullish(),
  remote_write: z.array(z.object({ url: z.string(), name: z.string().nullish(), write_relabel_configs: Rules })).nullish(),
});

type RemoteWrites = Extract<WhyScene['remoteWrites'], { state: 'seen' }>['value'];

/** Jobs and remote writes of a running configuration. The error says which rules cannot be read. */
export function readConfig(text: string): Result<{ readonly jobs: readonly WhyJob[]; readonly remoteWrites: RemoteWrites }, string> {
  const config = Config.safeParse(yamlOf(text));
  if (!config.success) return failed('its configuration is no YAML with scrape_configs');
  const jobs: WhyJob[] = [];
  for (const scrape of config.data.scrape_configs ?? []) {
    const names = scrape.metric_name_validation_scheme ?? 'utf8';
    const [target, metric] = [rulesOf(scrape.relabel_configs, names), rulesOf(scrape.metric_relabel_configs, names)];
    if (!target.ok) return failed(`job ${scrape.job_name}: relabel_configs${target.error}`);
    if (!metric.ok) return failed(`job ${scrape.job_name}: metric_relabel_configs${metric.error}`);
    jobs.push({
      name: scrape.job_name,
      targetRules: target.value.rules,
      metricRules: metric.value.rules,
      honorLabels: scrape.honor_labels === true,
      intervalMs: intervalOf(scrape.scrape_interval ?? config.data.global?.scrape_interval),
      ruleText: { target: target.value.texts, metric: metric.value.texts },
    });
  }
  const writes = (config.data.remote_write ?? []).map(({ url, name, write_relabel_configs: given }) => ({
    name: name ?? url,
    rules: rulesOf(given, 'utf8'),
  }));
  return ok({ jobs, remoteWrites: writes.map(({ name, rules }) => ({ name, rules: rules.ok ? rules.value.rules : [] })) });
}

/** Prometheus' own default where nothing is said, or nothing that it would take. */
const USUAL_INTERVAL_MS = 60_000;

export function intervalOf(text: string | null | undefined): number {
  const read = parseDuration(text ?? '');
  return read.ok && read.value > 0 ? read.value : USUAL_INTERVAL_MS;
}

function rulesOf(
  given: readonly unknown[] | null | undefined,
  names: 'utf8' | 'legacy',
): Result<{ readonly rules: readonly RelabelRule[]; readonly texts: readonly string[] }, string> {
  const list = given ?? [];
  const rules = parseRelabelRules(list, { names });
  if (!rules.ok) return failed(`${rules.error.path}: ${rules.error.message}`);
  return ok({ rules: rules.value, texts: list.map((rule) => stringify(rule).trimEnd()) });
}

function yamlOf(text: string): unknown {
  try {
    const value: unknown = parse(text);
    return value;
  } catch {
    return undefined;
  }
}
