import type { WorldNode } from './world';

/** How far a node's clock is ahead at a simulated time, milliseconds. */
export function clockAheadMs({ kubelet }: Pick<WorldNode, 'kubelet'>, nowMs: number): number {
  const { clockAheadSeconds, clockSetMs = Number.NEGATIVE_INFINITY } = kubelet;
  return nowMs >= clockSetMs ? clockAheadSeconds * 1000 : 0;
}
