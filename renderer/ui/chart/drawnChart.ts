import type { SeriesPoint } from '../../../shared/analysis/series/point';
import type { ChartLimit } from '../../../shared/model/chart';

/**
 * How a line is told from the others: its place in the order of colours, dashes and markers; read directly or kept by Prometheus
 * where both are beside each other. The only line of a chart has none.
 */
export type LineRole = number | 'direct' | 'kept' | undefined;

/** One line of a chart. */
export interface ChartLine {
  readonly key: string;
  readonly name: string | undefined;
  readonly style: LineRole;
  readonly points: readonly SeriesPoint[];
}

export interface DrawnChart {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  readonly order: number;
  readonly source: string;
  readonly lines: readonly ChartLine[];
  readonly limits: readonly ChartLimit[];
  readonly infinite: number;
}
