import { cgroupRootOf } from '../../../shared/cgroup/cgroupRoot';
import { parseCgroupId } from '../../../shared/cgroup/parseId';
import { indexed } from '../../../shared/model/indexed';
import type { CadvisorLook } from '../probers/cadvisor/facts';

/** Cgroup paths of one exposition: the first of each root, kind and QoS class. */
export const cgroupExamples = indexed(({ housekeptMs, use }: CadvisorLook): readonly string[] => {
  const examples = new Map<string, string>();
  for (const ids of [housekeptMs.keys(), use.cpuSeconds.keys()])
    for (const id of ids) {
      const root = cgroupRootOf(id);
      if (root === undefined) continue;
      const { kind, qos } = parseCgroupId(id);
      const key = `${root} ${kind} ${qos ?? ''}`;
      if (!examples.has(key)) examples.set(key, id);
    }
  return [...examples.values()];
});
