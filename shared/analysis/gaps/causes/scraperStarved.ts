import { formatDuration } from '../../../model/format';
import type { CauseRule } from '../scene';
import { meanInterval } from './meanInterval';

/** The same process went on and scraped nothing: it measured intervals far over the one that is configured. */
export const scraperStarved: CauseRule = {
  cause: 'scraper-starved',
  prove(scene) {
    const mean = meanInterval(scene);
    if (mean?.stretched !== true) return undefined;
    const { scraper, intervalMs } = scene;
    return {
      because: `${scraper.name} got no time to scrape: ${formatDuration(mean.seconds)} on average between scrapes that should be ${formatDuration(intervalMs / 1_000)} apart, and it did not restart.`,
      evidence: scraper.evidence,
      remedy: 'Give it CPU (throttling: container_cpu_cfs_throttled_periods_total of its pod), memory, or fewer dear queries.',
    };
  },
};
