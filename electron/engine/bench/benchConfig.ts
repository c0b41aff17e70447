import { parse } from 'yaml';
import { z } from 'zod';
import type { RulesKind } from '../../../shared/contract/bench';
import { failed, ok, type Result } from '../../../shared/model/result';
import type { NameScheme } from '../../../shared/relabel/labelNames';
import type { ScrapeConfig } from '../../../shared/relabel/scrapeConfig';
import { intervalOf } from '../why/configYaml';
import { printRules } from './rulesText';

/** A scrape_config of the running configuration: rules that cannot be read do not keep the others from being shown. */
export interface BenchScrape {
  readonly name: string;
  readonly intervalMs: number;
  readonly honorLabels: boolean;
  readonly names: NameScheme;
  readonly config: ScrapeConfig;
  readonly rules: Readonly<Record<RulesKind, { readonly text: string; readonly count: number }>>;
}

const Rules = z.array(z.unknown()).nullish().catch(undefined);
const Text = z.string().nullish().catch(undefined);
const Scrape = z.looseObject({
  job_name: z.string(),
  honor_labels: z.boolean().nullish().catch(undefined),
  scrape_interval: Text,
  scrape_timeout: Text,
  metric_name_validation_scheme: Text,
  relabel_configs: Rules,
  metric_relabel_configs: Rules,
});
const Config = z.object({
  global: z.object({ scrape_interval: Text, scrape_timeout: Text }).nullish(),
  scrape_configs: z.array(Scrape).nullish(),
});

export function readScrapes(yaml: string): Result<readonly BenchScrape[], string> {
  const config = Config.safeParse(yamlOf(yaml));
  if (!config.success) return failed('its configuration is no YAML with scrape_configs');
  const { global, scrape_configs: scrapes } = config.data;
  return ok((scrapes ?? []).map((scrape) => toScrape(scrape, global ?? {})));
}

function toScrape(
  scrape: z.infer<typeof Scrape>,
  global: { scrape_interval?: string | null; scrape_timeout?: string | null },
): BenchScrape {
  const interval = scrape.scrape_interval ?? global.scrape_interval;
  const timeout = scrape.scrape_timeout ?? global.scrape_timeout;
  const { relabel_configs: target, metric_relabel_configs: metric, metric_name_validation_scheme: scheme, ...rest } = scrape;
  const periods = { ...(interval ? { scrape_interval: interval } : {}), ...(timeout ? { scrape_timeout: timeout } : {}) };
  return {
    name: scrape.job_name,
    intervalMs: intervalOf(interval),
    honorLabels: scrape.honor_labels === true,
    names: scheme === 'legacy' ? 'legacy' : 'utf8',
    config: { ...(rest as ScrapeConfig), ...periods, ...(scheme ? { metric_name_validation_scheme: scheme } : {}) },
    rules: { metric: shown(metric), target: shown(target) },
  };
}

function shown(list: readonly unknown[] | null | undefined): { readonly text: string; readonly count: number } {
  return { text: printRules(list ?? []), count: list?.length ?? 0 };
}

function yamlOf(text: string): unknown {
  try {
    const value: unknown = parse(text);
    return value;
  } catch {
    return undefined;
  }
}
