import { noiseAt, noiseIntegral, type Phases, waveAt, waveIntegral } from './load';
import type { LoadShare } from './loadShare';
import type { Requests, Usage } from './running';
import type { Behaviour } from './world';

/** One run of one container, as far as its load is concerned. */
export interface Run {
  readonly behaviour: Behaviour;
  readonly startedMs: number;
  readonly finishedMs?: number;
  /** Of the workload's container when its load is shared, else of this run. */
  readonly wave: Phases;
  readonly noise: Phases;
  readonly share?: LoadShare;
  /** Limit that it grows to before it is OOM-killed. */
  readonly memoryLimitBytes?: number;
}

export const NO_USAGE: Usage = {
  cpuCoreSeconds: 0,
  memoryWorkingSetBytes: 0,
  memoryUsageBytes: 0,
  networkRxBytes: 0,
  networkTxBytes: 0,
  fsReadBytes: 0,
  fsWriteBytes: 0,
};

const RX_PER_REQUEST = 640;
const TX_PER_REQUEST = 3_400;
const RX_PER_SECOND = 420;
const TX_PER_SECOND = 510;
const WRITTEN_PER_SECOND = 380;
/** Spent while the program starts: cAdvisor reads a cgroup as soon as there is one, and never finds 0. */
const CPU_AT_START = 0.012;
/** Read once, while the program starts. */
const READ_AT_START = 5_300_000;
/** Page cache that the kernel could give back: in usage, not in the working set. */
const CACHE_BYTES = 6_200_000;
const PAGE = 4096;
/** Of the daily and short waves' one: requests wave between 50 % and 150 % of their mean. */
const REQUEST_SWING = 1;
const FAILED_SHARE = 0.02;
const WAITING_PER_REQUEST = 1.6;

/** Seconds lived, seconds x share, and the integral of share x wave, from the start to a time not after its end. */
function lived(run: Run, atMs: number) {
  const to = Math.max(run.startedMs, Math.min(atMs, run.finishedMs ?? atMs));
  const seconds = (to - run.startedMs) / 1000;
  if (run.share !== undefined) return { to, seconds, ...run.share.integral(run.startedMs, to) };
  return { to, seconds, flat: seconds, wave: waveIntegral(run.behaviour, run.wave, run.startedMs / 1000, to / 1000) };
}

function requestsUpTo(run: Run, past: { readonly flat: number; readonly wave: number }): number {
  const rate = run.behaviour.requestsPerSecond ?? 0;
  return rate * ((1 - REQUEST_SWING / 2) * past.flat + REQUEST_SWING * past.wave);
}

/** Bytes in the working set: the wave, or the way up to the limit of a container that leaks. */
function memoryAt(run: Run, toMs: number): number {
  const { memoryBaseBytes: base, memoryAmplitudeBytes: amplitude, oomAfterSeconds } = run.behaviour;
  if (oomAfterSeconds !== undefined && run.memoryLimitBytes !== undefined) {
    const share = Math.min(1, (toMs - run.startedMs) / 1000 / oomAfterSeconds);
    return base + (run.memoryLimitBytes - base) * share;
  }
  const shared = run.share?.at(toMs) ?? 1;
  return (
    base * (1 + noiseAt(run.noise, toMs / 1000) / 8) + amplitude * Math.min(1.5, shared) * waveAt(run.behaviour, run.wave, toMs / 1000)
  );
}

/**
 * Everything a container has used since it started; memory as it stands. A time before its start (of a reading older
 * than the container) gives what the first reading finds. A run that has ended holds no memory.
 */
export function usageOf(run: Run, atMs: number): Usage {
  const past = lived(run, atMs);
  const { cpuBaseCores: base, cpuAmplitudeCores: amplitude } = run.behaviour;
  const noise = noiseIntegral(run.noise, run.startedMs / 1000, past.to / 1000);
  const requests = requestsUpTo(run, past);
  const ended = run.finishedMs !== undefined && atMs >= run.finishedMs;
  const workingSet = ended ? 0 : Math.floor(memoryAt(run, past.to) / PAGE) * PAGE;
  return {
    cpuCoreSeconds: CPU_AT_START + base * (past.seconds + noise) + amplitude * past.wave,
    memoryWorkingSetBytes: workingSet,
    memoryUsageBytes: workingSet === 0 ? 0 : workingSet + CACHE_BYTES - (CACHE_BYTES % PAGE),
    networkRxBytes: Math.floor(RX_PER_SECOND * past.seconds + RX_PER_REQUEST * requests),
    networkTxBytes: Math.floor(TX_PER_SECOND * past.seconds + TX_PER_REQUEST * requests),
    fsReadBytes: READ_AT_START - (READ_AT_START % PAGE),
    fsWriteBytes: Math.floor((WRITTEN_PER_SECOND * past.seconds) / PAGE) * PAGE,
  };
}

/** undefined where the container exposes no metrics of its own. */
export function requestsOf(run: Run, atMs: number): Requests | undefined {
  const rate = run.behaviour.requestsPerSecond;
  if (rate === undefined) return undefined;
  const past = lived(run, atMs);
  const all = Math.floor(requestsUpTo(run, past));
  const failed = Math.floor(all * FAILED_SHARE);
  const now =
    rate * (run.share?.at(past.to) ?? 1) * (1 - REQUEST_SWING / 2 + REQUEST_SWING * waveAt(run.behaviour, run.wave, past.to / 1000));
  return { succeeded: all - failed, failed, queueDepth: Math.floor(now * WAITING_PER_REQUEST * (1 + noiseAt(run.noise, past.to / 1000))) };
}

export function plus(a: Usage, b: Usage): Usage {
  return {
    cpuCoreSeconds: a.cpuCoreSeconds + b.cpuCoreSeconds,
    memoryWorkingSetBytes: a.memoryWorkingSetBytes + b.memoryWorkingSetBytes,
    memoryUsageBytes: a.memoryUsageBytes + b.memoryUsageBytes,
    networkRxBytes: a.networkRxBytes + b.networkRxBytes,
    networkTxBytes: a.networkTxBytes + b.networkTxBytes,
    fsReadBytes: a.fsReadBytes + b.fsReadBytes,
    fsWriteBytes: a.fsWriteBytes + b.fsWriteBytes,
  };
}
