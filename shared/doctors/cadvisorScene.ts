import type { CgroupPods } from '../cgroup/inferLabels';
import type { SheetProof } from '../contract/doctors';
import type { DistributionName } from '../knowledge/distributions';

/** One cAdvisor to be examined, beside those that could be. */
export interface CadvisorScene {
  readonly choices: readonly { readonly id: string; readonly words: string }[];
  readonly chosen: string;
  /** "cAdvisor in the kubelet of n1", "monitoring/cadvisor". */
  readonly name: string;
  /** Absent: it is the one in the kubelet. */
  readonly standalone?: Standalone;
  readonly node?: NodeRuntime;
  /** Why there is no exposition to examine. */
  readonly because?: string;
  readonly cgroups: readonly Cgroup[];
  /** Series by family name. */
  readonly families: ReadonlyMap<string, number>;
  readonly pods: CgroupPods;
  /** What others say of the same node's containers, the examined one not among them. */
  readonly others: readonly OtherStats[];
  readonly proof?: Omit<SheetProof, 'line'>;
}

/** A cAdvisor that runs as a pod of its own. */
export interface Standalone {
  readonly flags: ReadonlyMap<string, string>;
  /** Where a patch has to go; absent: not known. */
  readonly workload?: { readonly kind: string; readonly namespace: string; readonly name: string; readonly container: string };
  /** Of that container in the workload's template. */
  readonly args: readonly string[];
}

export interface NodeRuntime {
  readonly name: string;
  /** "containerd://1.6.20". */
  readonly runtime: string;
  /** "v1.34.4+k3s1". */
  readonly kubelet: string;
  /** What it carries of its distribution: "label microk8s.io/cluster=true". */
  readonly distribution?: { readonly name: DistributionName; readonly sign: string };
  /** Path of the socket that kubeadm wrote on the node. */
  readonly criSocket?: string;
}

/** One cgroup as cAdvisor exposes it: the labels of its CPU or memory series. */
export interface Cgroup {
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly cpuSeconds?: number;
  readonly memoryBytes?: number;
  /** Where the first of its series stands in the answer. */
  readonly line?: number;
}

/** "NS/POD/CONTAINER" -> what a source says of it. */
export interface OtherStats {
  readonly source: string;
  readonly containers: ReadonlyMap<string, ContainerStats>;
  /** Of another cAdvisor: its families. */
  readonly families?: ReadonlyMap<string, number>;
}

export interface ContainerStats {
  readonly cpuSeconds?: number;
  readonly memoryBytes?: number;
}
