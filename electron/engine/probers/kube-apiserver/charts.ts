import { partOf, quantileBetween } from '../../../../shared/analysis/series/histogramQuantile';
import { largestAndOthers } from '../../../../shared/analysis/series/largest';
import type { ChartSample } from '../../../../shared/model/chart';
import { KUBE_APISERVER_CHARTS as CHARTS } from '../../../../shared/model/charts';
import { lines, point } from '../chartSamples';
import type { ApiserverFacts } from './facts';

export function apiserverSamples({ livez, counts }: ApiserverFacts): readonly ChartSample[] {
  const now = counts?.now;
  return [
    ...point(CHARTS.latency, livez.state === 'ok' ? livez.durationMs / 1000 : undefined, livez.atMs),
    ...lines(CHARTS.requests, counts ? p99ByVerb(counts) : [], now?.atMs),
    ...lines(CHARTS.objects, largestAndOthers(now?.value.objects ?? new Map()), now?.atMs),
    ...point(CHARTS.memory, now?.value.memoryBytes, now?.atMs),
  ];
}

function p99ByVerb(counts: NonNullable<ApiserverFacts['counts']>): readonly (readonly [string, number | undefined])[] {
  const verbs = [...(counts.now?.value.requests.keys() ?? [])].sort();
  return verbs.map((verb) => [
    verb,
    quantileBetween(
      0.99,
      partOf(counts, ({ requests }) => requests.get(verb) ?? new Map()),
    ),
  ]);
}
