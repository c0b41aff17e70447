import type { TraceHop, TraceLag } from '../../../contract/trace';
import { parseGoDuration } from '../../../model/quantity';
import { middleStep } from '../../../series/middle';
import { secondsText } from '../amounts';
import { coreTimes, HPA_SYNC_MS } from '../coreTimes';
import { rangeIn } from '../monitoringHops';
import { metricOf } from '../question';
import type { TraceScene } from '../scene';
import { lagSpread } from './spread';
import { type LagStage, waitsOf } from './waits';

/** cAdvisor in the kubelet: 10 s, up to 15 s while nothing changes, each time stretched by up to twice (lib/manager/container.go). */
const HOUSEKEEPING_MS = 30_000;

/** What was seen to arrive while the trace was open. */
export interface SeenArrivals {
  /** Where samples were seen, along the way; the last is the end of it. */
  readonly stages: readonly LagStage[];
  readonly withinMs: number;
}

/** How long a change takes to the end of the way: the longest by what is set, and what was measured. */
export function lagOf(scene: TraceScene, hops: readonly TraceHop[], seen: SeenArrivals): TraceLag {
  const last = seen.stages[seen.stages.length - 1];
  const spread = last && lagSpread(last.arrivals);
  const thisMs = ageAtEnd(scene, hops);
  const head = { to: endOf(scene), budget: budgetOf(scene), ...(thisMs === undefined ? {} : { thisMs }) };
  if (spread === undefined) return { ...head, because: missing(last) };
  const { edges, coveredMs, bestMs, p50Ms, worstMs, binMs, bins } = spread;
  return {
    ...head,
    measured: {
      edges,
      coveredMs,
      bestMs,
      p50Ms,
      worstMs,
      withinMs: Math.ceil(spread.withinMs + seen.withinMs),
      binMs,
      bins: [...bins],
      waits: [...waitsOf(samplingOf(scene), seen.stages)],
    },
  };
}

/** Until a sample is taken: of a cgroup by cAdvisor, of an application by Prometheus itself. */
function samplingOf({ question }: TraceScene): { readonly id: string; readonly says: string } {
  return metricOf(question).kind === 'named'
    ? { id: 'next-scrape', says: 'until the next scrape' }
    : { id: 'housekeeping', says: 'housekeeping' };
}

function missing(last: LagStage | undefined): string {
  const count = last?.arrivals.length ?? 0;
  return `${count === 0 ? 'no change was' : `${count} change${count === 1 ? ' was' : 's were'}`} seen to arrive yet; two are needed`;
}

/** Where the number is used: the HPA; without one, who serves it. */
export function endOf(scene: TraceScene): string {
  const [hpa] = scene.hpas;
  if (hpa !== undefined) return `HPA ${hpa.name}`;
  return metricOf(scene.question).kind === 'named' ? 'Prometheus' : 'the Metrics API';
}

function budgetOf(scene: TraceScene): TraceLag['budget'] {
  const { kind } = metricOf(scene.question);
  const { resolutionMs } = scene.metricsServer;
  const scrapeMs = kind === 'named' ? scrapeIntervalOf(scene) : resolutionMs;
  const parts: TraceLag['budget'] = [];
  const add = (id: string, says: string, ms: number, after = false) => parts.push({ id, says: `${says} ${secondsText(ms)}`, ms, after });
  if (kind !== 'named') add('housekeeping', 'housekeeping up to', HOUSEKEEPING_MS);
  if (scrapeMs !== undefined) add('scrape', 'scrape', scrapeMs);
  if (scene.hpas.length > 0) add('hpa', 'HPA sync', HPA_SYNC_MS);
  const windowMs = kind === 'cpu' && scene.metricsApi.state === 'heard' ? scene.metricsApi.value.windowMs : adapterWindowMs(scene);
  if (windowMs > 0) add('window', 'window', windowMs, true);
  return parts;
}

/** Of the rate that the adapter makes; 0: it makes none. */
function adapterWindowMs({ adapter }: TraceScene): number {
  const range = adapter?.state === 'heard' ? rangeIn(adapter.value.query) : undefined;
  return range === undefined ? 0 : (parseGoDuration(range) ?? 0) * 1000;
}

/** The middle of the times between its scrapes. */
function scrapeIntervalOf({ prometheus }: TraceScene): number | undefined {
  if (prometheus.state !== 'heard') return undefined;
  return middleStep(prometheus.value.scrapesMs);
}

/** How old the number is where the way ends. */
function ageAtEnd(scene: TraceScene, hops: readonly TraceHop[]): number | undefined {
  if (metricOf(scene.question).kind !== 'named') {
    const times = coreTimes(scene);
    const end = hops.find(({ hop }) => hop === 'hpa')?.bar?.toMs ?? times?.scraped.atMs;
    return times === undefined || end === undefined ? undefined : end - (times.beforeMs + times.sampleMs) / 2;
  }
  const sample = hops.find(({ hop }) => hop === 'prometheus')?.trueMs;
  return sample === undefined ? undefined : scene.endedMs - sample;
}
