import { increase, type Reads } from '../../../../shared/analysis/series/counterRate';
import { largestAndOthers, largestOf, sum } from '../../../../shared/analysis/series/largest';
import type { ChartSample } from '../../../../shared/model/chart';
import { CADVISOR_CHARTS as CHARTS } from '../../../../shared/model/charts';
import { middleOf } from '../../../../shared/series/middle';
import { lines, point } from '../chartSamples';
import { coresOf } from './containerCpu';
import type { ContainerUse } from './containerUse';
import type { CadvisorFacts, CadvisorLook } from './facts';

/** The oldest sample of a healthy exposition was up to 30 s behind (facts 1.5); twice that is trouble. */
export const VALUE_OLD_SECONDS = 60;
const TOO_OLD = { value: VALUE_OLD_SECONDS, says: 'too old, 60 s' };

export function cadvisorSamples({ exposition, cpus, use }: CadvisorFacts, serverNowMs: number): readonly ChartSample[] {
  if (exposition?.state !== 'ok') return [];
  const { atMs, value: look } = exposition;
  const { workingSetBytes } = look.use;
  return [
    ...lines(CHARTS.freshness, Object.entries(agesOf(look, serverNowMs)), atMs, TOO_OLD),
    ...point(CHARTS.cpu, cpus && coresOf(cpus), atMs),
    ...point(CHARTS.memory, workingSetBytes.size === 0 ? undefined : sum(workingSetBytes.values()), atMs),
    ...lines(CHARTS.throttling, Object.entries(throttledShares(use ?? {})), atMs),
    ...lines(CHARTS.series, largestAndOthers(look.seriesByFamily), atMs),
    ...point(CHARTS.latency, exposition.durationMs / 1000, atMs),
  ];
}

function agesOf({ housekeptMs }: CadvisorLook, serverNowMs: number): Readonly<Record<string, number | undefined>> {
  const ages = [...housekeptMs.values()].map((atMs) => Math.max(0, (serverNowMs - atMs) / 1000));
  return { oldest: ages.length === 0 ? undefined : Math.max(...ages), median: middleOf(ages) };
}

/** The share of CPU periods in which the limit ran out, since the look before. No container with a limit: no share. */
function throttledShares({ now, before }: Reads<ContainerUse>): Readonly<Record<string, number | undefined>> {
  if (!now || !before) return {};
  const all = { periods: 0, throttled: 0 };
  const shares: number[] = [];
  for (const [id, count] of now.value.periods) {
    const periods = increase(count, before.value.periods.get(id) ?? 0);
    const throttled = increase(now.value.throttledPeriods.get(id) ?? 0, before.value.throttledPeriods.get(id) ?? 0);
    all.periods += periods;
    all.throttled += throttled;
    if (periods > 0) shares.push(throttled / periods);
  }
  return shares.length === 0 ? {} : { 'all containers with a limit': all.throttled / all.periods, 'the most throttled': largestOf(shares) };
}
