import { matchesAll } from '../../../../shared/promql/matcher';
import { withDefaults } from '../../../../shared/relabel/target';
import type { DemoAnswer } from '../../network';
import type { Target } from '../scrape/target';
import { goTime, success } from './answer';
import { prometheusPod } from './flags';
import { limitOf, selectorOf } from './parameters';
import type { ApiState } from './state';

/** /api/v1/targets?state=active|dropped|any&scrapePool= */
export function targets(state: ApiState, parameters: URLSearchParams): DemoAnswer {
  const wanted = (parameters.get('state') ?? 'any').toLowerCase();
  const pool = parameters.get('scrapePool') ?? '';
  const jobs = [...state.scraper.jobNames].sort().filter((job) => pool === '' || job === pool);
  const showActive = wanted === '' || wanted === 'any' || wanted === 'active';
  const showDropped = wanted === '' || wanted === 'any' || wanted === 'dropped';
  const host = hostnameOf(state);
  return success({
    activeTargets: showActive ? jobs.flatMap((job) => state.scraper.targetsOf(job).map((target) => activeTarget(target, host))) : [],
    droppedTargets: showDropped ? jobs.flatMap((job) => droppedTargets(state, job)) : [],
    droppedTargetCounts: showDropped
      ? Object.fromEntries(jobs.map((job) => [job, state.scraper.pools.get(job)?.dropped.length ?? 0]))
      : null,
  });
}

export function hostnameOf(state: ApiState): string {
  return prometheusPod(state.store)?.metadata.name ?? 'localhost';
}

function sorted(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function activeTarget(target: Target, host: string) {
  return {
    discoveredLabels: sorted(target.discovered),
    labels: sorted(target.labels),
    scrapePool: target.job.name,
    scrapeUrl: target.url,
    globalUrl: target.url.replace(/^(https?:\/\/)(?:localhost|127\.0\.0\.1)(?=[:/])/, `$1${host}`),
    lastError: target.lastError,
    lastScrape: goTime(target.lastScrapeMs),
    lastScrapeDuration: target.lastSeconds,
    health: target.health,
    scrapeInterval: target.allLabels['__scrape_interval__'] ?? '',
    scrapeTimeout: target.allLabels['__scrape_timeout__'] ?? '',
  };
}

function droppedTargets(state: ApiState, job: string) {
  const config = state.config.jobs.find(({ name }) => name === job);
  if (config === undefined) return [];
  return (state.scraper.pools.get(job)?.dropped ?? []).map((labels) => ({
    discoveredLabels: sorted(withDefaults(labels, config.scrape)),
    scrapePool: job,
  }));
}

export function scrapePools(state: ApiState): DemoAnswer {
  return success({ scrapePools: [...state.scraper.jobNames].sort() });
}

/** /api/v1/targets/metadata?match_target=&metric=&limit= */
export function targetsMetadata(state: ApiState, parameters: URLSearchParams): DemoAnswer {
  const text = parameters.get('match_target') ?? '';
  const selector = text === '' ? undefined : selectorOf(text, 'match_target');
  if (selector !== undefined && !selector.ok) return selector.error;
  const metric = parameters.get('metric') ?? '';
  const limit = limitOf(parameters, 'limit', -1);
  const rows: object[] = [];
  for (const target of state.scraper.active()) {
    if (selector !== undefined && !matchesAll(target.labels, selector.value)) continue;
    for (const [name, { type, help, unit }] of target.metadata) {
      if (limit >= 0 && rows.length >= limit) return success(rows);
      if (metric === '') rows.push({ target: sorted(target.labels), metric: name, type, help, unit });
      else if (metric === name) rows.push({ target: sorted(target.labels), type, help, unit });
    }
  }
  return success(rows);
}

/** /api/v1/metadata?metric=&limit=&limit_per_metric= */
export function metadata(state: ApiState, parameters: URLSearchParams): DemoAnswer {
  const metric = parameters.get('metric') ?? '';
  const limit = limitOf(parameters, 'limit', -1);
  const perMetric = limitOf(parameters, 'limit_per_metric', -1);
  const found = new Map<string, Map<string, { type: string; unit: string; help: string }>>();
  for (const target of state.scraper.active()) {
    for (const [name, { type, help, unit }] of target.metadata) {
      if (metric !== '' && name !== metric) continue;
      const entries = found.get(name) ?? new Map<string, { type: string; unit: string; help: string }>();
      found.set(name, entries);
      if (perMetric < 0 || entries.size < perMetric) entries.set(`${type}\n${unit}\n${help}`, { type, unit, help });
    }
  }
  const rows = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, entries]) => [name, [...entries.values()]] as const);
  return success(Object.fromEntries(limit >= 0 ? rows.slice(0, limit) : rows));
}
