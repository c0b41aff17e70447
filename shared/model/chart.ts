import type { ComponentKind } from './component';

/** One chart of a kind: lines of one unit over the same time. */
export interface ChartHead {
  readonly key: string;
  readonly title: string;
  /** As shared/model/format.ts takes it; all lines of a chart have it. */
  readonly unit: string;
  /** Place among the charts of its kind, from 0. */
  readonly order: number;
}

/** A value that its lines are measured against, drawn dashed with its words: "one interval, 15 s". */
export interface ChartLimit {
  readonly value: number;
  readonly says: string;
}

/** Where a series is drawn. Without a chart it stands alone, under its own label. */
export interface ChartPlace {
  readonly chart?: ChartHead;
  /** What tells it from the other lines of its chart: a node, a result, "p99". Left out where a chart has one line. */
  readonly line?: string;
  /** The chart's; every line of a chart that has one brings the same. */
  readonly limit?: ChartLimit;
}

/** A number worth a point in a chart, at one moment. */
export interface ChartSample extends ChartPlace {
  /** Of the series within its owner: "cpu", "requests/metrics/resource". */
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  readonly atMs: number;
}

/** The last line of a chart with many: what the largest leave over. */
export const OTHERS = 'others';

/** The charts of each kind, in their order. */
export type ChartTable = Readonly<Partial<Record<ComponentKind, readonly ChartHead[]>>>;
