import type { BenchCount, BenchLimit, BenchLimits, RulesKind } from '../../../shared/contract/bench';
import { encodeUtf8 } from '../../../shared/exposition/utf8';
import { formatCount } from '../../../shared/model/format';
import type { Passage } from '../../../shared/relabel/outcome';
import type { Fate, OverAll } from '../../../shared/relabel/overAll';
import type { JobTrial } from './jobTrial';

type LabelLimit = 'label_limit' | 'label_name_length_limit' | 'label_value_length_limit';
const LABEL_LIMITS: readonly LabelLimit[] = ['label_limit', 'label_name_length_limit', 'label_value_length_limit'];
const MOST_NAMED = 20;
/** UTF-8 has at most so many bytes for each unit of a string. */
const MOST_BYTES = 3;

/** The most labels, and the longest, of what goes through rules. */
export class LabelMeter {
  private readonly most: Record<LabelLimit, { most: number; where: string }> = {
    label_limit: { most: 0, where: '' },
    label_name_length_limit: { most: 0, where: '' },
    label_value_length_limit: { most: 0, where: '' },
  };

  /** `passage`, with each of what it leaves measured. */
  measured(passage: Passage): Passage {
    return (labels) => {
      const outcome = passage(labels);
      if (outcome.kind === 'labels') this.take(outcome.labels);
      return outcome;
    };
  }

  rows(): readonly { readonly limit: LabelLimit; readonly most: number; readonly where: string }[] {
    return LABEL_LIMITS.map((limit) => ({ limit, ...this.most[limit] }));
  }

  private take(labels: Readonly<Record<string, string>>): void {
    const name = labels['__name__'] ?? '';
    let count = 0;
    for (const [label, value] of Object.entries(labels)) {
      if (value === '') continue;
      count += 1;
      this.raiseLength('label_name_length_limit', label, `${label} of ${name}`);
      this.raiseLength('label_value_length_limit', value, `${label} of ${name}`);
    }
    this.raise('label_limit', count, name);
  }

  private raiseLength(limit: LabelLimit, text: string, where: string): void {
    if (text.length * MOST_BYTES > this.most[limit].most) this.raise(limit, encodeUtf8(text).length, where);
  }

  private raise(limit: LabelLimit, size: number, where: string): void {
    if (size > this.most[limit].most) this.most[limit] = { most: size, where };
  }
}

export type LimitCounts = Pick<BenchCount, 'limits' | 'failing'>;

interface Limited {
  readonly kind: RulesKind;
  readonly trial: JobTrial;
  readonly over: OverAll;
  readonly meter: LabelMeter;
  readonly limits: BenchLimits;
  readonly own: BenchLimits;
}

/** Which scrapes would fail whole, by the edited rules and limits and by the cluster's own, and how near the others come. */
export function limitCounts({ kind, trial, over, meter, limits, own }: Limited): LimitCounts {
  if (kind === 'write') return { limits: [], failing: { now: NONE, own: NONE, first: [] } };
  if (kind === 'target') return targetCounts(over, limits, own);
  const now = scrapesOf(trial, over, ({ now: fate }) => fate);
  const before = scrapesOf(trial, over, ({ own: fate }) => fate);
  const most = now.reduce((max, each) => (each.kept > max.kept ? each : max), { name: '', kept: 0, refused: 0 });
  const tooMany = now.filter(({ kept }) => isOver(kept, limits.sample_limit));
  const refused = now.filter((each) => each.refused > 0);
  const failing = now.filter((each) => isFailing(each, limits.sample_limit));
  const first = failing.slice(0, MOST_NAMED).map(({ name, kept, refused: lost }) => ({
    name,
    says:
      lost > 0
        ? `${formatCount(lost)} of its series are refused`
        : `${formatCount(kept)} samples, sample_limit ${formatCount(limits.sample_limit ?? 0)}`,
  }));
  return {
    limits: [
      { limit: 'sample_limit', most: most.kept, where: most.name, over: tooMany.length },
      ...meter.rows().map((row): BenchLimit => ({ ...row, over: isOver(row.most, limits[row.limit]) ? refused.length : 0 })),
    ],
    failing: { now: sumOf(failing), own: sumOf(before.filter((each) => isFailing(each, own.sample_limit))), first },
  };
}

const NONE = { targets: 0, series: 0 };

interface ScrapeCount {
  readonly name: string;
  readonly kept: number;
  readonly refused: number;
}

/** Of each target that was read. */
function scrapesOf(trial: JobTrial, over: OverAll, fateOf: (tested: ReturnType<OverAll['at']>) => Fate): readonly ScrapeCount[] {
  const counts = trial.targets.map(({ name }) => ({ name, kept: 0, refused: 0 }));
  for (let index = 0; index < over.tested; index++) {
    const count = counts[trial.tried.targetAt(index)];
    const fate = fateOf(over.at(index));
    if (count === undefined || fate === 'dropped') continue;
    if (fate === 'refused') count.refused += 1;
    else count.kept += 1;
  }
  return counts;
}

function isOver(count: number, limit = 0): boolean {
  return limit > 0 && count > limit;
}

/** One sample that is refused fails all of them (prometheus scrape.scrapeLoop.append). */
function isFailing({ kept, refused }: ScrapeCount, limit: number | undefined): boolean {
  return refused > 0 || isOver(kept, limit);
}

function sumOf(failing: readonly ScrapeCount[]): { readonly targets: number; readonly series: number } {
  return { targets: failing.length, series: failing.reduce((sum, { kept }) => sum + kept, 0) };
}

/** More targets than allowed, and every one of them fails (prometheus scrape.scrapePool.refreshTargetLimitErr): the same one twice is one. */
function targetCounts(over: OverAll, { target_limit: limit = 0 }: BenchLimits, own: BenchLimits): LimitCounts {
  const [now, before] = [over.tally().stored, over.ownTally().stored];
  const isTooMany = isOver(now, limit);
  return {
    limits: [{ limit: 'target_limit', most: now, where: '', over: isTooMany ? now : 0 }],
    failing: {
      now: { targets: isTooMany ? now : 0, series: 0 },
      own: { targets: isOver(before, own.target_limit) ? before : 0, series: 0 },
      first: isTooMany ? [{ name: '', says: `${formatCount(now)} targets, target_limit ${formatCount(limit)}` }] : [],
    },
  };
}
