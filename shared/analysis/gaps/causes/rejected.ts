import { formatCount } from '../../../model/format';
import { type CauseRule, fromSamples } from '../scene';

const WORDS: Readonly<Record<string, string>> = {
  sample_out_of_order: 'out of order',
  sample_duplicate_timestamp: 'a second value for the same time',
  sample_out_of_bounds: 'too old, or too far ahead',
};

/** Scraped well, and not taken in: the scraper counted refused samples in that time, and the series is one that can be refused. */
export const rejected: CauseRule = {
  cause: 'rejected',
  prove(scene) {
    const { scraper, series } = scene;
    if (scene.gone !== 'samples' || series === undefined || series.marker !== undefined) return undefined;
    const counts = Object.entries(scraper.rejected ?? {}).filter(([reason, count]) => count > 0 && WORDS[reason] !== undefined);
    if (counts.length === 0) return undefined;
    const said = counts.map(([reason, count]) => `${formatCount(count)} ${WORDS[reason]}`).join(', ');
    return {
      because: `The target was up and ${scraper.name} refused samples in this time: ${said}.`,
      evidence: [
        ...scraper.evidence,
        ...counts.map(([reason, count]) => fromSamples(scene, `prometheus_target_scrapes_${reason}_total rose by ${formatCount(count)}`)),
      ],
      remedy: 'Expose no timestamps of your own (or honor_timestamps: false), and one series under each label set.',
    };
  },
};
