import { formatDuration } from '../../../model/format';
import { allStopped, type CauseRule, startIn } from '../scene';

/** From here on the scraper's own measure of its intervals is too long to be the interval. */
export const STRETCHED = 1.25;

/** Times jump, yet what the scraper measured between its scrapes (with a clock that cannot be set) is the interval as ever. */
export const clockJumped: CauseRule = {
  cause: 'clock-jumped',
  prove(scene) {
    const { scraper, intervalMs } = scene;
    const { lengths } = scraper;
    if (!allStopped(scene) || lengths === undefined || lengths.count <= 0 || startIn(scene, scraper.startsMs) !== undefined)
      return undefined;
    const mean = lengths.seconds / lengths.count;
    if (mean * 1_000 > STRETCHED * intervalMs) return undefined;
    return {
      because: `The clock of ${scraper.name} was set ahead: it measured ${formatDuration(mean)} between scrapes all along.`,
      evidence: scraper.evidence,
      remedy: 'Let NTP slew the clock of that node instead of stepping it.',
    };
  },
};
