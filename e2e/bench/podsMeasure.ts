import { BlindSpotWatch } from '../../electron/engine/blindSpots/blindSpotWatch';
import { PodLog } from '../../electron/engine/blindSpots/podLog';
import { open, target } from '../../electron/engine/charts/chartFeed.testSupport';
import { fakeCluster } from '../../electron/engine/cluster/fakeCluster.testSupport';
import { manualClock } from '../../electron/engine/cluster/manualClock.testSupport';
import type { Json } from '../../electron/engine/cluster/strip/fields';
import { stripPod } from '../../electron/engine/cluster/strip/pod';
import { SharedValues } from '../../electron/engine/cluster/strip/sharedValues';
import { EMPTY_INVENTORY, type PodObject } from '../../shared/model/inventory';

/** Measures the log of pods and the list of its rows; prints one JSON object. */

const PODS = Number(process.argv[2]);
const START = Date.UTC(2026, 10, 21, 14);
const HOUR = 3_600_000;
const INTERVAL = 15_000;
/** Versions of one restart: ended, backing off, running, ready. */
const STEPS = 4;
const ROUNDS = 5;

const shared = new SharedValues();
const time = (ms: number) => new Date(ms).toISOString();

function statusAt(step: number, atMs: number): Json {
  const before = { reason: 'OOMKilled', exitCode: 137, startedAt: time(START - 9 * HOUR), finishedAt: time(atMs) };
  const ready = { type: 'Ready', status: step === 0 || step === STEPS ? 'True' : 'False', lastTransitionTime: time(atMs) };
  const state =
    step === 1
      ? { terminated: before }
      : step === 2
        ? { waiting: { reason: 'CrashLoopBackOff' } }
        : { running: { startedAt: time(step === 0 ? START - 9 * HOUR : atMs) } };
  const lastState = step < 2 ? {} : { terminated: before };
  const containerStatuses = [{ name: 'app', restartCount: step > 2 ? 1 : 0, ready: step === 0 || step === STEPS, state, lastState }];
  return { phase: 'Running', conditions: [ready], containerStatuses };
}

function podOf(index: number, step: number, atMs: number): PodObject {
  const metadata = {
    namespace: `team-${index % 50}`,
    name: `service-${Math.floor(index / 10)}-${index}`,
    uid: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    creationTimestamp: time(START - 9 * HOUR),
    labels: { app: `service-${Math.floor(index / 10)}` },
    ownerReferences: [{ kind: 'ReplicaSet', name: `service-${Math.floor(index / 10)}` }],
  };
  const spec = { nodeName: `node-${index % 1_000}`, containers: [{ name: 'app', image: 'service:1' }] };
  return stripPod({ metadata, spec, status: statusAt(step, step === 0 ? START - 9 * HOUR : atMs) }, shared);
}

/** Each pod restarts once, evenly over the hour; the four versions of a restart lie some seconds apart, among those of others. */
function churn(pods: number): readonly { readonly atMs: number; readonly pod: PodObject }[] {
  const heard = [];
  for (let index = 0; index < pods; index++)
    for (let step = 1; step <= STEPS; step++) {
      const atMs = START + Math.floor((index / pods) * HOUR * 0.98) + step * 4_000;
      heard.push({ atMs, pod: podOf(index, step, atMs) });
    }
  return heard.sort((a, b) => a.atMs - b.atMs);
}

function heap(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** CPU of this process in ms, its collector's included: others of the machine do not count. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function medianOf(act: () => void): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const begin = cpuMs();
    act();
    return cpuMs() - begin;
  });
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}

function matrixOf(result: readonly object[]) {
  return { status: 200, body: { status: 'success', data: { resultType: 'matrix', result } } };
}

/** A Prometheus that scraped kube-state-metrics every 15 s of the hour. */
function prometheus() {
  const metric = { __name__: 'kube_pod_status_phase', job: 'ksm', instance: 'n1:10250', namespace: 'demo', pod: 'x' };
  const ticks = Array.from({ length: HOUR / INTERVAL }, (_, at) => [(START + at * INTERVAL) / 1_000, '1']);
  return fakeCluster((_path, query) =>
    (query.get('query') ?? '').startsWith('topk')
      ? { status: 200, body: { status: 'success', data: { resultType: 'vector', result: [{ metric, value: [START / 1_000, '1'] }] } } }
      : matrixOf([{ metric: {}, values: ticks }]),
  );
}

function measureLog(listed: readonly PodObject[], heard: ReturnType<typeof churn>) {
  let nowMs = START;
  const before = heap();
  const log = new PodLog(() => nowMs);
  const beginList = cpuMs();
  for (const pod of listed) log.hear('listed', pod);
  const listMs = cpuMs() - beginList;
  const afterList = heap();
  const begin = cpuMs();
  for (const { atMs, pod } of heard) {
    nowMs = atMs;
    log.hear('changed', pod);
  }
  const hearMs = cpuMs() - begin;
  const after = heap();
  const lives = [...log.lives()];
  return {
    listMs,
    hearMs: hearMs / heard.length,
    bytesOfListed: (afterList - before) / listed.length,
    bytesOfHour: after - afterList,
    lives: lives.length,
    states: lives.reduce((sum, { states }) => sum + states.length, 0),
    dropped: log.dropped,
  };
}

async function measurePage(listed: readonly PodObject[], heard: ReturnType<typeof churn>) {
  const clock = manualClock(START);
  const inventory = { ...EMPTY_INVENTORY, pods: listed, listed: [{ resource: 'pods', have: listed.length, state: 'watching' as const }] };
  const session = { ...open({ targets: [target('ksm', 'n1')] }).session, inventory };
  const watch = new BlindSpotWatch({ session: () => session, port: prometheus(), clock });
  for (const pod of listed) watch.hear('listed', pod);
  for (const { atMs, pod } of heard) {
    clock.jump(atMs - clock.now());
    watch.hear('changed', pod);
  }
  await watch.refresh(new AbortController().signal);
  const page = watch.page('');
  return {
    firstRows: page.pods.length,
    changes: page.summary.changes,
    pageMs: medianOf(() => watch.page('')),
    searchMs: medianOf(() => watch.page('service-12')),
    bytes: JSON.stringify(page).length,
  };
}

async function main(): Promise<void> {
  const listed = Array.from({ length: PODS }, (_, index) => podOf(index, 0, START));
  const before = heap();
  const heard = churn(PODS);
  const versionBytes = (heap() - before) / heard.length;
  const log = measureLog(listed, heard);
  const page = await measurePage(listed, heard);
  process.stdout.write(JSON.stringify({ pods: PODS, versions: heard.length, versionBytes, ...log, ...page }));
}

void main();
