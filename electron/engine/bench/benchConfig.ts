import { parse } from 'yaml';
import { z } from 'zod';
import type { BenchLimits, RulesKind } from '../../../shared/contract/bench';
import type { ScrapeLimits } from '../../../shared/exposition/limits';
import { failed, ok, type Result } from '../../../shared/model/result';
import type { NameScheme } from '../../../shared/relabel/labelNames';
import type { ScrapeConfig } from '../../../shared/relabel/scrapeConfig';
import { limitsIn, targetLimitIn } from '../probers/prometheus/scrapeLimits';
import { intervalOf } from '../why/configYaml';
import { printRules } from './rulesText';

/** A scrape_config, or a destination of remote_write, of the running configuration: rules that cannot be read do not keep the others from being shown. */
export interface BenchScrape {
  readonly of: 'scrape' | 'remote-write';
  readonly name: string;
  readonly intervalMs: number;
  readonly honorLabels: boolean;
  readonly names: NameScheme;
  readonly config: ScrapeConfig;
  readonly rules: Readonly<Record<RulesKind, { readonly text: string; readonly count: number }>>;
  readonly limits: BenchLimits;
  /** Of a remote_write: put on everything that it sends. */
  readonly externalLabels: Readonly<Record<string, string>>;
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
  global: z
    .looseObject({
      scrape_interval: Text,
      scrape_timeout: Text,
      external_labels: z.record(z.string(), z.string()).nullish().catch(undefined),
    })
    .nullish(),
  scrape_configs: z.array(Scrape).nullish(),
  remote_write: z
    .array(z.looseObject({ url: Text, name: Text, write_relabel_configs: Rules }))
    .nullish()
    .catch(undefined),
});
type Global = NonNullable<z.infer<typeof Config>['global']>;
type Scrape = z.infer<typeof Scrape>;
type RemoteWrite = NonNullable<z.infer<typeof Config>['remote_write']>[number];
const NO_RULES = { text: '', count: 0 };

export function readScrapes(yaml: string): Result<readonly BenchScrape[], string> {
  const config = Config.safeParse(yamlOf(yaml));
  if (!config.success) return failed('its configuration is no YAML with scrape_configs');
  const { global, scrape_configs: scrapes, remote_write: writes } = config.data;
  return ok([
    ...(scrapes ?? []).map((scrape) => toScrape(scrape, global ?? {})),
    ...(writes ?? []).map((write, at) => toRemoteWrite(write, at, global ?? {})),
  ]);
}

function toScrape(scrape: Scrape, global: Global): BenchScrape {
  const interval = scrape.scrape_interval ?? global.scrape_interval;
  const timeout = scrape.scrape_timeout ?? global.scrape_timeout;
  const { relabel_configs: target, metric_relabel_configs: metric, metric_name_validation_scheme: scheme, ...rest } = scrape;
  const periods = { ...(interval ? { scrape_interval: interval } : {}), ...(timeout ? { scrape_timeout: timeout } : {}) };
  const targets = targetLimitIn(scrape, global);
  return {
    of: 'scrape',
    name: scrape.job_name,
    intervalMs: intervalOf(interval),
    honorLabels: scrape.honor_labels === true,
    names: scheme === 'legacy' ? 'legacy' : 'utf8',
    config: { ...(rest as ScrapeConfig), ...periods, ...(scheme ? { metric_name_validation_scheme: scheme } : {}) },
    rules: { metric: shown(metric), target: shown(target), write: NO_RULES },
    limits: { ...countsOf(limitsIn(scrape, global) ?? {}), ...(targets > 0 ? { target_limit: targets } : {}) },
    externalLabels: {},
  };
}

/** Sizes of bodies are not tried: what a target answers is what it is. */
function countsOf({ body_size_limit: _size, ...counts }: ScrapeLimits): BenchLimits {
  return counts;
}

/** Everything that is stored goes through; it is called by its name, else by where it sends to. */
function toRemoteWrite({ url, name, write_relabel_configs: rules }: RemoteWrite, at: number, global: Global): BenchScrape {
  return {
    of: 'remote-write',
    name: `remote_write ${name || hostOf(url ?? '') || at + 1}`,
    intervalMs: intervalOf(global.scrape_interval),
    honorLabels: false,
    names: 'utf8',
    config: {},
    rules: { metric: NO_RULES, target: NO_RULES, write: shown(rules) },
    limits: {},
    externalLabels: global.external_labels ?? {},
  };
}

/** Without path and credentials. */
function hostOf(url: string): string {
  return /^[a-z]+:\/\/(?:[^/@]*@)?([^/?#]+)/i.exec(url)?.[1] ?? '';
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
