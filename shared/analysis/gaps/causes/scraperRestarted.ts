import { formatClock, formatDuration } from '../../../model/format';
import { allStopped, type CauseRule, fromSamples, startIn } from '../scene';

/** Nothing was scraped, and the process that scrapes began in that time. */
export const scraperRestarted: CauseRule = {
  cause: 'scraper-restarted',
  prove(scene) {
    if (!allStopped(scene)) return undefined;
    const { scraper, others } = scene;
    const startMs = startIn(scene, scraper.startsMs);
    if (startMs === undefined) return undefined;
    const replay =
      scraper.replaySeconds === undefined || scraper.replaySeconds < 1
        ? ''
        : `, reading its log took ${formatDuration(scraper.replaySeconds)}`;
    return {
      because: `${scraper.name} started again at ${formatClock(startMs)} UTC${replay}: it scraped nothing in between.`,
      evidence: [
        ...scraper.evidence,
        {
          ...fromSamples(
            scene,
            `process_start_time_seconds ${startMs / 1_000}, within the gap; no up of any of ${others.total + 1} targets`,
          ),
        },
      ],
      remedy: 'See why it ended (last state of its container, its log); two replicas that scrape the same close such gaps.',
    };
  },
};
