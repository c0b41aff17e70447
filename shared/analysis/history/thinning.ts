/** A kept moment as far as thinning is concerned. */
export interface Thinnable {
  readonly atMs: number;
  readonly bytes: number;
  /** The state of a pipeline changed here: kept longer than what lies between two of these. */
  readonly turn: boolean;
}

/**
 * What is left when no more than `limitBytes` may be kept, oldest first as it came. The older half loses every second
 * moment, again and again, so that the newest stay dense; turning points go last, the newest moment never.
 */
export function thinned<T extends Thinnable>(moments: readonly T[], limitBytes: number): readonly T[] {
  let kept = moments;
  while (kept.length > 1 && bytesOf(kept) > limitBytes) {
    const half = Math.ceil(kept.length / 2);
    const thinner = [...everySecond(kept.slice(0, half)), ...kept.slice(half)];
    kept = thinner.length < kept.length ? thinner : kept.slice(1);
  }
  return kept;
}

export function bytesOf(moments: readonly Thinnable[]): number {
  return moments.reduce((sum, { bytes }) => sum + bytes, 0);
}

function everySecond<T extends Thinnable>(moments: readonly T[]): readonly T[] {
  let quiet = 0;
  return moments.filter((moment) => {
    if (moment.turn) return true;
    quiet += 1;
    return quiet % 2 === 0;
  });
}
