import { type WindowRule, windowStart } from '../../promql/windowRule';
import { printDuration } from '../../relabel/duration';

/** What a gap did to rates over one range. */
export interface RateCost {
  readonly rangeMs: number;
  /** Evaluations while the gap was in the range. */
  readonly evaluations: number;
  /** Of them with fewer than two samples: no value at all. */
  readonly lost: number;
}

/** Ranges that people write. */
const ROUND_MS = [15, 30, 60, 120, 180, 240, 300, 600, 900, 1_200, 1_800, 2_700, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400].map(
  (s) => s * 1_000,
);
/** Evaluations looked at: a gap of a day at 1 s has more, and says no more. */
const MOST_EVALUATIONS = 2_000;

/**
 * Evaluations of a rate over `rangeMs` each `stepMs` that the gap touches, and how many of them held fewer than two
 * samples. Prometheus 3 takes samples in (t - range, t], 2 in [t - range, t] (`rule`). `samplesMs` ascend: those that are there around the gap.
 */
export function rateCost(
  samplesMs: readonly number[],
  gap: { readonly fromMs: number; readonly toMs: number },
  rangeMs: number,
  stepMs: number,
  rule: WindowRule = 'left-open',
): RateCost {
  const step = Math.max(stepMs, (gap.toMs - gap.fromMs) / MOST_EVALUATIONS, 1);
  let evaluations = 0;
  let lost = 0;
  for (let atMs = gap.fromMs + step; atMs <= gap.toMs; atMs += step) {
    evaluations += 1;
    if (samplesIn(samplesMs, windowStart(atMs, rangeMs, rule), atMs) < 2) lost += 1;
  }
  return { rangeMs, evaluations, lost };
}

function samplesIn(samplesMs: readonly number[], afterMs: number, toMs: number): number {
  return samplesMs.filter((atMs) => atMs > afterMs && atMs <= toMs).length;
}

/** The smallest range that always holds two samples over these gaps: from the last but one before to the first after, and rounded up. */
export function smallestRange(
  gaps: readonly { readonly fromMs: number; readonly toMs: number }[],
  intervalMs: number,
): { readonly needMs: number; readonly rangeMs: number } {
  const longestMs = gaps.reduce((most, { fromMs, toMs }) => Math.max(most, toMs - fromMs), intervalMs);
  const needMs = longestMs + intervalMs;
  return { needMs, rangeMs: ROUND_MS.find((range) => range > needMs) ?? Math.ceil(needMs / 3_600_000) * 3_600_000 };
}

/** "[4m] keeps two samples across it: 14 x 15 s = 210 s." */
export function rangeAdvice(gaps: readonly { readonly fromMs: number; readonly toMs: number }[], intervalMs: number): string {
  const { needMs, rangeMs } = smallestRange(gaps, intervalMs);
  const times = Math.ceil(needMs / intervalMs - 0.1);
  return `[${printDuration(rangeMs)}] keeps two samples across it: ${times} × ${printDuration(intervalMs)} = ${printDuration(Math.round(times * intervalMs))}.`;
}
