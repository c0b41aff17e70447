import type { ChartSample } from '../../../../shared/model/chart';
import { METRICS_API_CHARTS as CHARTS } from '../../../../shared/model/charts';
import { lines, point } from '../chartSamples';
import { type Ages, OLD_SECONDS } from './ages';
import type { MetricsApiFacts } from './facts';

const TOO_OLD = { value: OLD_SECONDS, says: 'too old, 2 min 30 s' };

export function metricsApiSamples({ nodes, pods }: MetricsApiFacts, ages: Ages): readonly ChartSample[] {
  const count = (list: MetricsApiFacts['nodes']) => (list.state === 'ok' ? list.value.length : undefined);
  return [
    ...lines(CHARTS.freshness, Object.entries({ oldest: ages.oldest, newest: ages.newest }), nodes.atMs, TOO_OLD),
    ...point(CHARTS.latency, nodes.state === 'ok' ? nodes.durationMs / 1000 : undefined, nodes.atMs),
    ...lines(CHARTS.served, [['nodes', count(nodes)]], nodes.atMs),
    ...lines(CHARTS.served, [['pods', count(pods)]], pods.atMs),
  ];
}
