import { counterRates, increase, type Reads } from '../../../../shared/analysis/series/counterRate';
import { partOf } from '../../../../shared/analysis/series/histogramQuantile';
import { LINES, largestAndOthers, sum } from '../../../../shared/analysis/series/largest';
import { type ChartSample, OTHERS } from '../../../../shared/model/chart';
import { METRICS_SERVER_CHARTS as CHARTS } from '../../../../shared/model/charts';
import { lines, point } from '../chartSamples';
import { OLD_SECONDS, servedAges } from '../metrics-api/ages';
import type { JudgeContext } from '../prober';
import type { MetricsServerFacts, ScrapeCounters } from './facts';

const TOO_OLD = { value: OLD_SECONDS, says: 'too old, 2 min 30 s' };
/** --kubelet-request-timeout, by default. */
const GIVEN_UP = { value: 10, says: 'given up, 10 s' };

export function metricsServerSamples({ api, counters }: MetricsServerFacts, context: JudgeContext): readonly ChartSample[] {
  const ages = api && servedAges(api, context);
  return [
    ...lines(CHARTS.freshness, Object.entries({ oldest: ages?.oldest, newest: ages?.newest }), api?.nodes.atMs, TOO_OLD),
    ...(counters?.now ? counterSamples(counters, counters.now.value, counters.now.atMs) : []),
    ...point(CHARTS.served, api?.pods.state === 'ok' ? api.pods.value.length : undefined, api?.pods.atMs),
  ];
}

function counterSamples(counters: Reads<ScrapeCounters>, now: ScrapeCounters, atMs: number): readonly ChartSample[] {
  const results = partOf(counters, ({ succeeded, failed }) => new Map(Object.entries({ succeeded, failed })));
  return [
    ...lines(CHARTS.requests, counterRates(results), atMs),
    ...lines(CHARTS.duration, meanDurations(counters), atMs, GIVEN_UP),
    ...lines(CHARTS.points, Object.entries({ nodes: now.storedNodes, containers: now.storedContainers }), atMs),
  ];
}

/** Of each node's requests since the look before, the slowest nodes; the others' mean is over all of their requests. */
function meanDurations({ now, before }: Reads<ScrapeCounters>): readonly (readonly [node: string, seconds: number])[] {
  if (!now || !before) return [];
  const grown = new Map<string, { readonly seconds: number; readonly requests: number }>();
  for (const [node, requests] of now.value.nodeRequests) {
    const more = increase(requests, before.value.nodeRequests.get(node) ?? 0);
    const seconds = increase(now.value.nodeSeconds.get(node) ?? 0, before.value.nodeSeconds.get(node) ?? 0);
    if (more > 0) grown.set(node, { seconds, requests: more });
  }
  const means = new Map([...grown].map(([node, { seconds, requests }]) => [node, seconds / requests] as const));
  const shown = largestAndOthers(means).filter(([node]) => node !== OTHERS);
  const rest = [...grown].filter(([node]) => !shown.some(([each]) => each === node)).map(([, each]) => each);
  if (shown.length > LINES || rest.length === 0) return shown;
  return [...shown, [OTHERS, sum(rest.map((each) => each.seconds)) / sum(rest.map((each) => each.requests))]];
}
