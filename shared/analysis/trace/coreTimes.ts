import type { TraceBar } from '../../contract/trace';
import { secondsText } from './amounts';
import { toLocal } from './clockBounds';
import type { SeenAt, TraceScene } from './scene';

/** --horizontal-pod-autoscaler-sync-period; no API tells another one. */
export const HPA_SYNC_MS = 15_000;

/** The way of the sample that the Metrics API serves now, by this machine's clock. */
export interface CoreTimes {
  /** A change may have come right after this: the sample before. */
  readonly beforeMs: number;
  readonly sampleMs: number;
  /** When metrics-server asked for it; not exact: at the latest. */
  readonly scraped: { readonly atMs: number; readonly exact: boolean };
}

/** Undefined where the Metrics API serves nothing of it. */
export function coreTimes({ metricsApi, metricsServer, clocks, endedMs, apiSeen }: TraceScene): CoreTimes | undefined {
  if (metricsApi.state !== 'heard') return undefined;
  const { timestampMs, windowMs } = metricsApi.value;
  const sampleMs = toLocal(timestampMs, clocks.node);
  const { scrapedMs, resolutionMs } = metricsServer;
  const latest = Math.max(sampleMs, Math.min(endedMs, sampleMs + resolutionMs));
  const ticked = scrapedMs === undefined ? undefined : tickFrom(sampleMs, toLocal(scrapedMs, clocks.apiserver), resolutionMs, endedMs);
  const known = isOfSample(apiSeen, sampleMs) ? Math.max(sampleMs, apiSeen.atMs) : ticked;
  return {
    beforeMs: sampleMs - windowMs,
    sampleMs,
    scraped: known === undefined ? { atMs: latest, exact: false } : { atMs: known, exact: true },
  };
}

function isOfSample(seen: SeenAt | undefined, sampleMs: number): seen is SeenAt {
  return seen !== undefined && Math.abs(seen.sampleMs - sampleMs) < 1_000;
}

/** The first of the ticks that go through `tickMs` that is not before `ms`; undefined where that is not over yet. */
function tickFrom(ms: number, tickMs: number, periodMs: number, endMs: number): number | undefined {
  const at = tickMs + Math.ceil((ms - tickMs) / periodMs) * periodMs;
  return at <= endMs + 1_000 ? Math.min(at, endMs) : undefined;
}

/** What each hop of the core pipeline adds for that sample. */
export function coreBars(scene: TraceScene): Readonly<Partial<Record<string, TraceBar>>> {
  const times = coreTimes(scene);
  if (times === undefined) return {};
  const { beforeMs, sampleMs, scraped } = times;
  const workedMs = scene.resource.state === 'heard' ? scene.resource.tookMs : 0;
  const servedMs = scene.metricsApi.state === 'heard' ? scene.metricsApi.tookMs : 0;
  const keptMs = scraped.atMs + workedMs;
  const work = (tookMs: number): TraceBar => {
    return { fromMs: keptMs - tookMs, toMs: keptMs, kind: 'working', says: secondsText(Math.round(tookMs)), exact: true };
  };
  return {
    cgroup: { fromMs: beforeMs, toMs: beforeMs, kind: 'working', says: 'changed here, at the earliest', exact: true },
    cadvisor: wait(beforeMs, sampleMs, 'housekeeping', true),
    resource: wait(sampleMs, scraped.atMs, 'scrape', scraped.exact),
    'metrics-server': work(workedMs),
    'metrics-api': { ...work(servedMs), fromMs: keptMs, toMs: keptMs + servedMs },
    'kubectl-top': { ...work(servedMs), fromMs: keptMs, toMs: keptMs + servedMs },
    ...(scene.hpas.length === 0 ? {} : { hpa: hpaBar(scene, times) }),
  };
}

/** Where it was seen to read that sample: until then; else at most one sync. */
function hpaBar({ hpaSeen, endedMs }: TraceScene, { sampleMs, scraped }: CoreTimes): TraceBar {
  const isSeen = isOfSample(hpaSeen, sampleMs) && hpaSeen.atMs >= scraped.atMs;
  const toMs = isSeen ? hpaSeen.atMs : Math.min(endedMs, scraped.atMs + HPA_SYNC_MS);
  return wait(scraped.atMs, toMs, 'HPA sync', isSeen);
}

export function wait(fromMs: number, toMs: number, what: string, exact: boolean): TraceBar {
  const took = secondsText(Math.max(0, toMs - fromMs));
  return { fromMs, toMs: Math.max(fromMs, toMs), kind: 'waiting', says: exact ? `${took} ${what}` : `up to ${took} ${what}`, exact };
}
