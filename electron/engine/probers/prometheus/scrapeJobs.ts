import { parse } from 'yaml';
import { z } from 'zod';
import type { ScrapeLimits } from '../../../../shared/exposition/limits';
import { parseRelabelRules, type RelabelRule } from '../../../../shared/relabel/evaluate';
import type { PortAnswer } from '../../cluster/port';
import type { Parsed } from '../prober';
import { readConfigYaml } from './api';
import { limitsIn, targetLimitIn } from './scrapeLimits';

/** What is read of one scrape_config: what it discovers, and what it does to samples. */
export interface ScrapeJob {
  readonly job: string;
  /** Empty also when they cannot be read: then nothing is claimed of them. */
  readonly metricRules: readonly RelabelRule[];
  /** What a sample and its target both have a label for keeps the sample's (honor_labels). */
  readonly honorLabels: boolean;
  /** What it asks this cluster's kube-apiserver for, by its own account. No namespaces: all. Of its own namespace alone: left out. */
  readonly discovers: readonly { readonly role: string; readonly namespaces: readonly string[] }[];
  /** Undefined where it has none, or where its rules cannot be read: both count what these leave. */
  readonly limits?: ScrapeLimits;
  /** More targets than this, and none of them is scraped. */
  readonly targetLimit?: number;
}

const Names = z.enum(['utf8', 'legacy']).catch('utf8');
const Discovers = z.object({
  role: z.string(),
  api_server: z.string().nullish(),
  kubeconfig_file: z.string().nullish(),
  namespaces: z.object({ names: z.array(z.string()).nullish(), own_namespace: z.boolean().nullish() }).nullish(),
});
const Config = z.object({
  global: z.looseObject({}).nullish(),
  scrape_configs: z
    .array(
      z.looseObject({
        job_name: z.string(),
        honor_labels: z.boolean().nullish(),
        kubernetes_sd_configs: z.array(Discovers).nullish().catch(undefined),
        metric_name_validation_scheme: Names.optional(),
        metric_relabel_configs: z.array(z.unknown()).nullish(),
      }),
    )
    .nullish(),
});

/** The scrape_configs of a running configuration (GET /api/v1/status/config). */
export function readScrapeJobs(answer: PortAnswer): Parsed<readonly ScrapeJob[]> {
  const yaml = readConfigYaml(answer);
  if (!yaml.ok) return yaml;
  const config = Config.safeParse(parseYaml(yaml.value));
  if (!config.success) return { ok: false, error: 'its configuration is no YAML with scrape_configs' };
  const jobs = (config.data.scrape_configs ?? []).map((scrape) => {
    const rules = parseRelabelRules(scrape.metric_relabel_configs ?? [], { names: scrape.metric_name_validation_scheme ?? 'utf8' });
    const global = config.data.global ?? {};
    const limits = rules.ok ? limitsIn(scrape, global) : undefined;
    const targetLimit = targetLimitIn(scrape, global);
    return {
      job: scrape.job_name,
      metricRules: rules.ok ? rules.value : [],
      honorLabels: scrape.honor_labels === true,
      discovers: (scrape.kubernetes_sd_configs ?? []).flatMap(discoveryOf),
      ...(limits && { limits }),
      ...(targetLimit > 0 && { targetLimit }),
    };
  });
  return { ok: true, value: jobs };
}

function discoveryOf({ role, api_server, kubeconfig_file, namespaces }: z.infer<typeof Discovers>): ScrapeJob['discovers'] {
  const isElsewhere = Boolean(api_server) || Boolean(kubeconfig_file) || namespaces?.own_namespace === true;
  return isElsewhere ? [] : [{ role, namespaces: namespaces?.names ?? [] }];
}

function parseYaml(text: string): unknown {
  try {
    const value: unknown = parse(text);
    return value;
  } catch {
    return undefined;
  }
}
