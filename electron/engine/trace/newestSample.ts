import { metricOf } from '../../../shared/analysis/trace/question';
import type { TraceQuestion } from '../../../shared/contract/trace';
import { adaptedMetric } from './adapterReadings';
import { askValue, matchers, prometheusOf } from './prometheusReadings';
import { askMetricsApi, servedFor } from './servedReadings';
import type { Clocks, TraceParts } from './traceParts';

/** The newest sample of the number where it is first served: its own time, by the clock of who stamped it, and when that was heard. */
export interface NewestSample {
  readonly atMs: number;
  /** Undefined: nobody told. */
  readonly sampleMs?: number;
}

/** Who is asked for it, and what the metric is called that an HPA reads. */
export interface SampleSource {
  readonly metric: string;
  readonly newest: (signal: AbortSignal) => Promise<NewestSample>;
}

/** CPU and memory come to the Metrics API, a metric of an application to Prometheus, where the adapter finds it at each request. Undefined: nobody can be asked (yet). */
export async function sampleSource(
  parts: TraceParts,
  question: TraceQuestion,
  clocks: Clocks,
  signal: AbortSignal,
): Promise<SampleSource | undefined> {
  const { subject, metric } = question;
  if (metricOf(question).kind !== 'named') return { metric, newest: (end) => newestServed(parts, question, end) };
  const asked = prometheusOf(parts);
  if (!('source' in asked) || subject.kind === 'node') return undefined;
  const nowByPrometheus = () => parts.clock.now() + (clocks.of(asked.server, asked.name)?.offsetMs ?? parts.session.clockOffsetMs);
  const adapted = await adaptedMetric(parts, asked, metric, nowByPrometheus(), signal);
  const names = 'query' in adapted ? adapted : { series: metric, metric };
  const query = `max(timestamp(${names.series}${matchers({ namespace: subject.namespace, pod: subject.name })}))`;
  return {
    metric: names.metric,
    newest: async (end) => {
      const heard = await askValue(asked, query, nowByPrometheus(), end);
      if (heard.state !== 'heard') return { atMs: parts.clock.now() };
      return { atMs: heard.atMs, sampleMs: Math.round(heard.value.amount * 1000) };
    },
  };
}

async function newestServed(parts: TraceParts, question: TraceQuestion, signal: AbortSignal): Promise<NewestSample> {
  const heard = await askMetricsApi(parts, question, undefined, signal);
  if (heard.state !== 'heard') return { atMs: parts.clock.now() };
  const served = servedFor(question, heard.value);
  return served.ok ? { atMs: heard.atMs, sampleMs: served.value.timestampMs } : { atMs: heard.atMs };
}
