import { capital } from '../../model/capital';
import { formatDuration } from '../../model/format';
import { middleOf } from '../../series/middle';

/**
 * How often a cAdvisor reads its cgroups. By default each wait is 10 s, or 15 s where nothing had changed, and stretched by
 * chance to up to twice that (google/cadvisor lib/manager/container.go; the kubelet's pkg/kubelet/cadvisor/cadvisor_linux.go).
 */
export const USUAL_INTERVALS = [
  { seconds: 10, of: 'cgroups whose numbers change' },
  { seconds: 15, of: 'cgroups that stand still' },
] as const;
/** Each wait is the interval times this at most. */
export const MOST_STRETCH = 2;
const SHORTEST = 10;
const LONGEST = 30;
/** Fewer steps say nothing of a spread. */
const ENOUGH = 20;
/** Of the steps: one that a clock was set back in makes no verdict. */
const FEW = 0.05;
/** In the middle of 1 to 2. */
const MIDDLE_STRETCH = 1.5;

export interface Cadence {
  readonly steps: number;
  /** Seconds. */
  readonly median: number;
  readonly p10: number;
  readonly p90: number;
  readonly shortest: number;
  readonly longest: number;
  /** Shares of the steps, 0 to 1, that fit 10 s x (1 to 2) and 15 s x (1 to 2); many fit both. */
  readonly fits: readonly { readonly seconds: number; readonly share: number }[];
  readonly verdict: 'usual' | 'slower' | 'faster' | 'too-few';
  /** The interval that such steps come from, in seconds, where it is not the default. */
  readonly interval?: number;
  readonly says: string;
}

/**
 * @param steps seconds between two times at which one cgroup was seen to be read, over all cgroups of a node
 * @param least what one period is proven to last at least, of each step (negative: nothing is proven)
 */
export function cadenceOf(steps: readonly number[], least: readonly number[]): Cadence {
  const sorted = [...steps].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const [shortest, p10, median, p90, longest] = [at(0), at(0.1), at(0.5), at(0.9), at(1)];
  const fits = USUAL_INTERVALS.map(({ seconds }) => ({
    seconds,
    share: shareOf(steps, (step) => step >= seconds && step <= seconds * MOST_STRETCH),
  }));
  const numbers = { steps: steps.length, median, p10, p90, shortest, longest, fits };
  const verdict = verdictOf(steps, least);
  const interval = verdict === 'slower' || verdict === 'faster' ? median / MIDDLE_STRETCH : undefined;
  return {
    ...numbers,
    verdict,
    ...(interval === undefined ? {} : { interval }),
    says: sayCadence(verdict, numbers, interval),
  };
}

function verdictOf(steps: readonly number[], least: readonly number[]): Cadence['verdict'] {
  if (steps.length < ENOUGH) return 'too-few';
  // A step holds one read or several: only a short one proves a short period, only a long least one a long period.
  if (shareOf(steps, (step) => step < SHORTEST) > FEW) return 'faster';
  return (middleOf(least) ?? 0) > LONGEST ? 'slower' : 'usual';
}

function sayCadence(
  verdict: Cadence['verdict'],
  { steps, median, p10, p90 }: Pick<Cadence, 'steps' | 'median' | 'p10' | 'p90'>,
  interval = 0,
): string {
  if (verdict === 'too-few')
    return steps === 0 ? 'No cgroup was seen to be read twice yet.' : `${steps} steps were seen; ${ENOUGH} say something.`;
  const measured = `A cgroup is read each ${formatDuration(median)} in the middle, eight of ten steps between ${formatDuration(p10)} and ${formatDuration(p90)}`;
  if (verdict === 'usual') {
    // A step between two looks is a whole number of reads: its length is no period.
    const several = p90 > LONGEST ? '; a step beyond 30 s holds several reads' : '';
    return `From look to look a cgroup moved on by ${formatDuration(median)} in the middle, eight of ten steps between ${formatDuration(p10)} and ${formatDuration(p90)}: as by default, 10 s x (1 to 2) and 15 s x (1 to 2)${several}.`;
  }
  const fits = `it fits --housekeeping-interval=${Math.round(interval)}s or so, stretched by 1 to 2`;
  return verdict === 'slower'
    ? `${measured}: more rarely than by default. ${capital(fits)}; ranges of rate() need four times the longest step.`
    : `${measured}: more often than by default. ${capital(fits)}; every read of every cgroup costs the kubelet CPU.`;
}

function shareOf(steps: readonly number[], fits: (step: number) => boolean): number {
  return steps.length === 0 ? 0 : steps.filter(fits).length / steps.length;
}
