import { type Arrival, lagSpread } from './spread';

/** One hop of the way, with what arrived there. */
export interface LagStage {
  readonly id: string;
  readonly says: string;
  readonly arrivals: readonly Arrival[];
}

export interface Wait {
  readonly id: string;
  readonly says: string;
  /** Of the mean time that a change takes to the last hop. */
  readonly share: number;
}

/**
 * Where a change waits on its way to the last stage: until a sample is taken, and from each stage to the next. Each stage's mean is
 * of the samples that the last one took in, so that the shares add up to one. Empty where a stage saw too little.
 */
export function waitsOf(sampling: { readonly id: string; readonly says: string }, stages: readonly LagStage[]): readonly Wait[] {
  const last = stages[stages.length - 1];
  const spread = last && lagSpread(last.arrivals);
  if (last === undefined || spread === undefined || spread.meanMs <= 0) return [];
  const taken = last.arrivals.map(({ sampleMs }) => sampleMs);
  const means = stages.map(({ arrivals }) => lagSpread(arrivals.filter(({ sampleMs }) => taken.includes(sampleMs)))?.meanMs);
  if (means.some((mean) => mean === undefined)) return [];
  const sampled = halfGapMs(taken);
  const ends = [sampled, ...means.map((mean) => mean ?? 0)];
  const parts = [sampling, ...stages];
  return parts.map(({ id, says }, at) => {
    const took = (ends[at] ?? 0) - (at === 0 ? 0 : (ends[at - 1] ?? 0));
    return { id, says, share: Math.min(1, Math.max(0, took / spread.meanMs)) };
  });
}

/** The mean time from a change to the next of these samples. */
function halfGapMs(samplesMs: readonly number[]): number {
  const inOrder = [...samplesMs].sort((a, b) => a - b);
  let [weighed, length] = [0, 0];
  for (const [at, ms] of inOrder.entries()) {
    const gap = at === 0 ? 0 : ms - (inOrder[at - 1] ?? ms);
    weighed += (gap * gap) / 2;
    length += gap;
  }
  return length === 0 ? 0 : weighed / length;
}
