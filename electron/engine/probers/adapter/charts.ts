import type { Reads } from '../../../../shared/analysis/series/counterRate';
import { partOf, quantileBetween } from '../../../../shared/analysis/series/histogramQuantile';
import type { ChartSample } from '../../../../shared/model/chart';
import { ADAPTER_CHARTS as CHARTS } from '../../../../shared/model/charts';
import { lines } from '../chartSamples';
import { answerTimes } from '../metric-apis/charts';
import type { AdapterFacts, ServedRequests } from './facts';

export function adapterSamples({ apis, requests }: AdapterFacts): readonly ChartSample[] {
  return [
    ...answerTimes(CHARTS.latency, apis),
    ...lines(CHARTS.requests, requests ? p99ByGroup(requests) : [], requests?.now?.atMs),
    ...apis.flatMap(({ listed }) =>
      lines(CHARTS.listed, [[groupOf(listed.request), listed.state === 'ok' ? listed.value.length : undefined]], listed.atMs),
    ),
  ];
}

function p99ByGroup(requests: Reads<ServedRequests>): readonly (readonly [string, number | undefined])[] {
  return [...(requests.now?.value.keys() ?? [])].map((group) => [
    group,
    quantileBetween(
      0.99,
      partOf(requests, (groups) => groups.get(group) ?? new Map()),
    ),
  ]);
}

/** "GET /apis/custom.metrics.k8s.io/v1beta2" is of custom.metrics.k8s.io. */
function groupOf(request: string): string {
  return /\/apis\/([^/]+)/.exec(request)?.[1] ?? request;
}
