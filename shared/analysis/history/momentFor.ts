import type { Strip } from '../../contract/engine';
import { segmentAt } from './segments';

/**
 * The kept moment that shows what the tracks say of this time: the newest not newer in which both were in the same state,
 * else the next one in which they still are, else the newest not newer. undefined: none is kept.
 */
export function momentFor({ core, monitoring, moments }: Pick<Strip, 'core' | 'monitoring' | 'moments'>, atMs: number): number | undefined {
  const around = [segmentAt(core, atMs), segmentAt(monitoring, atMs)].filter((each) => each !== undefined);
  const fromMs = Math.max(...around.map((each) => each.fromMs));
  const toMs = Math.min(...around.map((each) => each.toMs));
  const before = moments.filter((each) => each <= atMs).pop();
  if (before !== undefined && before >= fromMs) return before;
  const after = moments.find((each) => each > atMs && each < toMs);
  return around.length > 0 && after !== undefined ? after : (before ?? moments[0]);
}
