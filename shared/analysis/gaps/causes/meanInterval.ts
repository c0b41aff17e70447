import { allStopped, type GapScene, startIn } from '../scene';

/** From here on the scraper's own measure of its intervals is too long to be the interval. */
const STRETCHED = 1.25;
/** Nobody keeps to the interval better than this. */
const UNSTEADY = 1.02;
/** What all its targets together waited too long is at least this part of what one of them waits in such a gap. */
const WAITED = 0.5;

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
  const excessMs = lengths.seconds * 1_000 - lengths.count * intervalMs;
  const waited = seconds * 1_000 > UNSTEADY * intervalMs && excessMs >= WAITED * (scene.toMs - scene.fromMs - intervalMs);
  return { seconds, stretched: waited || seconds * 1_000 > STRETCHED * intervalMs };
}
