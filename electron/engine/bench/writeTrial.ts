import type { WhyTargets } from '../../../shared/analysis/why/scene';
import type { Passage } from '../../../shared/relabel/outcome';
import type { BenchScrape } from './benchConfig';
import { type BenchSession, lastNotAfter } from './jobSeries';
import { type JobTrial, trialOf } from './jobTrial';
import { inSlices, type SliceClock } from './slices';

/** What one job stores, by its own rules. */
interface Stored {
  readonly trial: JobTrial;
  readonly passage: Passage;
  /** Which of its series. */
  readonly kept: readonly number[];
}

const AT_ONCE = 200;

/**
 * Everything that the jobs store by their own rules, as remote_write gets it: with the external labels that it has no own of. What
 * recording rules make goes the same way and is not among it. Undefined: stopped.
 */
export async function writeTrialOf(
  session: BenchSession,
  jobs: readonly { readonly scrape: BenchScrape; readonly passage: Passage }[],
  externalLabels: Readonly<Record<string, string>>,
  targets: WhyTargets,
  clock: SliceClock,
  signal: AbortSignal,
): Promise<JobTrial | undefined> {
  const stored: Stored[] = [];
  for (const { scrape, passage } of jobs) {
    const trial = trialOf(session, scrape, 'metric', targets);
    const kept: number[] = [];
    let index = 0;
    const step = () => {
      for (const end = Math.min(trial.tried.count, index + AT_ONCE); index < end; index++)
        if (passage(trial.tried.labelsAt(index)).kind === 'labels') kept.push(index);
      return index < trial.tried.count;
    };
    if (!(await inSlices(step, clock, signal))) return undefined;
    stored.push({ trial, passage, kept });
  }
  return joined(stored, externalLabels);
}

function joined(stored: readonly Stored[], externalLabels: Readonly<Record<string, string>>): JobTrial {
  const starts: number[] = [];
  const firstTargets: number[] = [];
  let [count, targets] = [0, 0];
  for (const { kept, trial } of stored) {
    starts.push(count);
    firstTargets.push(targets);
    count += kept.length;
    targets += trial.targets.length;
  }
  const placeOf = (index: number) => {
    const at = lastNotAfter(starts, index);
    return { at, of: stored[at], own: stored[at]?.kept[index - (starts[at] ?? 0)] ?? 0 };
  };
  return {
    targets: stored.flatMap(({ trial }) => trial.targets),
    tried: {
      count,
      targetAt: (index) => {
        const { at, of, own } = placeOf(index);
        return (firstTargets[at] ?? 0) + (of?.trial.tried.targetAt(own) ?? 0);
      },
      labelsAt: (index) => {
        const { of, own } = placeOf(index);
        const outcome = of?.passage(of.trial.tried.labelsAt(own));
        return outcome?.kind === 'labels' ? { ...externalLabels, ...outcome.labels } : {};
      },
    },
  };
}
