import { ofKind } from '../byKind';
import { readChecks } from '../kube-apiserver/checks';
import { isMetricsApiFacts, type MetricsApiFacts } from '../metrics-api/facts';
import { defineProber, type Looker } from '../prober';
import { nextReads, readOf } from '../reads';
import { askAnyWay, askMetrics } from '../requestTo';
import { isMetricsServerFacts, type MetricsServerFacts, readCounters } from './facts';
import { judgeMetricsServer } from './judge';

/** metrics-server: is it ready, what do its scrapes of the kubelets come to, how was it started. */
export const metricsServerProber = defineProber<MetricsServerFacts>({
  name: 'metrics-server',
  kinds: ['metrics-server'],
  periodMs: 15_000,
  buildsOn: ['metrics-api'],
  requests: [
    {
      request: 'GET /readyz?verbose (service proxy; pod proxy while the Service has no endpoints)',
      proves: 'metric-storage-ready: it has something to serve',
      cost: '0.3 KiB',
    },
    {
      request: 'GET /metrics (service proxy)',
      proves:
        'scrapes that succeeded and failed, how long each node takes, points stored; often 403, since the kube-apiserver passes no credentials on',
      cost: '230 KiB',
    },
  ],
  async probe(look, found, signal) {
    const ready = { purpose: 'health', path: '/readyz?verbose', parse: readChecks, alsoParse: [500] } as const;
    const [readyz, metrics] = await Promise.all([askAnyWay(look, found, ready, signal), askMetrics(look, found, readCounters, signal)]);
    const kept = look.factsOf(found.id);
    const counters = nextReads(
      isMetricsServerFacts(kept) ? kept.counters : undefined,
      readOf(metrics, (value) => value),
    );
    return { of: 'metrics-server', readyz: readyz?.observation, metrics, counters, api: apiFacts(look) };
  },
  judge: judgeMetricsServer,
});

function apiFacts(look: Looker): MetricsApiFacts | undefined {
  const [api] = ofKind(look.discovered(), 'metrics-api');
  const facts = api && look.factsOf(api.id);
  return isMetricsApiFacts(facts) ? facts : undefined;
}
