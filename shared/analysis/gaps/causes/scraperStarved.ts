import { formatDuration } from '../../../model/format';
import { type CauseRule, fromSamples } from '../scene';
import { meanInterval } from './meanInterval';
import { starvedBy } from './starvedBy';

/** The same process went on and scraped nothing: it measured intervals far over the one that is configured. What took its time, where that is proven. */
export const scraperStarved: CauseRule = {
  cause: 'scraper-starved',
  prove(scene) {
    const mean = meanInterval(scene);
    if (mean?.stretched !== true) return undefined;
    const { scraper, intervalMs } = scene;
    const by = starvedBy(scene);
    const why = by === undefined ? '' : `; ${by.says}`;
    return {
      because: `${scraper.name} got no time to scrape: ${formatDuration(mean.seconds)} on average between scrapes that should be ${formatDuration(intervalMs / 1_000)} apart, and it did not restart${why}.`,
      evidence: [...scraper.evidence, ...(by === undefined ? [] : [fromSamples(scene, by.proof)])],
      remedy: by?.remedy ?? 'Give it CPU, memory, or fewer dear queries; that it scrapes itself and cAdvisor would tell which.',
    };
  },
};
