import type { BenchCost, BenchCount, RulesKind } from '../../../shared/contract/bench';
import type { Passage } from '../../../shared/relabel/outcome';
import type { OverAll } from '../../../shared/relabel/overAll';
import { type RuleCost, ruleCosts, samplesPerSecond } from '../../../shared/relabel/ruleCost';
import { ruleWords } from '../../../shared/relabel/ruleWords';
import type { JobTrial } from './jobTrial';
import type { LimitCounts } from './limitCount';
import type { ReadRules } from './rulesText';

const MOST_COSTS = 200;
const MOST_TARGETS = 20;
const MOST_UNREAD = 20;

interface Counted {
  readonly job: string;
  readonly kind: RulesKind;
  readonly isOwn: boolean;
  readonly read: ReadRules;
  readonly trial: JobTrial;
  readonly over: OverAll;
  readonly passage: Passage;
  readonly limited: LimitCounts;
}

/** What came of a trial, for the window: numbers and the rules that cost or save something. */
export function countOf({ job, kind, isOwn, read, trial, over, passage, limited }: Counted): BenchCount {
  const { targets } = trial;
  const refusedBecause = whyRefused(trial, over, passage);
  const costs = costsOf(kind, trial, over);
  const unread = targets.flatMap(({ name, reading }) => (reading.state === 'unread' ? [{ name, because: reading.because }] : []));
  const times = targets.flatMap(({ reading }) => (reading.state === 'read' ? [reading.atMs] : []));
  return {
    job,
    kind,
    isOwn,
    rules: read.rules.length,
    now: { ...over.tally() },
    own: { ...over.ownTally() },
    differences: over.differences,
    colliding: over.colliding,
    samplesPerSecond: ratesOf(kind, trial, over),
    costs: costs.slice(0, MOST_COSTS).map((cost) => toBenchCost(cost, read, trial)),
    costsMore: Math.max(0, costs.length - MOST_COSTS),
    targets: targets.length,
    unread: unread.slice(0, MOST_UNREAD),
    unreadCount: unread.length,
    ...(times.length === 0 ? {} : { readAtMs: times.reduce((oldest, each) => Math.min(oldest, each)) }),
    ...(refusedBecause === undefined ? {} : { refusedBecause }),
    ...limited,
  };
}

/** Series that stand behind one of those tried: a target has all that it exposes. */
function seriesBehind(kind: RulesKind, { targets }: JobTrial, target: number): number {
  if (kind !== 'target') return 1;
  const reading = targets[target]?.reading;
  return reading?.state === 'read' ? reading.exposition.sampleCount : 0;
}

function costsOf(kind: RulesKind, trial: JobTrial, over: OverAll): readonly RuleCost[] {
  const intervalMs = (target: number) => trial.targets[target]?.intervalMs ?? 0;
  const costs = ruleCosts(over, trial.tried, intervalMs);
  if (kind !== 'target') return costs;
  return costs.map((cost) => {
    const targets = cost.targets
      .map(({ target }) => {
        const series = seriesBehind(kind, trial, target);
        return { target, series, samplesPerSecond: samplesPerSecond(series, intervalMs(target)) };
      })
      .sort((a, b) => b.series - a.series);
    const sum = (of: (each: (typeof targets)[number]) => number) => targets.reduce((all, each) => all + of(each), 0);
    return { ...cost, series: sum(({ series }) => series), samplesPerSecond: sum((each) => each.samplesPerSecond), targets };
  });
}

function toBenchCost({ rule, series, samplesPerSecond: rate, targets }: RuleCost, read: ReadRules, trial: JobTrial): BenchCost {
  const at = read.rules[rule];
  return {
    rule,
    line: read.lines[rule] ?? 1,
    says: at === undefined ? '' : ruleWords(at),
    series,
    samplesPerSecond: rate,
    targets: targets
      .slice(0, MOST_TARGETS)
      .map((each) => ({ name: trial.targets[each.target]?.name ?? '', series: each.series, samplesPerSecond: each.samplesPerSecond })),
    targetCount: targets.length,
  };
}

/** Samples/s that get past the rules; of series that collide each counts. */
function ratesOf(kind: RulesKind, trial: JobTrial, over: OverAll): { readonly now: number; readonly own: number } {
  let [now, own] = [0, 0];
  for (let index = 0; index < over.tested; index++) {
    const tested = over.at(index);
    const target = trial.tried.targetAt(index);
    const rate = samplesPerSecond(seriesBehind(kind, trial, target), trial.targets[target]?.intervalMs ?? 0);
    if (tested.now !== 'dropped' && tested.now !== 'refused') now += rate;
    if (tested.own !== 'dropped' && tested.own !== 'refused') own += rate;
  }
  return { now, own };
}

/** Of the first that is refused. */
function whyRefused({ tried }: JobTrial, over: OverAll, passage: Passage): string | undefined {
  if (over.tally().refused === 0) return undefined;
  for (let index = 0; index < over.tested; index++) {
    if (over.at(index).now !== 'refused') continue;
    const outcome = passage(tried.labelsAt(index));
    return outcome.kind === 'refused' ? outcome.because : undefined;
  }
  return undefined;
}
