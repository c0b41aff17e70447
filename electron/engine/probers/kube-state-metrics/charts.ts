import { counterRates, type Reads } from '../../../../shared/analysis/series/counterRate';
import { partOf } from '../../../../shared/analysis/series/histogramQuantile';
import { largestAndOthers, sum } from '../../../../shared/analysis/series/largest';
import type { ChartSample } from '../../../../shared/model/chart';
import { KUBE_STATE_METRICS_CHARTS as CHARTS } from '../../../../shared/model/charts';
import { lines, point } from '../chartSamples';
import { type KsmFacts, listErrors, type TelemetryLook } from './facts';

export function ksmSamples({ metrics, counters }: KsmFacts): readonly ChartSample[] {
  const look = metrics?.state === 'ok' ? metrics.value : undefined;
  return [
    ...(counters ? resultSamples(counters) : []),
    ...lines(CHARTS.series, largestAndOthers(look?.seriesByResource ?? new Map()), metrics?.atMs),
    ...point(CHARTS.latency, look && metrics && metrics.durationMs / 1000, metrics?.atMs),
  ];
}

function resultSamples(counters: Reads<TelemetryLook>): readonly ChartSample[] {
  const lists = (look: TelemetryLook) =>
    new Map([
      ['success', sum([...look.lists.values()].map((counts) => counts.success))],
      ['error', listErrors(look)],
    ]);
  const watches = (look: TelemetryLook) => new Map(Object.entries(look.watches));
  return [
    ...lines(CHARTS.lists, counterRates(partOf(counters, lists)), counters.now?.atMs),
    ...lines(CHARTS.watches, counterRates(partOf(counters, watches)), counters.now?.atMs),
  ];
}
