import { ofKind } from '../byKind';
import { readChecks } from '../kube-apiserver/checks';
import { isMetricApiFacts, type MetricApiFacts } from '../metric-apis/facts';
import { defineProber, type Looker } from '../prober';
import { nextReads, readOf } from '../reads';
import { askAnyWay, askMetrics } from '../requestTo';
import { type AdapterFacts, isAdapterFacts, readServedRequests } from './facts';
import { judgeAdapter } from './judge';

/** prometheus-adapter, KEDA and other servers of custom and external metrics: ready, and what the APIs that they serve list. */
export const adapterProber = defineProber<AdapterFacts>({
  name: 'adapter',
  kinds: ['prometheus-adapter', 'external-adapter'],
  periodMs: 15_000,
  buildsOn: ['custom-metrics-api', 'external-metrics-api'],
  requests: [
    {
      request: 'GET /readyz?verbose (service proxy)',
      proves: 'the process is ready; not that its rules match or its Prometheus answers',
      cost: '0.2 KiB',
    },
    {
      request: 'GET /metrics (service proxy)',
      proves: 'latency of the requests that it serves; often 403, since the kube-apiserver passes no credentials on',
      cost: '175 KiB',
    },
    {
      request: 'watch scaledobjects.keda.sh (KEDA)',
      proves: 'which of its ScaledObjects are ready, whose triggers fail, which get their fallback',
      cost: 'part of the watches',
    },
  ],
  async probe(look, found, signal) {
    const ready = { purpose: 'health', path: '/readyz?verbose', parse: readChecks, alsoParse: [500] } as const;
    const [readyz, metrics] = await Promise.all([
      askAnyWay(look, found, ready, signal),
      askMetrics(look, found, readServedRequests, signal),
    ]);
    const kept = look.factsOf(found.id);
    const requests = nextReads(
      isAdapterFacts(kept) ? kept.requests : undefined,
      readOf(metrics, (value) => value),
    );
    return { of: 'adapter', readyz: readyz?.observation, metrics, requests, apis: servedApis(look, found.serves ?? []) };
  },
  judge: judgeAdapter,
});

function servedApis(look: Looker, groups: readonly string[]): MetricApiFacts[] {
  const apis = [...ofKind(look.discovered(), 'custom-metrics-api'), ...ofKind(look.discovered(), 'external-metrics-api')];
  return apis.flatMap((found) => {
    const facts = found.serves?.some((group) => groups.includes(group)) ? look.factsOf(found.id) : undefined;
    return isMetricApiFacts(facts) ? [facts] : [];
  });
}
