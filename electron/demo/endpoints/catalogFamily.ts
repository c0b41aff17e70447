/** A family as scripts/catalogs.mjs writes it; see there for the layout of a series. */
export interface CatalogFamily {
  readonly n: string;
  readonly t: string;
  readonly h: string;
  readonly b?: string;
  readonly s: readonly string[];
}

export interface CatalogMoment {
  /** When the process that is shown started. */
  readonly startedMs: number;
  readonly nowMs: number;
  /** What stands for ${node} and ${ip}. */
  readonly names?: Readonly<Record<string, string>>;
  /** Sample lines of families that the caller knows better, without timestamps. "" means no samples. */
  readonly own?: ReadonlyMap<string, string | CountedLines>;
}

/** Lines that are printed when they are wanted. */
export interface CountedLines {
  readonly count: number;
  readonly print: () => string;
}
