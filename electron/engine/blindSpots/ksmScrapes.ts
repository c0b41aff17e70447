import { measuredJitterMs } from '../../../shared/analysis/blindSpots/chance';
import type { Scrapes } from '../../../shared/analysis/blindSpots/seen';
import type { Discovered, Endpoint } from '../../../shared/model/component';
import { parseGoDuration } from '../../../shared/model/quantity';
import { failed, ok, type Result } from '../../../shared/model/result';
import { middleStep } from '../../../shared/series/middle';
import type { AskTrouble } from '../charts/askTrouble';
import { matcher } from '../charts/scope';
import { chartSource, type HistorySource, historySources } from '../charts/sources';
import type { LookResult } from '../probers/prober';
import { KEPT_MS } from './podLog';
import type { RawSeries } from './rawSamples';

export type AskSeries = (endpoint: Endpoint, query: string, atMs: number) => Promise<Result<readonly RawSeries[], AskTrouble>>;

/** The target of kube-state-metrics in one Prometheus, and how it names what it says of pods. */
export interface KsmTarget {
  readonly endpoint: Endpoint;
  /** "Prometheus monitoring/k8s". */
  readonly name: string;
  readonly job: string;
  readonly instance: string;
  /** Without `honor_labels` Prometheus calls them exported_namespace and exported_pod. */
  readonly labels: { readonly namespace: string; readonly pod: string; readonly container: string };
  readonly intervalMs?: number;
}

/** The first source that can be asked, or why none can. */
export function askableSource(
  discovered: readonly Discovered[],
  looks: ReadonlyMap<string, Pick<LookResult, 'facts'>>,
): Result<HistorySource & { readonly endpoint: Endpoint }, AskTrouble> {
  const sources = historySources(discovered, looks);
  const source = sources.find(({ endpoint }) => endpoint !== undefined);
  if (source?.endpoint !== undefined) return ok({ ...source, endpoint: source.endpoint });
  const [first] = sources;
  if (first === undefined)
    return failed({ says: 'no Prometheus was found', remedy: 'Give its address: --endpoint prometheus=URL, or the settings.' });
  return failed({
    says: `${chartSource(first).name} cannot be asked: ${first.says ?? 'no way in'}`,
    remedy: 'It is asked again as soon as it answers.',
  });
}

/** Who scrapes kube-state-metrics says so with each of its series. */
export async function findTarget(
  source: HistorySource & { readonly endpoint: Endpoint },
  ask: AskSeries,
  atMs: number,
): Promise<Result<KsmTarget, AskTrouble>> {
  const { name } = chartSource(source);
  const answer = await ask(source.endpoint, 'topk(1, kube_pod_status_phase)', atMs);
  if (!answer.ok) return answer;
  const labels = answer.value[0]?.labels;
  if (labels === undefined)
    return failed({
      says: `${name} has no kube_pod_status_phase: it does not scrape kube-state-metrics, or drops what it says of pods`,
      remedy: 'Add kube-state-metrics to its scrape configuration.',
    });
  const { job = '', instance = '' } = labels;
  const own = (label: string): string => (labels[`exported_${label}`] === undefined ? label : `exported_${label}`);
  const container = labels['exported_pod'] === undefined ? 'container' : 'exported_container';
  return ok({
    endpoint: source.endpoint,
    name,
    job,
    instance,
    labels: { namespace: own('namespace'), pod: own('pod'), container },
    intervalMs: intervalIn(source, job, instance),
  });
}

function intervalIn({ facts }: HistorySource, job: string, instance: string): number | undefined {
  if (facts?.targets?.state !== 'ok') return undefined;
  const target = facts.targets.value.find(({ labels }) => labels['job'] === job && labels['instance'] === instance);
  const seconds = target?.scrapeInterval === undefined ? undefined : parseGoDuration(target.scrapeInterval);
  return seconds === undefined || seconds <= 0 ? undefined : seconds * 1_000;
}

export function upQuery({ job, instance }: KsmTarget): string {
  return `up{${matcher('job', '=', job)},${matcher('instance', '=', instance)}}[${KEPT_MS / 1_000}s]`;
}

/** The scrapes of the last hour by `up`, which Prometheus writes at each, also at those that fail. */
export async function readScrapes(target: KsmTarget, ask: AskSeries, atMs: number): Promise<Result<Scrapes, AskTrouble>> {
  const answer = await ask(target.endpoint, upQuery(target), atMs);
  if (!answer.ok) return answer;
  const ticks = answer.value.flatMap(({ samples }) => samples).map(({ atMs: tickMs, value }) => ({ atMs: tickMs, ok: value === 1 }));
  if (ticks.length === 0)
    return failed({ says: `${target.name} has no sample of ${upQuery(target)}`, remedy: 'Its next scrapes are waited for.' });
  return ok(scrapesOf(ticks, target.intervalMs, atMs));
}

/** `intervalMs` undefined: the middle distance of the times. */
export function scrapesOf(found: Scrapes['ticks'], intervalMs: number | undefined, toMs: number): Scrapes {
  const ticks = [...found].sort((a, b) => a.atMs - b.atMs);
  const times = ticks.map(({ atMs }) => atMs);
  const interval = intervalMs ?? middleStep(times) ?? 0;
  return { ticks, intervalMs: interval, jitterMs: measuredJitterMs(times, interval), fromMs: times[0] ?? toMs, toMs };
}
