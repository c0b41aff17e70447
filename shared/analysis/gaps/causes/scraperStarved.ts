import { formatDuration } from '../../../model/format';
import { allStopped, type CauseRule, startIn } from '../scene';
import { STRETCHED } from './clockJumped';

/** The same process went on and scraped nothing: it measured intervals far over the one that is configured. */
export const scraperStarved: CauseRule = {
  cause: 'scraper-starved',
  prove(scene) {
    const { scraper, intervalMs } = scene;
    const { lengths } = scraper;
    if (!allStopped(scene) || lengths === undefined || lengths.count <= 0 || startIn(scene, scraper.startsMs) !== undefined)
      return undefined;
    const mean = lengths.seconds / lengths.count;
    if (mean * 1_000 <= STRETCHED * intervalMs) return undefined;
    return {
      because: `${scraper.name} got no time to scrape: ${formatDuration(mean)} on average between scrapes that should be ${formatDuration(intervalMs / 1_000)} apart, and it did not restart.`,
      evidence: scraper.evidence,
      remedy: 'Give it CPU (throttling: container_cpu_cfs_throttled_periods_total of its pod), memory, or fewer dear queries.',
    };
  },
};
