/** One moment of a line; null: looked, and no number came. */
export interface SeriesPoint {
  readonly atMs: number;
  readonly value: number | null;
}
