import { largestAndOthers, largestOf } from '../../../../shared/analysis/series/largest';
import type { ChartHead, ChartSample } from '../../../../shared/model/chart';
import { METRIC_APIS_CHARTS as CHARTS } from '../../../../shared/model/charts';
import type { Observation } from '../../../../shared/model/observation';
import { lines, point } from '../chartSamples';
import type { MetricApiFacts } from './facts';

export function metricApiSamples(facts: MetricApiFacts): readonly ChartSample[] {
  const { listed } = facts;
  return [
    ...answerTimes(CHARTS.latency, [facts]),
    ...point(CHARTS.listed, listed.state === 'ok' ? listed.value.length : undefined, listed.atMs),
  ];
}

/** Seconds until the list of metrics came, and until each metric's values did; of a metric that several HPAs ask for the slowest. */
export function answerTimes(chart: ChartHead, apis: readonly MetricApiFacts[]): readonly ChartSample[] {
  const seconds = new Map<string, number>();
  const slower = (name: string, { state, durationMs }: Observation<unknown>): void => {
    if (state === 'ok') seconds.set(name, Math.max(seconds.get(name) ?? 0, durationMs / 1000));
  };
  for (const { listed, asked } of apis) {
    slower('the list', listed);
    for (const { metric, values } of asked) slower(metric, values);
  }
  return lines(chart, largestAndOthers(seconds, largestOf), apis[0]?.listed.atMs);
}
