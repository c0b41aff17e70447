import type { Endpoint } from '../../../../shared/model/component';
import type { Observation } from '../../../../shared/model/observation';
import type { PortAnswer } from '../../cluster/port';
import { defineProber, type Looker, type Parsed } from '../prober';
import { askAnyWay, askMetrics, requestAt } from '../requestTo';
import { readAlertmanagers, readBuildinfo, readHeadSeries, readOwnCounters, readRules, readTargets, readVectorBy } from './api';
import { isPrometheusFacts, type PrometheusFacts, type PrometheusNow, type PrometheusSlow } from './facts';
import { judgePrometheus } from './judge';
import { readScrapeJobs } from './scrapeJobs';

/** A target is about 1.2 KiB of JSON: 5,000 nodes have some 25 MiB of them. An answer over this is kept for BIG_PERIOD_MS. */
const BIG_BYTES = 2 << 20;
const BIG_PERIOD_MS = 5 * 60_000;
const SLOW_PERIOD_MS = 60_000;
/** A configuration of more than this takes a while to read as YAML: once a minute is enough. */
const BIG_CONFIG_BYTES = 64 << 10;
const MAX_BYTES = 64 << 20;

/** Prometheus and what answers as one: its targets with their errors, what it throws away, its rules, its store. */
export const prometheusProber = defineProber<PrometheusFacts>({
  name: 'prometheus',
  kinds: ['prometheus'],
  periodMs: 15_000,
  requests: [
    { request: 'GET /api/v1/status/buildinfo', proves: 'it answers, and its version', cost: '0.2 KiB' },
    {
      request: 'GET /api/v1/targets?state=active',
      proves: 'every target with health, last error, last scrape, period',
      cost: '1.2 KiB a target; over 2 MiB each 5 min',
    },
    { request: 'GET /api/v1/query (scrape_samples_*)', proves: 'samples before and after metric_relabel_configs', cost: '1 KiB each' },
    {
      request: 'GET /metrics',
      proves:
        'series in the head, samples appended and rejected, times between scrapes and of rule groups, alerts sent and failed, queries',
      cost: '145 KiB',
    },
    { request: 'GET /api/v1/status/tsdb', proves: 'series in the head, where /metrics does not tell (each minute)', cost: '2 KiB' },
    { request: 'GET /api/v1/rules', proves: 'rules that fail, alerts that fire (each minute)', cost: '0.7 KiB a rule' },
    {
      request: 'GET /api/v1/status/config',
      proves: 'its own relabelling rules: what they drop',
      cost: '1 KiB a job; over 64 KiB each minute',
    },
    { request: 'GET /api/v1/alertmanagers', proves: 'where alerts go (each minute)', cost: '0.1 KiB' },
  ],
  async probe(look, found, signal) {
    const kept = look.factsOf(found.id);
    const before = isPrometheusFacts(kept) ? kept : undefined;
    const isRecent = before?.buildinfo?.state === 'ok' && look.clock.now() - before.slowAtMs < SLOW_PERIOD_MS;
    // The listener that answers this is asked for the rest.
    const reached = await askAnyWay(look, found, { purpose: 'api', path: '/api/v1/status/buildinfo', parse: readBuildinfo }, signal);
    const ask = reached && askerOf(look, reached.endpoint, signal);
    const [now, counters, slow] = await Promise.all([
      ask && askNow(ask, recentTargets(before, look), recentConfig(before, look)),
      askMetrics(look, found, readOwnCounters, signal),
      isRecent ? slowOf(before) : ask && askSlow(ask),
    ]);
    const last = before?.counters?.state === 'ok' ? { atMs: before.counters.atMs, counters: before.counters.value } : before?.before;
    const slowAtMs = isRecent ? before.slowAtMs : look.clock.now();
    return { of: 'prometheus', buildinfo: reached?.observation, ...now, counters, ...slow, slowAtMs, before: last };
  },
  judge: judgePrometheus,
});

type Ask = <T>(path: string, parse: (answer: PortAnswer) => Parsed<T>) => Promise<Observation<T>>;

function askerOf(look: Looker, endpoint: Endpoint, signal: AbortSignal): Ask {
  return (path, parse) => look.get({ ...requestAt(endpoint, path), maxBytes: MAX_BYTES }, parse, signal);
}

async function askNow(ask: Ask, targetsKept: PrometheusFacts['targets'], configKept: PrometheusFacts['config']): Promise<PrometheusNow> {
  const [targets, config, scraped, kept] = await Promise.all([
    targetsKept ?? ask('/api/v1/targets?state=active', readTargets),
    configKept ?? ask('/api/v1/status/config', readScrapeJobs),
    ask(query('sum by (job) (scrape_samples_scraped)'), readVectorBy('job')),
    ask(query('sum by (job) (scrape_samples_post_metric_relabeling)'), readVectorBy('job')),
  ]);
  return { targets, config, scraped, kept };
}

async function askSlow(ask: Ask): Promise<PrometheusSlow> {
  const [headSeries, rules, alertmanagers] = await Promise.all([
    ask('/api/v1/status/tsdb', readHeadSeries),
    ask('/api/v1/rules', readRules),
    ask('/api/v1/alertmanagers', readAlertmanagers),
  ]);
  return { headSeries, rules, alertmanagers };
}

function slowOf({ headSeries, rules, alertmanagers }: PrometheusFacts): PrometheusSlow {
  return { headSeries, rules, alertmanagers };
}

function recentTargets(before: PrometheusFacts | undefined, look: Looker): PrometheusFacts['targets'] {
  const { targets } = before ?? {};
  const big = targets?.state === 'ok' && (targets.bytes ?? 0) > BIG_BYTES;
  return big && look.clock.now() - targets.atMs < BIG_PERIOD_MS ? targets : undefined;
}

function recentConfig(before: PrometheusFacts | undefined, look: Looker): PrometheusFacts['config'] {
  const { config } = before ?? {};
  const big = config?.state === 'ok' && (config.bytes ?? 0) > BIG_CONFIG_BYTES;
  return big && look.clock.now() - config.atMs < SLOW_PERIOD_MS ? config : undefined;
}

function query(expression: string): string {
  return `/api/v1/query?query=${encodeURIComponent(expression)}`;
}
