import { formatCount, formatDuration, formatRatio, formatValue } from '../../../model/format';
import type { GapScene, ScraperLoad } from '../scene';

/** What took the scraper's time, said and proven. */
export interface StarvedBy {
  /** Goes on after "and it did not restart". */
  readonly says: string;
  readonly proof: string;
  readonly remedy: string;
}

/** Throttled in so many of its CPU periods a process stands still for whole periods at a time. */
const THROTTLED = 0.25;
/** Stopped so long for garbage collection: a share of the gap. */
const COLLECTED = 0.1;
/** All CPUs that it may use, nearly. */
const BUSY = 0.9;
/** Below this share of one CPU a Prometheus that scrapes and evaluates would not be. */
const IDLE = 0.01;

/** The first that the scraper's own counters, and those of its container, prove over the gap; undefined where none does. */
export function starvedBy({ scraper: { load }, fromMs, toMs }: GapScene): StarvedBy | undefined {
  if (load === undefined) return undefined;
  const seconds = (toMs - fromMs) / 1_000;
  return throttled(load) ?? collected(load, seconds) ?? busy(load, seconds) ?? stopped(load, seconds);
}

function throttled({ throttled: periods }: ScraperLoad): StarvedBy | undefined {
  if (periods === undefined || periods.of <= 0 || periods.count / periods.of < THROTTLED) return undefined;
  const share = formatRatio(periods.count / periods.of);
  return {
    says: `its container was at its CPU limit in ${share} of the time slices`,
    proof: `container_cpu_cfs_throttled_periods_total rose by ${formatCount(periods.count)}, container_cpu_cfs_periods_total by ${formatCount(periods.of)}`,
    remedy: 'Raise the CPU limit of its container, or take it away.',
  };
}

function collected({ gcSeconds }: ScraperLoad, seconds: number): StarvedBy | undefined {
  if (gcSeconds === undefined || gcSeconds < COLLECTED * seconds) return undefined;
  return {
    says: `garbage collection stopped it for ${formatDuration(rounded(gcSeconds))} of ${formatDuration(rounded(seconds))}`,
    proof: `go_gc_duration_seconds_sum rose by ${formatDuration(rounded(gcSeconds))}`,
    remedy: 'Give it memory, or fewer series: it collects garbage all the time near its limit (GOMEMLIMIT).',
  };
}

function busy({ cpuSeconds, cpus }: ScraperLoad, seconds: number): StarvedBy | undefined {
  if (cpuSeconds === undefined || cpus === undefined || cpuSeconds < BUSY * cpus * seconds) return undefined;
  return {
    says: `it had all of its ${formatCount(cpus)} ${cpus === 1 ? 'CPU' : 'CPUs'} busy`,
    proof: `process_cpu_seconds_total rose by ${formatDuration(rounded(cpuSeconds))} in ${formatDuration(rounded(seconds))}`,
    remedy: 'Give it CPU, or find the dear queries and rules: prometheus_engine_query_duration_seconds, query log.',
  };
}

function stopped({ cpuSeconds }: ScraperLoad, seconds: number): StarvedBy | undefined {
  if (cpuSeconds === undefined || cpuSeconds > IDLE * seconds) return undefined;
  return {
    says: `it ran on no CPU (${formatValue(cpuSeconds / seconds, 'cores')}): its process was stopped, or its node asleep or out of CPU`,
    proof: `process_cpu_seconds_total rose by ${formatDuration(rounded(cpuSeconds))} in ${formatDuration(rounded(seconds))}`,
    remedy: 'Look at its node: suspended, starved by others (CPU requests), or stalled on its disk.',
  };
}

function rounded(seconds: number): number {
  return seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds);
}
