import type { Discovered } from '../../../../shared/model/component';
import { ofKind } from '../byKind';
import { isKubeletFacts, type SlowLook } from '../kubelet/facts';
import { defineProber, type Looker } from '../prober';
import { targetSeen } from '../prometheus/seenTarget';
import { nextReads, readOf } from '../reads';
import { askMetrics } from '../requestTo';
import { nextCpus } from './containerCpu';
import { type CadvisorFacts, type CadvisorLook, isCadvisorFacts, movedSince, readCadvisor } from './facts';
import { judgeCadvisor } from './judge';
import { nextPresences } from './presence';

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
      proves:
        'families by option group, labels of containers, housekeeping by explicit timestamps, cgroups that join to pods, parity with the summary, what containers use',
      cost: '0.7 MiB at 18 pods; the largest request of all; none where there are too many nodes',
    },
  ],
  async probe(look, found, signal) {
    const kept = look.factsOf(found.id);
    const before = isCadvisorFacts(kept) ? kept : undefined;
    const periods = before?.periods ?? [];
    const { metrics, summary } = kubeletsWord(look, found) ?? {};
    const statsFromCri = metrics?.state === 'ok' ? metrics.value.statsFromCri : undefined;
    const base = { of: 'cadvisor', depth: look.depth, statsFromCri, summary } as const;
    const { leastPeriods = [], looks = 0, presences } = before ?? {};
    if (look.depth === 'bulk')
      return {
        ...base,
        periods,
        leastPeriods,
        looks,
        presences,
        cpus: before?.cpus,
        use: nextReads(before?.use, undefined),
        target: targetSeen(look, found),
      };
    const exposition = await askMetrics(look, found, readCadvisor, signal, isInKubelet(found) ? '/metrics/cadvisor' : '/metrics');
    const earlier = before?.exposition?.state === 'ok' ? before.exposition.value : undefined;
    const moved = exposition?.state === 'ok' ? movedSince(earlier, exposition.value) : [];
    const since = exposition?.state === 'ok' ? moved.map((seconds) => seconds - gapSeconds(before, exposition.atMs)) : [];
    const isSeen = exposition?.state === 'ok';
    return {
      ...base,
      exposition,
      leastPeriods: [...leastPeriods, ...since].slice(-KEPT_PERIODS),
      looks: looks + Number(isSeen),
      presences: isSeen ? nextPresences(presences, exposition.value.containers) : presences,
      periods: [...periods, ...moved].slice(-KEPT_PERIODS),
      cpus: exposition?.state === 'ok' ? cpusNow(before, exposition.value, exposition.atMs) : before?.cpus,
      use: nextReads(
        before?.use,
        readOf(exposition, (value) => value.use),
      ),
    };
  },
  judge: judgeCadvisor,
});

/** Since the look of which `movedSince` compares. */
function gapSeconds(before: CadvisorFacts | undefined, atMs: number): number {
  return before?.exposition === undefined ? 0 : (atMs - before.exposition.atMs) / 1000;
}

function cpusNow(before: CadvisorFacts | undefined, { use, housekeptMs }: CadvisorLook, atMs: number): CadvisorFacts['cpus'] {
  return nextCpus(before?.cpus, use.cpuSeconds, housekeptMs, atMs);
}

function isInKubelet(found: Discovered): boolean {
  return found.card === 'cadvisor';
}

/** What this node's kubelet last said of itself: whether it takes container stats from the runtime's CRI, and of which containers. */
function kubeletsWord(look: Looker, found: Discovered): SlowLook | undefined {
  if (look.depth === 'bulk' || !isInKubelet(found)) return undefined;
  const kubelet = ofKind(look.discovered(), 'kubelet').find((each) => each.node === found.node);
  const facts = kubelet && look.factsOf(kubelet.id);
  return isKubeletFacts(facts) ? facts.direct?.slow : undefined;
}
