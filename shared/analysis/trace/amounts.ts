import { formatBytes, formatCores, formatDuration, grouped } from '../../model/format';
import type { TracedMetric } from './question';

/** A number of one hop with its unit: counters of CPU are core-seconds, their rates cores. */
export interface Amount {
  readonly amount: number;
  readonly unit: 'core-seconds' | 'cores' | 'bytes' | 'percent' | '';
}

/** "1,204.31 s", "248.3 m", "55.8 MiB", "62 %", "9.504". */
export function amountText({ amount, unit }: Amount): string {
  switch (unit) {
    case 'core-seconds':
      return `${grouped(amount.toFixed(2))} s`;
    case 'cores':
      return coresText(amount);
    case 'bytes':
      return formatBytes(amount);
    case 'percent':
      return `${Math.round(amount)} %`;
    default:
      return grouped(String(Number(amount.toPrecision(6))));
  }
}

/** A difference with its sign, finer than the numbers that it is of. */
export function differenceText({ amount, unit }: Amount): string {
  const sign = amount > 0 ? '+' : amount < 0 ? '−' : '±';
  const size = Math.abs(amount);
  if (unit === 'core-seconds') return `${sign}${size < 1 ? formatDuration(size) : `${grouped(size.toFixed(2))} s`}`;
  return `${sign}${amountText({ amount: size, unit })}`;
}

/** Tenths of a millicore: kubectl rounds to whole ones, and the rest is what a trace is asked about. */
function coresText(cores: number): string {
  if (!Number.isFinite(cores) || Math.abs(cores) >= 10) return formatCores(cores);
  return `${grouped((cores * 1000).toFixed(1))} m`;
}

/** What a cumulative reading of the metric is counted in. */
export function readUnit(metric: TracedMetric): Amount['unit'] {
  return metric.kind === 'cpu' ? 'core-seconds' : metric.kind === 'memory' ? 'bytes' : '';
}

/** What the Metrics API and dashboards give. */
export function servedUnit(metric: TracedMetric): Amount['unit'] {
  return metric.kind === 'cpu' ? 'cores' : metric.kind === 'memory' ? 'bytes' : '';
}

export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

/** "14.9 s", "5 min": a window or a wait. */
export function secondsText(ms: number): string {
  const seconds = ms / 1000;
  return seconds >= 10 && seconds < 60 && !Number.isInteger(seconds) ? `${seconds.toFixed(1)} s` : formatDuration(seconds);
}
