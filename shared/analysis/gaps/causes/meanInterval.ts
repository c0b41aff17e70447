import { allStopped, type GapScene, startIn } from '../scene';

/** From here on the scraper's own measure of its intervals is too long to be the interval. */
const STRETCHED = 1.25;

export interface MeanInterval {
  readonly seconds: number;
  /** Far over the interval that is configured. */
  readonly stretched: boolean;
}

/** What the same process of the scraper measured between its scrapes while nothing was scraped; undefined where it does not tell. */
export function meanInterval(scene: GapScene): MeanInterval | undefined {
  const { scraper, intervalMs } = scene;
  const { lengths } = scraper;
  if (!allStopped(scene) || lengths === undefined || lengths.count <= 0 || startIn(scene, scraper.startsMs) !== undefined) return undefined;
  const seconds = lengths.seconds / lengths.count;
  return { seconds, stretched: seconds * 1_000 > STRETCHED * intervalMs };
}
