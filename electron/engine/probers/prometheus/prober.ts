import type { Observation } from '../../../../shared/model/observation';
import type { PortAnswer } from '../../cluster/port';
import { defineProber, type Looker, type Parsed } from '../prober';
import { metricsOf, requestTo } from '../requestTo';
import {
  readAlertmanagers,
  readBuildinfo,
  readConfigYaml,
  readHeadSeries,
  readOwnCounters,
  readRules,
  readTargets,
  readVectorBy,
} from './api';
import { isPrometheusFacts, type PrometheusFacts } from './facts';
import { judgePrometheus } from './judge';

/** A target is about 1.2 KiB of JSON: 5,000 nodes have some 25 MiB of them. An answer over this is kept for BIG_PERIOD_MS. */
const BIG_BYTES = 2 << 20;
const BIG_PERIOD_MS = 5 * 60_000;

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
    { request: 'GET /api/v1/status/tsdb', proves: 'series in the head', cost: '2 KiB' },
    { request: 'GET /api/v1/rules', proves: 'rules that fail', cost: '3 KiB' },
    { request: 'GET /api/v1/status/config', proves: 'its own relabelling rules: what they drop', cost: '9 KiB' },
    { request: 'GET /api/v1/alertmanagers', proves: 'where alerts go', cost: '0.1 KiB' },
    { request: 'GET /api/v1/query (scrape_samples_*)', proves: 'samples before and after metric_relabel_configs', cost: '1 KiB each' },
    { request: 'GET /metrics', proves: 'samples appended and rejected, alerts sent and failed, queries', cost: '145 KiB' },
  ],
  async probe(look, found, signal) {
    const kept = look.factsOf(found.id);
    const before = isPrometheusFacts(kept) ? kept : undefined;
    const api = <T>(path: string, parse: (answer: PortAnswer) => Parsed<T>): Promise<Observation<T>> | undefined => {
      const request = requestTo(found, 'api', path);
      return request && look.get({ ...request, maxBytes: 64 << 20 }, parse, signal);
    };
    const own = metricsOf(found);
    const [buildinfo, targets, headSeries, rules, config, alertmanagers, scraped, keptSamples, counters] = await Promise.all([
      api('/api/v1/status/buildinfo', readBuildinfo),
      recentTargets(before, look) ?? api('/api/v1/targets?state=active', readTargets),
      api('/api/v1/status/tsdb', readHeadSeries),
      api('/api/v1/rules', readRules),
      api('/api/v1/status/config', readConfigYaml),
      api('/api/v1/alertmanagers', readAlertmanagers),
      api(query('sum by (job) (scrape_samples_scraped)'), readVectorBy('job')),
      api(query('sum by (job) (scrape_samples_post_metric_relabeling)'), readVectorBy('job')),
      own && look.get(own, readOwnCounters, signal),
    ]);
    const last = before?.counters?.state === 'ok' ? { atMs: before.counters.atMs, counters: before.counters.value } : before?.before;
    return {
      of: 'prometheus',
      buildinfo,
      targets,
      headSeries,
      rules,
      config,
      alertmanagers,
      scraped,
      kept: keptSamples,
      counters,
      before: last,
    };
  },
  judge: judgePrometheus,
});

function recentTargets(before: PrometheusFacts | undefined, look: Looker): PrometheusFacts['targets'] {
  const { targets } = before ?? {};
  const big = targets?.state === 'ok' && (targets.bytes ?? 0) > BIG_BYTES;
  return big && look.clock.now() - targets.atMs < BIG_PERIOD_MS ? targets : undefined;
}

function query(expression: string): string {
  return `/api/v1/query?query=${encodeURIComponent(expression)}`;
}
