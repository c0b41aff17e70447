import { counterRate, counterRates, type Reads } from '../../../../shared/analysis/series/counterRate';
import { partOf, quantile, quantileBetween } from '../../../../shared/analysis/series/histogramQuantile';
import { largestAndOthers } from '../../../../shared/analysis/series/largest';
import type { ChartSample } from '../../../../shared/model/chart';
import { KUBELET_CHARTS as CHARTS } from '../../../../shared/model/charts';
import { lines, point } from '../chartSamples';
import type { KubeletCounts } from './counts';
import type { DirectLook, KubeletFacts, ValueAge } from './facts';

/** cAdvisor reads each cgroup at most 30 s apart (facts 1.5); twice that is too old to be chance. */
export const VALUE_OLD_SECONDS = 60;
const TOO_OLD = { value: VALUE_OLD_SECONDS, says: 'too old, 60 s' };
/** --kubelet-request-timeout of metrics-server and scrape_timeout of Prometheus, by default. */
const GIVEN_UP = { value: 10, says: 'given up by those who scrape, 10 s' };
const P99 = 0.99;

export function kubeletSamples({ direct, counts, nodeCpu }: KubeletFacts, age: ValueAge | undefined): readonly ChartSample[] {
  return [...(direct ? resourceSamples(direct, nodeCpu, age) : []), ...(counts ? countSamples(counts) : [])];
}

function resourceSamples({ resource }: DirectLook, nodeCpu: KubeletFacts['nodeCpu'], age: ValueAge | undefined): readonly ChartSample[] {
  if (resource.state !== 'ok') return [];
  const { atMs } = resource;
  return [
    ...point(CHARTS.freshness, age?.newest, atMs, TOO_OLD),
    ...point(CHARTS.latency, resource.durationMs / 1000, atMs, GIVEN_UP),
    ...point(CHARTS.cpu, counterRate(nodeCpu?.now, nodeCpu?.before), atMs),
    ...point(CHARTS.memory, resource.value.nodeMemoryBytes, atMs),
  ];
}

function countSamples(counts: Reads<KubeletCounts>): readonly ChartSample[] {
  const { now } = counts;
  if (!now) return [];
  const { atMs, value } = now;
  const starts = partOf(counts, (each) => each.podStart);
  return [
    ...lines(CHARTS.pods, Object.entries({ running: value.runningPods, desired: value.desiredPods }), atMs),
    ...lines(CHARTS.requests, largestAndOthers(counterRates(partOf(counts, (each) => each.requests))), atMs),
    ...point(
      CHARTS.pleg,
      quantileBetween(
        P99,
        partOf(counts, (each) => each.pleg),
      ),
      atMs,
    ),
    ...lines(CHARTS.runtime, operationRates(counts), atMs),
    ...lines(
      CHARTS.podStart,
      // On most nodes no pod starts between two looks.
      Object.entries({ 'since the look before': quantileBetween(P99, starts), 'since it started': quantile(P99, value.podStart) }),
      atMs,
    ),
  ];
}

function operationRates(counts: Reads<KubeletCounts>): ReadonlyMap<string, number> {
  return counterRates(
    partOf(
      counts,
      ({ operations, errors }) =>
        new Map<string, number>(
          operations === undefined
            ? []
            : [
                ['operations', operations],
                ['errors', errors],
              ],
        ),
    ),
  );
}
