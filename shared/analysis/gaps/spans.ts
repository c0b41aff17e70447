/** From one sample to the next, or from and to the ends of what is looked at. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  readonly openBefore: boolean;
  readonly openAfter: boolean;
  /** The sample after `toMs`. */
  readonly nextMs: number | undefined;
}

/** Neighbour to neighbour; without samples, one span that is open on both sides. `samplesMs` ascend. */
export function* spansOf(samplesMs: ArrayLike<number>, startMs: number, endMs: number): Generator<Span> {
  let fromMs = startMs;
  for (let i = 0; i < samplesMs.length; i++) {
    const toMs = samplesMs[i] ?? 0;
    if (i > 0 || Number.isFinite(startMs)) yield { fromMs, toMs, openBefore: i === 0, openAfter: false, nextMs: samplesMs[i + 1] };
    fromMs = toMs;
  }
  const openBefore = samplesMs.length === 0;
  if (Number.isFinite(fromMs) && Number.isFinite(endMs)) yield { fromMs, toMs: endMs, openBefore, openAfter: true, nextMs: undefined };
}
