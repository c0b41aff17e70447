import { defineProber } from '../prober';
import { metricsOf, requestTo } from '../requestTo';
import { isKsmFacts, type KsmFacts, listErrors, readState, readTelemetry } from './facts';
import { judgeKsm } from './judge';

/** kube-state-metrics: which objects it exposes against those that there are, and whether its lists work. */
export const kubeStateMetricsProber = defineProber<KsmFacts>({
  name: 'kube-state-metrics',
  kinds: ['kube-state-metrics'],
  periodMs: 30_000,
  requests: [
    { request: 'GET /metrics (8080)', proves: 'families and objects exposed', cost: '190 KiB at 20 pods; grows with objects' },
    { request: 'GET /metrics (8081, telemetry)', proves: 'list and watch errors by resource, shards, version', cost: '15 KiB' },
  ],
  async probe(look, found, signal) {
    const main = metricsOf(found);
    const own = found.endpoints.some((each) => each.purpose === 'telemetry') ? requestTo(found, 'telemetry', '/metrics') : undefined;
    const kept = look.factsOf(found.id);
    const before = isKsmFacts(kept) && kept.telemetry?.state === 'ok' ? listErrors(kept.telemetry.value) : undefined;
    const [metrics, telemetry] = await Promise.all([
      main && look.get(main, readState, signal),
      own && look.get(own, readTelemetry, signal),
    ]);
    return { of: 'kube-state-metrics', metrics, telemetry, errorsBefore: before };
  },
  judge: judgeKsm,
});
