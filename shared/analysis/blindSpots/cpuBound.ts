/** A value of a cumulative counter of CPU seconds, at the time that the producer read it (cAdvisor's own timestamp). */
export interface CpuSample {
  readonly atMs: number;
  readonly coreSeconds: number;
}

/** Between two samples: the sum is known, its course is not. */
export interface CpuBound {
  readonly fromMs: number;
  readonly toMs: number;
  /** Used in that time, exactly. */
  readonly coreSeconds: number;
  readonly meanCores: number;
  /** A burst of `cores` cannot have lasted longer. */
  readonly longestSeconds: number;
}

/**
 * For each pair of neighbouring samples: how long a burst of `cores` can have lasted at most, however short it was against the
 * distance of the samples. A bound and no guess: all that the counter rose by may have been one burst, and none of it need have
 * been. A counter that fell began anew (the container was restarted): what it shows since is used since. Pairs without a
 * distance are left out; no pair, no bound.
 */
export function cpuBounds(samples: readonly CpuSample[], cores: number): readonly CpuBound[] {
  return samples.slice(1).flatMap((after, at): CpuBound[] => {
    const before = samples[at] ?? after;
    const seconds = (after.atMs - before.atMs) / 1_000;
    if (!(seconds > 0) || !(cores > 0)) return [];
    const coreSeconds = after.coreSeconds >= before.coreSeconds ? after.coreSeconds - before.coreSeconds : after.coreSeconds;
    return [
      {
        fromMs: before.atMs,
        toMs: after.atMs,
        coreSeconds,
        meanCores: coreSeconds / seconds,
        longestSeconds: Math.min(seconds, coreSeconds / cores),
      },
    ];
  });
}

/** Cores that a burst of at least `seconds` can have used at most within one pair. */
export function mostCores({ coreSeconds, fromMs, toMs }: CpuBound, seconds: number): number {
  return coreSeconds / Math.min(seconds, (toMs - fromMs) / 1_000);
}
