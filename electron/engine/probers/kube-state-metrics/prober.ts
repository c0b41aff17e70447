import { defineProber } from '../prober';
import { nextReads, readOf } from '../reads';
import { askAnyWay, askMetrics } from '../requestTo';
import { isKsmFacts, type KsmFacts, readState, readTelemetry } from './facts';
import { judgeKsm } from './judge';

/** kube-state-metrics: which objects it exposes against those that there are, and whether its lists work. */
export const kubeStateMetricsProber = defineProber<KsmFacts>({
  name: 'kube-state-metrics',
  kinds: ['kube-state-metrics'],
  periodMs: 30_000,
  requests: [
    { request: 'GET /metrics (8080)', proves: 'families and objects exposed', cost: '190 KiB at 20 pods; grows with objects' },
    { request: 'GET /metrics (8081, telemetry)', proves: 'lists and watches by result and resource, shards, version', cost: '15 KiB' },
  ],
  async probe(look, found, signal) {
    const kept = look.factsOf(found.id);
    const hasTelemetry = found.endpoints.some((each) => each.purpose === 'telemetry');
    const telemetry = { purpose: 'telemetry', path: '/metrics', parse: readTelemetry } as const;
    const [metrics, own] = await Promise.all([
      askMetrics(look, found, readState, signal),
      hasTelemetry ? askAnyWay(look, found, telemetry, signal) : undefined,
    ]);
    const counters = nextReads(
      isKsmFacts(kept) ? kept.counters : undefined,
      readOf(own?.observation, (value) => value),
    );
    return { of: 'kube-state-metrics', metrics, telemetry: own?.observation, counters };
  },
  judge: judgeKsm,
});
