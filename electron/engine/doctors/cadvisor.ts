import { z } from 'zod';
import type { DoctorSheet } from '../../../shared/contract/doctors';
import type { CadvisorScene, Cgroup, ContainerStats, NodeRuntime, OtherStats, Standalone } from '../../../shared/doctors/cadvisorScene';
import { cadvisorSheet } from '../../../shared/doctors/cadvisorSheet';
import { nameCgroups } from '../../../shared/doctors/cgroupNames';
import { emptySheet } from '../../../shared/doctors/sheet';
import type { ReadExposition } from '../../../shared/exposition/exposition';
import type { Discovered } from '../../../shared/model/component';
import { parseCommandLine } from '../discovery/commandLine';
import { nodeDistribution } from '../discovery/distribution';
import { ofKind } from '../probers/byKind';
import { cgroupPodsOf } from '../probers/cadvisor/cgroupPods';
import { isCadvisorFacts } from '../probers/cadvisor/facts';
import { Expositions } from '../session/expositions';
import { jsonOf } from './jsonOf';
import type { DoctorParts, DoctorSession } from './parts';

export function examineCadvisor({ session }: Pick<DoctorParts, 'session'>, subject: string | undefined): DoctorSheet {
  const all = ofKind(session.discovered, 'cadvisor');
  const found = all.find(({ id }) => id === subject) ?? [...all].sort((a, b) => unnamedShare(b, session) - unnamedShare(a, session))[0];
  if (found === undefined)
    return emptySheet('unknown', 'No cAdvisor is known yet.', 'There is one in each kubelet, once nodes can be listed.');
  return cadvisorSheet(sceneOf(found, all, session));
}

/** The one that needs it most is examined first; of equal ones a standalone one, which has more that can be wrong. */
function unnamedShare({ id, card }: Discovered, { looks }: DoctorSession): number {
  const facts = looks.get(id)?.facts;
  const look = isCadvisorFacts(facts) && facts.exposition?.state === 'ok' ? facts.exposition.value : undefined;
  const share = look === undefined || look.containerCgroups === 0 ? 0 : 1 - look.labelled / look.containerCgroups;
  return share + (card === 'cadvisor' ? 0 : 0.001);
}

const isInKubelet = ({ card }: Discovered): boolean => card === 'cadvisor';

function nameOf(found: Discovered): string {
  if (isInKubelet(found)) return `kubelet of ${found.node ?? found.name}`;
  const full = [found.namespace, found.name].filter(Boolean).join('/');
  return `${full}, standalone${found.node === undefined ? '' : ` on ${found.node}`}`;
}

function sceneOf(found: Discovered, all: readonly Discovered[], session: DoctorSession): CadvisorScene {
  const expositions = new Expositions(session.readings);
  const node = nodeOf(found, session);
  const pods = cgroupPodsOf(session.inventory.pods);
  const head = { choices: all.map((each) => ({ id: each.id, words: nameOf(each) })), chosen: found.id, name: nameOf(found), pods };
  const read = readCgroups(found, session, expositions);
  const mine = {
    ...head,
    ...(node === undefined ? {} : { node }),
    ...(isInKubelet(found) ? {} : { standalone: standaloneOf(found, session) }),
  };
  if (typeof read === 'string') return { ...mine, because: read, cgroups: [], families: new Map(), others: [] };
  const rivals = all.filter((each) => each.id !== found.id && nodeOf(each, session)?.name === node?.name && node !== undefined);
  const others = rivals.flatMap((each): OtherStats[] => {
    const other = readCgroups(each, session, expositions);
    return typeof other === 'string'
      ? []
      : [
          {
            source: isInKubelet(each) ? "kubelet's cAdvisor" : 'standalone',
            containers: statsOf(other.cgroups, pods),
            families: other.families,
          },
        ];
  });
  return {
    ...mine,
    cgroups: read.cgroups,
    families: read.families,
    others: [...others, ...kubeletStats(node?.name, session, expositions)],
    proof: { answerId: read.answerId, owner: { card: found.card, member: found.id } },
  };
}

interface ReadCgroups {
  readonly cgroups: readonly Cgroup[];
  readonly families: ReadonlyMap<string, number>;
  readonly answerId: string;
}

const CPU = 'container_cpu_usage_seconds_total';
const MEMORY = 'container_memory_working_set_bytes';
const isUsage = (name: string): boolean => name === CPU || name === MEMORY;

/** What its last exposition says of each cgroup; a string says why there is none. */
function readCgroups({ id }: Discovered, session: DoctorSession, expositions: Expositions): ReadCgroups | string {
  const seen = session.looks.get(id)?.observations.find(({ name }) => name === 'exposition')?.observation;
  if (seen === undefined) return 'it was not asked: there are too many nodes to read each, or no way to it is known';
  if (seen.state !== 'ok') return seen.because;
  const kept = seen.answerId === undefined ? undefined : session.answers.get(seen.answerId);
  const read = kept && expositions.of(kept);
  if (kept === undefined || read === undefined || !read.ok) return 'its last answer is not kept any more';
  const byId = new Map<string, { labels: Record<string, string>; cpuSeconds?: number; memoryBytes?: number }>();
  const first = new Map<string, number>();
  let at = -1;
  for (const { name, labels, value } of read.value.samples()) {
    at += 1;
    if (!isUsage(name)) continue;
    const path = labels['id'] ?? '';
    if (!first.has(path)) first.set(path, at);
    const cgroup = byId.get(path) ?? { labels };
    if (name === MEMORY) cgroup.memoryBytes = value;
    else cgroup.cpuSeconds = (cgroup.cpuSeconds ?? 0) + value;
    byId.set(path, cgroup);
  }
  const lines = read.value.linesOf([...first.values()]);
  const lineOf = new Map([...first.keys()].map((path, place) => [path, lines[place]?.line]));
  const cgroups = [...byId].map(([path, cgroup]): Cgroup => {
    const line = lineOf.get(path);
    return { id: path, ...cgroup, ...(line === undefined ? {} : { line }) };
  });
  return { cgroups, families: read.value.counts(), answerId: kept.id };
}

function statsOf(cgroups: readonly Cgroup[], pods: CadvisorScene['pods']): ReadonlyMap<string, ContainerStats> {
  const containers = nameCgroups({ cgroups, pods }).filter(({ layer }) => layer === 'container');
  return new Map(containers.map((each) => [`${each.namespace}/${each.pod}/${each.container}`, each]));
}

/** What kubeadm writes on the nodes that it makes. */
const CRI_SOCKET = 'kubeadm.alpha.kubernetes.io/cri-socket';

/** By its node, or by that of its pod. */
function nodeOf(found: Discovered, { inventory }: DoctorSession): NodeRuntime | undefined {
  const name = found.node ?? inventory.pods.find((pod) => pod.namespace === found.namespace && found.pods.includes(pod.name))?.node;
  const node = inventory.nodes.find((each) => each.name === name);
  if (node === undefined) return undefined;
  const distribution = nodeDistribution(node);
  const criSocket = node.annotations[CRI_SOCKET]?.replace(/^unix:\/\//, '');
  return {
    name: node.name,
    runtime: node.containerRuntimeVersion,
    kubelet: node.kubeletVersion,
    ...(distribution === undefined ? {} : { distribution }),
    ...(criSocket?.startsWith('/') === true ? { criSocket } : {}),
  };
}

function standaloneOf(found: Discovered, { inventory }: DoctorSession): Standalone {
  const { flags } = parseCommandLine([], found.args);
  const owner = found.workload;
  const workload =
    owner && inventory.workloads.find((each) => each.kind === owner.kind && each.name === owner.name && each.namespace === owner.namespace);
  const container = workload?.containers.find(({ name }) => name === found.container) ?? workload?.containers[0];
  if (owner === undefined || container === undefined) return { flags, args: [] };
  return { flags, args: container.args, workload: { ...owner, container: container.name } };
}

const Summary = z.object({
  pods: z.array(
    z.object({
      podRef: z.object({ name: z.string(), namespace: z.string() }),
      containers: z
        .array(
          z.object({
            name: z.string(),
            cpu: z.object({ usageCoreNanoSeconds: z.number() }).partial().optional(),
            memory: z.object({ workingSetBytes: z.number() }).partial().optional(),
          }),
        )
        .nullish(),
    }),
  ),
});

/** What the kubelet of that node says elsewhere: /metrics/resource, and the summary (of the runtime's CRI where that is on). */
function kubeletStats(node: string | undefined, session: DoctorSession, expositions: Expositions): OtherStats[] {
  const kubelet = ofKind(session.discovered, 'kubelet').find((each) => each.node === node);
  const observations = (kubelet && session.looks.get(kubelet.id)?.observations) ?? [];
  const keptOf = (wanted: string) => {
    const seen = observations.find(({ name }) => name === wanted)?.observation;
    return seen?.state === 'ok' && seen.answerId !== undefined ? session.answers.get(seen.answerId) : undefined;
  };
  const [resource, summary] = [keptOf('resource'), keptOf('summary')];
  const read = resource && expositions.of(resource);
  const body = summary && Summary.safeParse(jsonOf(summary.body));
  return [
    ...(read?.ok === true ? [{ source: '/metrics/resource', containers: resourceStats(read.value) }] : []),
    ...(body?.success === true ? [{ source: '/stats/summary', containers: summaryStats(body.data) }] : []),
  ];
}

function resourceStats(exposition: ReadExposition): ReadonlyMap<string, ContainerStats> {
  const stats = new Map<string, { cpuSeconds?: number; memoryBytes?: number }>();
  for (const { name, labels, value } of exposition.samplesNamed(isUsage)) {
    const key = `${labels['namespace']}/${labels['pod']}/${labels['container']}`;
    const each = stats.get(key) ?? {};
    if (name === CPU) each.cpuSeconds = value;
    else each.memoryBytes = value;
    stats.set(key, each);
  }
  return stats;
}

function summaryStats({ pods }: z.infer<typeof Summary>): ReadonlyMap<string, ContainerStats> {
  return new Map(
    pods.flatMap(({ podRef, containers }) =>
      (containers ?? []).map(({ name, cpu, memory }) => {
        const nanos = cpu?.usageCoreNanoSeconds;
        const stats = {
          ...(nanos === undefined ? {} : { cpuSeconds: nanos / 1e9 }),
          ...(memory?.workingSetBytes === undefined ? {} : { memoryBytes: memory.workingSetBytes }),
        };
        return [`${podRef.namespace}/${podRef.name}/${name}`, stats] as const;
      }),
    ),
  );
}
