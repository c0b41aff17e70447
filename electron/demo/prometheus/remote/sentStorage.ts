import type { Labels } from '../../../../shared/promql/labels';
import type { Point, Samples, SeriesStorage, StoredSeries } from '../../../../shared/promql/storage';

/** What of a Prometheus' samples has come to a remote storage. */
export interface Sent {
  /** The storage began then: what is older was never sent. */
  readonly fromMs: number;
  readonly untilMs: number;
  /** external_labels, which every series gets on the way. */
  readonly labels: Labels;
}

/** The samples of another storage as far as they have been sent. */
export function sentStorage(storage: SeriesStorage, sent: () => Sent): SeriesStorage {
  return {
    select(matchers) {
      const now = sent();
      const added = (name: string) => now.labels[name] !== undefined;
      if (!matchers.every(({ name, test }) => !added(name) || test(now.labels[name] ?? ''))) return [];
      return storage.select(matchers.filter(({ name }) => !added(name))).map((series) => new SentSeries(series, now));
    },
  };
}

class SentSeries implements StoredSeries {
  readonly labels: Labels;

  constructor(
    private readonly series: StoredSeries,
    private readonly sent: Sent,
  ) {
    this.labels = { ...sent.labels, ...series.labels };
  }

  latest(atMs: number, lookbackMs: number): Point | undefined {
    const untilMs = Math.min(atMs, this.sent.untilMs);
    const point = this.series.latest(untilMs, Math.max(0, lookbackMs - (atMs - untilMs)));
    return point === undefined || point.timeMs < this.sent.fromMs ? undefined : point;
  }

  window(afterMs: number, untilMs: number): Samples {
    return this.series.window(Math.max(afterMs, this.sent.fromMs - 1), Math.min(untilMs, this.sent.untilMs));
  }
}
