const MIB = 1024 ** 2;

/** What kube-state-metrics' README gives to begin with, today: no formula, "measure". */
export const KSM_SIZE_TODAY: KsmSizing = { cpuCores: 0.1, memoryBytes: 250 * MIB };

/** The README of 1.x: up to so many nodes 200 MiB and 0.1 cores, for each above them 2 MiB and 0.001 cores. */
const NODES_AT_FIRST = 100;

export interface KsmSizing {
  readonly cpuCores: number;
  readonly memoryBytes: number;
}

/** What the older rule gives a cluster of so many nodes. */
export function ksmSizeByNodes(nodes: number): KsmSizing {
  const above = Math.max(0, nodes - NODES_AT_FIRST);
  return { cpuCores: 0.1 + above * 0.001, memoryBytes: (200 + above * 2) * MIB };
}
