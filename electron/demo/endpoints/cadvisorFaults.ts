import { hash32 } from '../world/seeded';
import type { WorldNode } from '../world/world';
import { CgroupLabels } from './cgroupLabels';
import { type CgroupStats, nothing } from './cgroupStats';

/** What has ended is shown as it was at the end of some minutes. */
const ENDED_MS = 600_000;

/** What a cAdvisor shows of what it read: everything, where it works. One that flaps leaves out half of the containers, other ones each second. */
export function shownStats(stats: readonly CgroupStats[], { kubelet }: WorldNode, nowMs: number): readonly CgroupStats[] {
  switch (kubelet.cadvisorFault) {
    case undefined:
      return stats;
    case 'flapping':
      return stats.filter(({ cgroup }) => !isContainer(cgroup) || hash32(Math.floor(nowMs / 1000), cgroup.id) % 2 === 0);
    case 'keeps-ended':
      return stats.flatMap((each) => [each, ...endedBefore(each, nowMs)]);
  }
}

/** By its path a sandbox is a container like the others. */
function isContainer({ kind }: CgroupStats['cgroup']): boolean {
  return kind === 'container' || kind === 'sandbox';
}

/** The container that ran before this one, with the values and the time of its end: between one and two stretches ago. */
function endedBefore(of: CgroupStats, nowMs: number): readonly CgroupStats[] {
  const { cgroup } = of;
  if (cgroup.kind !== 'container' || !cgroup.pod.hostNetwork) return [];
  const id = cgroup.id.replace(/[0-9a-f]{64}/, (hash) => [...hash].reverse().join(''));
  const atMs = (Math.floor(nowMs / ENDED_MS) - 1) * ENDED_MS;
  const { container, image, name, namespace, pod } = cgroup.labels.values;
  const labels = new CgroupLabels({ container, id, image, name: [...name].reverse().join(''), namespace, pod });
  const usage = { ...nothing, cpuCoreSeconds: 12, memoryWorkingSetBytes: 16 << 20, memoryUsageBytes: 20 << 20 };
  return [{ cgroup: { ...cgroup, id, labels }, atMs, startedMs: atMs - ENDED_MS, usage, peakBytes: 24 << 20, spec: of.spec }];
}
