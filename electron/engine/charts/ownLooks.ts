import { downsample } from '../../../shared/analysis/series/downsample';
import { type Stretch, usualStepMs, withGaps } from '../../../shared/analysis/series/gaps';
import type { SeriesData } from '../../../shared/contract/engine';
import type { Discovered } from '../../../shared/model/component';
import { seriesOwners } from '../session/details';
import type { History } from '../store/history';

/** Points of one line that go to the window. */
export const LINE_POINTS = 2_000;
/** What stands on a chart that Hopscope saw itself. */
export const OWN_SOURCE = 'own looks';
/** A line that comes in from before the axis begins has its last point before it. */
const BEFORE_MS = 60_000;

/** What Hopscope saw of a card or member: one line for each series of its history. */
export function ownLooks(
  id: string,
  discovered: readonly Discovered[],
  history: History,
  { fromMs, toMs }: Stretch,
): readonly SeriesData[] {
  const members = discovered.filter((found) => found.card === id || found.id === id);
  const owners = seriesOwners(id, members.length === 1 ? members[0] : undefined);
  return owners.flatMap((owner) =>
    history.heads(owner).map((head) => {
      const points = history.read(owner, head.key, fromMs - BEFORE_MS).filter((point) => point.atMs <= toMs);
      const infinite = points.filter((point) => point.value !== null && !Number.isFinite(point.value)).length;
      const finite = points.map(({ atMs, value }) => ({ atMs, value: value !== null && Number.isFinite(value) ? value : null }));
      return {
        ...head,
        key: `${owner} ${head.key}`,
        source: OWN_SOURCE,
        points: [...downsample(withGaps(finite), LINE_POINTS)],
        ...(infinite > 0 ? { infinite } : {}),
      };
    }),
  );
}

/** Seconds between two looks: of the line that is looked at most often. */
export function ownStepSeconds(series: readonly SeriesData[]): number | undefined {
  const steps = series.flatMap(({ points }) => usualStepMs(points.filter((point) => point.value !== null)) ?? []);
  return steps.length === 0 ? undefined : Math.max(1, Math.round(Math.min(...steps) / 1_000));
}
