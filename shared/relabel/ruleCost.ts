import type { OverAll } from './overAll';

/** Where each of those tried belongs: a target's series come by its own interval. */
export interface Grouped {
  readonly count: number;
  targetAt(index: number): number;
}

export interface TargetCost {
  readonly target: number;
  readonly series: number;
  readonly samplesPerSecond: number;
}

/** What a rule that drops saves: series, and the samples/s that would come of them. */
export interface RuleCost {
  readonly rule: number;
  readonly series: number;
  readonly samplesPerSecond: number;
  /** Most first. */
  readonly targets: readonly TargetCost[];
}

/** Of every rule that drops something, in their order: what an earlier one drops never comes to a later one. */
export function ruleCosts(over: OverAll, grouped: Grouped, intervalMs: (target: number) => number): readonly RuleCost[] {
  const byRule = new Map<number, Map<number, number>>();
  for (let index = 0; index < over.tested; index++) {
    const { rule } = over.at(index);
    if (rule === undefined) continue;
    const targets = byRule.get(rule) ?? new Map<number, number>();
    const target = grouped.targetAt(index);
    targets.set(target, (targets.get(target) ?? 0) + 1);
    byRule.set(rule, targets);
  }
  return [...byRule].sort(([a], [b]) => a - b).map(([rule, targets]) => costOf(rule, targets, intervalMs));
}

function costOf(rule: number, counts: ReadonlyMap<number, number>, intervalMs: (target: number) => number): RuleCost {
  const targets = [...counts]
    .map(([target, series]) => ({ target, series, samplesPerSecond: samplesPerSecond(series, intervalMs(target)) }))
    .sort((a, b) => b.series - a.series);
  const sum = (of: (cost: TargetCost) => number) => targets.reduce((all, each) => all + of(each), 0);
  return { rule, series: sum(({ series }) => series), samplesPerSecond: sum((cost) => cost.samplesPerSecond), targets };
}

/** One sample of each series in each interval. */
export function samplesPerSecond(series: number, intervalMs: number): number {
  return intervalMs > 0 ? (series * 1000) / intervalMs : 0;
}
