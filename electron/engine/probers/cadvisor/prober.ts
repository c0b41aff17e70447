import { defineProber } from '../prober';
import { metricsOf } from '../requestTo';
import { type CadvisorFacts, isCadvisorFacts, movedSince, readCadvisor } from './facts';
import { judgeCadvisor } from './judge';

/** Periods kept for the median. */
const KEPT_PERIODS = 500;

/** cAdvisor, in the kubelet or alone: which groups it exposes, whether containers have names, how often it reads them. */
export const cadvisorProber = defineProber<CadvisorFacts>({
  name: 'cadvisor',
  kinds: ['cadvisor'],
  periodMs: 15_000,
  requests: [
    {
      request: 'GET /metrics/cadvisor (a standalone one: /metrics)',
      proves: 'families by option group, labels of containers, housekeeping by explicit timestamps, cgroups that join to pods',
      cost: '0.7 MiB at 18 pods; the largest request of all',
    },
  ],
  async probe(look, found, signal) {
    const kept = look.factsOf(found.id);
    const before = isCadvisorFacts(kept) ? kept : undefined;
    if (look.depth === 'bulk') return { of: 'cadvisor', periods: before?.periods ?? [] };
    const request = metricsOf(found, found.card === 'cadvisor' ? '/metrics/cadvisor' : '/metrics');
    if (!request) return { of: 'cadvisor', periods: before?.periods ?? [] };
    const exposition = await look.get(request, readCadvisor, signal);
    const earlier = before?.exposition?.state === 'ok' ? before.exposition.value : undefined;
    const moved = exposition.state === 'ok' ? movedSince(earlier, exposition.value) : [];
    return { of: 'cadvisor', exposition, periods: [...(before?.periods ?? []), ...moved].slice(-KEPT_PERIODS) };
  },
  judge: judgeCadvisor,
});
