import { useMemo, useState } from 'react';
import { findLines, type RawLine } from './rawLines';

export interface RawSteps {
  /** Indexes of the lines that are stepped through: those found, or without a search those marked. */
  readonly hits: readonly number[];
  /** The one stepped to. */
  readonly hit: number | undefined;
  /** Its place among them, from 0. */
  readonly at: number;
  readonly step: (by: number) => void;
}

/** Steps through the lines that hold the words, or that carry a mark; begins at the line that a claim led to. */
export function useRawSteps(lines: readonly RawLine[], search: string, marked: ReadonlySet<number>, claimed: number | undefined): RawSteps {
  const hits = useMemo(() => findLines(lines, search, marked), [lines, search, marked]);
  const [chosen, setChosen] = useState<number>();
  const first = Math.max(
    0,
    hits.findIndex((index) => lines[index]?.number === claimed),
  );
  const at = hits.length === 0 ? 0 : (chosen ?? first) % hits.length;
  return { hits, hit: hits[at], at, step: (by) => setChosen(hits.length === 0 ? undefined : (at + by + hits.length) % hits.length) };
}
