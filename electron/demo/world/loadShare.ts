import { type Phases, waveIntegral } from './load';
import type { Behaviour } from './world';

/**
 * How the load of a workload is shared by its ready replicas: each pod has `sharedByReplicas / ready` of the numbers.
 * Between two changes of the number of replicas the share is constant; the integral up to each change is kept (an HPA
 * makes a few an hour), so that a pod's counter is two look-ups and no sum over the past.
 */
export interface LoadShare {
  readonly phases: Phases;
  /** From `atMs` on there are so many ready replicas. Times only grow. */
  changed(atMs: number, ready: number): void;
  /** The share (1: the behaviour's own numbers) at a time. */
  at(ms: number): number;
  /** Integral from `fromMs` to `toMs` of the share (in seconds), and of the share x wave. */
  integral(fromMs: number, toMs: number): SharedSeconds;
}

export interface SharedSeconds {
  readonly flat: number;
  readonly wave: number;
}

interface Stretch extends SharedSeconds {
  readonly fromMs: number;
  readonly share: number;
}

export function createLoadShare(behaviour: Behaviour, phases: Phases, firstMs: number, ready: number): LoadShare {
  const shareOf = (replicas: number) => (behaviour.sharedByReplicas ?? 1) / Math.max(1, replicas);
  const first: Stretch = { fromMs: firstMs, share: shareOf(ready), flat: 0, wave: 0 };
  const stretches: Stretch[] = [first];

  function stretchAt(ms: number): Stretch {
    let low = 0;
    let high = stretches.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((stretches[middle]?.fromMs ?? 0) <= ms) low = middle;
      else high = middle - 1;
    }
    return stretches[low] ?? first;
  }

  function upTo(ms: number): SharedSeconds {
    const { fromMs, share, flat, wave } = stretchAt(ms);
    return { flat: flat + (share * (ms - fromMs)) / 1000, wave: wave + share * waveIntegral(behaviour, phases, fromMs / 1000, ms / 1000) };
  }

  return {
    phases,
    changed(atMs, replicas) {
      if (shareOf(replicas) !== stretchAt(atMs).share) stretches.push({ fromMs: atMs, share: shareOf(replicas), ...upTo(atMs) });
    },
    at: (ms) => stretchAt(ms).share,
    integral(fromMs, toMs) {
      const from = upTo(fromMs);
      const to = upTo(toMs);
      return { flat: to.flat - from.flat, wave: to.wave - from.wave };
    },
  };
}
