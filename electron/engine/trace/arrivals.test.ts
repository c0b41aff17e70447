import { expect, it } from 'vitest';
import { lagSpread } from '../../../shared/analysis/trace/lag/spread';
import { waitsOf } from '../../../shared/analysis/trace/lag/waits';
import { RECORDED } from '../../../shared/analysis/trace/recorded.testSupport';
import type { HpaObject, PodObject, WorkloadObject } from '../../../shared/model/inventory';
import { EMPTY_INVENTORY } from '../../../shared/model/inventory';
import { housekeptAt } from '../../demo/world/housekeeping';
import type { PortAnswer } from '../cluster/port';
import { AnswerStore } from '../store/answers';
import { Readings } from '../store/readings';
import { Arrivals } from './arrivals';
import { Clocks, type TraceSession } from './traceParts';

/**
 * A cluster of which everything is known: when cAdvisor reads the cgroup (the demo's own schedule), when metrics-server asks the kubelet
 * (every 15 s), when the HPA controller syncs (every 15 s, 4.3 s later). How long a change takes is then one sum for each moment.
 */
const START_MS = 1_800_000_000_000;
const PERIOD_MS = 15_000;
const SCRAPE_AT_MS = START_MS + 2_700;
const SYNC_AT_MS = START_MS + 7_000;
const TOOK_MS = 40;
const SPAN_MS = 900_000;

const sampleAt = (nowMs: number): number => housekeptAt(20_260_101, 'n1', '/kubepods/pod1/web', nowMs);
const tick = (nowMs: number, phaseMs: number): number => phaseMs + Math.floor((nowMs - phaseMs) / PERIOD_MS) * PERIOD_MS;
/** What the Metrics API serves, and what the HPA read at its last sync. */
const servedAt = (nowMs: number): number => sampleAt(tick(nowMs, SCRAPE_AT_MS));
const readAt = (nowMs: number): number => servedAt(tick(nowMs, SYNC_AT_MS));

/** When a change made at `changeMs` is in what the HPA read. */
function reachedMs(changeMs: number): number {
  for (let sync = tick(changeMs, SYNC_AT_MS); ; sync += PERIOD_MS) if (sync >= changeMs && servedAt(sync) >= changeMs) return sync;
}

const meta = { uid: 'u', createdMs: 0, labels: { app: 'web' }, annotations: {}, namespace: 'demo' } as const;
const POD: PodObject = {
  ...meta,
  name: 'web-56c757448c-wfkx6',
  resourceVersion: '1',
  node: 'n1',
  phase: 'Running',
  hostNetwork: false,
  conditions: [],
  containers: [],
  statuses: [],
};
const WEB: WorkloadObject = {
  ...meta,
  name: 'web',
  resourceVersion: '1',
  kind: 'Deployment',
  desired: 1,
  ready: 1,
  selector: { app: 'web' },
  templateLabels: {},
  templateAnnotations: {},
  containers: [],
  hostNetwork: false,
};
const hpaOf = (version: number): HpaObject => ({
  ...meta,
  name: 'web-cpu',
  resourceVersion: String(version),
  scaleTarget: { kind: 'Deployment', name: 'web' },
  minReplicas: 1,
  maxReplicas: 3,
  currentReplicas: 1,
  desiredReplicas: 1,
  metrics: [{ type: 'Resource', name: 'cpu', targetType: 'Utilization', target: '80', current: '50' }],
  conditions: [],
});

it('how long changes take, measured by looks, is what it is, within the uncertainty that is told', async () => {
  let nowMs = START_MS;
  const session: TraceSession = {
    discovered: [],
    get inventory() {
      return { ...EMPTY_INVENTORY, pods: [POD], workloads: [WEB], hpas: [hpaOf(readAt(nowMs))] };
    },
    looks: new Map(),
    answers: new AnswerStore(),
    readings: new Readings(),
    clockOffsetMs: 0,
    isPaused: false,
    firstWholeLookMs: 1,
    listsWholeMs: 1,
  };
  const send = async (request: Parameters<ConstructorParameters<typeof Arrivals>[0]['port']['send']>[0]): Promise<PortAnswer> => {
    nowMs += TOOK_MS;
    return answerOf(request.path, request.route, nowMs);
  };
  const arrivals = new Arrivals({ session, port: { send }, clock: { now: () => nowMs } }, RECORDED.question, new Clocks());
  while (nowMs < START_MS + SPAN_MS) {
    await arrivals.look(new AbortController().signal);
    nowMs += arrivals.periodMs;
  }
  const { stages, withinMs } = arrivals.seen(RECORDED);
  const hpa = stages[stages.length - 1]?.arrivals ?? [];
  const measured = lagSpread(hpa);
  if (measured === undefined) throw new Error('it was measured');
  const known = knownLags(hpa[0]?.sampleMs ?? 0, hpa[hpa.length - 1]?.sampleMs ?? 0);
  const uncertainMs = measured.withinMs + withinMs;
  expect(measured.edges).toBeGreaterThan(40);
  expect(uncertainMs).toBeLessThanOrEqual(1_600);
  for (const [is, should] of [
    [measured.bestMs, known.bestMs],
    [measured.p50Ms, known.p50Ms],
    [measured.meanMs, known.meanMs],
    [measured.worstMs, known.worstMs],
  ] as const)
    expect(Math.abs(is - should), `${is} should be ${should}`).toBeLessThanOrEqual(uncertainMs);
  expect(waitsOf({ id: 'housekeeping', says: 'housekeeping' }, stages).map(({ id, share }) => [id, Math.round(share * 10) / 10])).toEqual(
    known.shares,
  );
});

/** Of every tenth of a second between two samples: one sum each. */
function knownLags(fromMs: number, toMs: number) {
  const changes = Array.from({ length: Math.floor((toMs - fromMs) / 100) }, (_, at) => fromMs + at * 100 + 50);
  const lags = changes.map((changeMs) => reachedMs(changeMs) - changeMs).sort((a, b) => a - b);
  const meanMs = lags.reduce((sum, ms) => sum + ms, 0) / lags.length;
  const samples = changes.map((changeMs) => readAt(reachedMs(changeMs)) - changeMs);
  const served = changes.map((changeMs) => {
    const sampleMs = readAt(reachedMs(changeMs));
    return SCRAPE_AT_MS + Math.ceil((sampleMs - SCRAPE_AT_MS) / PERIOD_MS) * PERIOD_MS - sampleMs;
  });
  const share = (all: readonly number[]) => Math.round((all.reduce((sum, ms) => sum + ms, 0) / all.length / meanMs) * 10) / 10;
  const [housekeeping, scrape] = [share(samples), share(served)];
  const shares = [
    ['housekeeping', housekeeping],
    ['scrape', scrape],
    ['hpa', Math.round((1 - housekeeping - scrape) * 10) / 10],
  ];
  return { bestMs: lags[0] ?? 0, p50Ms: lags[Math.floor(lags.length / 2)] ?? 0, meanMs, worstMs: lags[lags.length - 1] ?? 0, shares };
}

function answerOf(path: string, route: PortAnswer['route'], nowMs: number): PortAnswer {
  const body = {
    metadata: { name: POD.name },
    timestamp: new Date(Math.floor(servedAt(nowMs) / 1000) * 1000).toISOString(),
    window: '15s',
    containers: [{ name: 'web', usage: { cpu: '100m', memory: '1Mi' } }],
  };
  return {
    kind: 'answer',
    request: `GET ${path}`,
    route,
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(JSON.stringify(body)),
    wireBytes: 1,
    atMs: nowMs,
    timings: { total: TOOK_MS },
  };
}
