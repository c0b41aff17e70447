import type { WhyTargets } from '../../../shared/analysis/why/scene';
import type { BenchLimits, RulesKind } from '../../../shared/contract/bench';
import { failed, ok, type Result } from '../../../shared/model/result';
import {
  type Passage,
  throughMetricRules,
  throughTargetRules,
  throughWriteRules,
  withinLabelLimits,
} from '../../../shared/relabel/outcome';
import type { Tried } from '../../../shared/relabel/overAll';
import type { Grouped } from '../../../shared/relabel/ruleCost';
import { readScrape } from '../../../shared/relabel/scrapeConfig';
import type { BenchScrape } from './benchConfig';
import { type BenchSession, type ReadTarget, readTargetsOf, seriesTried } from './jobSeries';
import type { ReadRules } from './rulesText';

/** What rules of a job are tried on. */
export interface JobTrial {
  readonly tried: Tried & Grouped;
  /** Of the group that `targetAt` gives. */
  readonly targets: readonly ReadTarget[];
}

/** Of a scrape_config: its series, or (relabel_configs) everything that was discovered for it, dropped or not. */
export function trialOf(session: BenchSession, scrape: BenchScrape, kind: RulesKind, all: WhyTargets): JobTrial {
  const active = all.active.filter(({ job }) => job === scrape.name);
  const read = readTargetsOf(session, scrape, active);
  if (kind === 'metric') return { tried: seriesTried(read, scrape.honorLabels), targets: read };
  const dropped = all.dropped
    .filter(({ job }) => job === scrape.name)
    .map(
      ({ discovered }): ReadTarget => ({
        name: discovered['__address__'] ?? '',
        labels: discovered,
        intervalMs: scrape.intervalMs,
        reading: { state: 'unread', because: 'the rules drop it: nobody scrapes it' },
      }),
    );
  const discovered = [...active.map((each) => each.discovered), ...dropped.map(({ labels }) => labels)];
  const tried = { count: discovered.length, labelsAt: (index: number) => discovered[index] ?? {}, targetAt: (index: number) => index };
  return { tried, targets: [...read, ...dropped] };
}

/** What those rules do; the error says what else of the job cannot be read. */
export function passageOf(scrape: BenchScrape, kind: RulesKind, { rules, list }: ReadRules, limits: BenchLimits): Result<Passage, string> {
  if (kind === 'metric') return ok(withinLabelLimits(throughMetricRules(rules), limits));
  if (kind === 'write') return ok(throughWriteRules(rules));
  const read = readScrape({ ...scrape.config, relabel_configs: list });
  return read.ok ? ok(throughTargetRules(read.value)) : failed(`${read.error.path}: ${read.error.message}`);
}
