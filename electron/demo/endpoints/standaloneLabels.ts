import { CgroupLabels } from './cgroupLabels';
import type { Cgroup } from './cgroups';
import { labelPairs } from './goNumber';
import { type LabelSet, labelsOfText } from './labelSets';

type Values = Readonly<Record<string, string>>;

/** The labels of a cgroup's series as a standalone cAdvisor writes them: the runtime's labels under its own names, or the path alone. */
class StandaloneLabels extends CgroupLabels {
  override readonly plain: LabelSet;

  constructor(
    of: CgroupLabels,
    private readonly written: Values,
  ) {
    super(of.values);
    this.plain = labelSetOf(written);
  }

  override with(extra: Values): LabelSet {
    return labelSetOf({ ...this.written, ...extra });
  }
}

function labelSetOf(values: Values): LabelSet {
  const names = Object.keys(values).sort();
  return labelsOfText(labelPairs(Object.fromEntries(names.map((name) => [name, values[name] ?? '']))));
}

/** As recorded of cAdvisor 0.52: with the runtime's socket the node, sandboxes and containers; without it every cgroup, by its path. */
export function standaloneCgroup(cgroup: Cgroup, reachesRuntime: boolean): Cgroup | undefined {
  const { id } = cgroup.labels.values;
  if (!reachesRuntime) return { ...cgroup, labels: new StandaloneLabels(cgroup.labels, { id }) };
  const pod = cgroup.kind === 'sandbox' || cgroup.kind === 'container' ? cgroup.pod : undefined;
  if (pod === undefined && cgroup.kind !== 'root') return undefined;
  const { container, image, name } = cgroup.labels.values;
  return {
    ...cgroup,
    labels: new StandaloneLabels(cgroup.labels, {
      container_label_io_kubernetes_container_name: container,
      container_label_io_kubernetes_pod_name: pod?.name ?? '',
      container_label_io_kubernetes_pod_namespace: pod?.namespace ?? '',
      id,
      image,
      name,
    }),
  };
}
