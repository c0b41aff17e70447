import { assertNever } from '../../../model/result';
import type { CauseRule, GapScene, Proof, ProvenCause } from '../scene';
import { clockJumped } from './clockJumped';
import { discoveryLost } from './discoveryLost';
import { limitExceeded } from './limitExceeded';
import { nodeNotReady } from './nodeNotReady';
import { podReplaced } from './podReplaced';
import { producerSlower } from './producerSlower';
import { rejected } from './rejected';
import { remoteBehind } from './remoteBehind';
import { kubeletRestarted, targetRestarted } from './restarted';
import { scraperRestarted } from './scraperRestarted';
import { scraperStarved } from './scraperStarved';
import { scrapeTooSlow } from './scrapeTooSlow';
import { seriesFlap } from './seriesFlap';
import { seriesVanished } from './seriesVanished';
import { targetDown } from './targetDown';

/** In the order in which they are tried: what explains more comes first, what only says that it failed last. */
export const CAUSES: readonly CauseRule[] = [
  producerSlower,
  remoteBehind,
  scraperRestarted,
  clockJumped,
  scraperStarved,
  podReplaced,
  nodeNotReady,
  kubeletRestarted,
  targetRestarted,
  limitExceeded,
  scrapeTooSlow,
  targetDown,
  discoveryLost,
  seriesFlap,
  rejected,
  seriesVanished,
];

export interface Proven extends Proof {
  readonly cause: ProvenCause;
}

/** The first cause that is proven, else `unknown` with what would have to be known. */
export function proveCause(scene: GapScene): Proven {
  for (const { cause, prove } of CAUSES) {
    const proof = prove(scene);
    if (proof !== undefined) return { cause, ...proof };
  }
  return { cause: 'unknown', because: `Nothing that was read proves why: ${unknownBecause(scene)}.`, evidence: [] };
}

function unknownBecause({ gone, scraper, series, others }: GapScene): string {
  switch (gone) {
    case 'scrapes':
      return others.total === 0
        ? `${scraper.name} has no other target to tell whether it scraped at all`
        : `${scraper.name} scraped nothing, did not start anew in that time, and its own intervals are not kept`;
    case 'answers':
      return 'the scrapes failed';
    case 'samples':
      return series?.explicitTimestamps === true
        ? 'samples with timestamps of their own leave no stale marker'
        : 'the target was up, no stale marker was found and no refusal was counted';
    default:
      return assertNever(gone);
  }
}
