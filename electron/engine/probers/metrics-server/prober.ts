import type { Observation } from '../../../../shared/model/observation';
import type { PortAnswer } from '../../cluster/port';
import { ofKind } from '../byKind';
import { type Checks, readChecks } from '../kube-apiserver/checks';
import { isMetricsApiFacts, type MetricsApiFacts } from '../metrics-api/facts';
import { defineProber, type Looker, type Parsed } from '../prober';
import { readExposition } from '../readAnswer';
import { askAnyWay, askMetrics } from '../requestTo';
import { judgeMetricsServer } from './judge';

/** What its own /metrics tells of its scrapes (facts 6.1). */
export interface ScrapeCounters {
  readonly succeeded: number;
  readonly failed: number;
  readonly storedNodes?: number;
  readonly storedContainers?: number;
}

export interface MetricsServerFacts {
  readonly of: 'metrics-server';
  readonly readyz?: Observation<Checks>;
  readonly metrics?: Observation<ScrapeCounters>;
  /** The last look at the API it serves. */
  readonly api?: MetricsApiFacts;
}

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
      proves: 'scrapes that succeeded and failed; often 403, since the kube-apiserver passes no credentials on',
      cost: '230 KiB',
    },
  ],
  async probe(look, found, signal) {
    const ready = { purpose: 'health', path: '/readyz?verbose', parse: readChecks, alsoParse: [500] } as const;
    const [readyz, metrics] = await Promise.all([askAnyWay(look, found, ready, signal), askMetrics(look, found, readCounters, signal)]);
    return { of: 'metrics-server', readyz: readyz?.observation, metrics, api: apiFacts(look) };
  },
  judge: judgeMetricsServer,
});

function apiFacts(look: Looker): MetricsApiFacts | undefined {
  const [api] = ofKind(look.discovered(), 'metrics-api');
  const facts = api && look.factsOf(api.id);
  return isMetricsApiFacts(facts) ? facts : undefined;
}

function readCounters(answer: PortAnswer): Parsed<ScrapeCounters> {
  const exposition = readExposition(answer);
  if (!exposition.ok) return exposition;
  const seen = { succeeded: 0, failed: 0 };
  const stored: { node?: number; container?: number } = {};
  for (const { name, labels, value } of exposition.value.samples()) {
    if (name === 'metrics_server_kubelet_request_total') {
      if (labels['success'] === 'true') seen.succeeded += value;
      else seen.failed += value;
    } else if (name === 'metrics_server_storage_points') {
      if (labels['type'] === 'node') stored.node = value;
      else if (labels['type'] === 'container') stored.container = value;
    }
  }
  return { ok: true, value: { ...seen, storedNodes: stored.node, storedContainers: stored.container } };
}
