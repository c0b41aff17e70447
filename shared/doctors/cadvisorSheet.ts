import type { DoctorSheet, SheetPart } from '../contract/doctors';
import { formatCount, formatOf } from '../model/format';
import { familyTable, groupTable } from './cadvisorFamilies';
import { remedyPart } from './cadvisorRemedy';
import type { CadvisorScene } from './cadvisorScene';
import { compareTable, labelTable, layerTable } from './cadvisorTables';
import { type NamedCgroup, nameCgroups } from './cgroupNames';
import { type Cause, causeOf, isContainer } from './missingLabels';
import { counted, type FactRow } from './sheet';

/** Which labels the series of containers have and lack, and why; what a sum counts twice; whether others say the same. */
export function cadvisorSheet(scene: CadvisorScene): DoctorSheet {
  const { choices, chosen, because, name } = scene;
  const subject = { name: 'cAdvisor', chosen, choices: [...choices] };
  if (because !== undefined)
    return { subject, verdict: { state: 'unknown', says: `${name} could not be read.`, more: `${because}.` }, parts: [] };
  const named = nameCgroups(scene);
  const cause = causeOf(scene, named);
  return {
    subject,
    verdict: verdictOf(scene, named, cause),
    parts: [
      ...remedyPart(scene, cause),
      { kind: 'facts', id: 'cadvisor', title: name, rows: cadvisorFacts(scene, named) },
      withProofs(labelTable(scene, named, cause), scene),
      layerTable(named),
      selectorPart(scene, cause, named),
      compareTable(scene, named),
      groupTable(scene),
      ...familyTable(scene),
    ],
  };
}

function verdictOf({ standalone }: CadvisorScene, named: readonly NamedCgroup[], cause: Cause): DoctorSheet['verdict'] {
  const containers = named.filter(isContainer);
  const inferred = containers.filter(({ inferred: told, container }) => told && container !== '').length;
  const restored = inferred === 0 ? '' : `${formatOf(inferred, containers.length)} are named below all the same, by their cgroup paths.`;
  switch (cause) {
    case 'whole':
      return {
        state: 'ok',
        says: `All ${counted(containers.length, 'container')} have their names.`,
        more: 'Sandboxes and containers; sum over layers with the selector below.',
      };
    case 'no-runtime':
      return {
        state: 'broken',
        says: `None of ${counted(containers.length, 'container')} has a name: it does not reach the container runtime.`,
        more: `${restored}${standalone === undefined ? ' Look at the runtime socket that the kubelet is given (--container-runtime-endpoint).' : ''}`,
      };
    case 'labels-not-stored':
      return { state: 'broken', says: `It knows ${counted(containers.length, 'container')} and stores no labels of them.`, more: restored };
    case 'some': {
      const without = containers.filter(({ pod, inferred: told }) => pod === '' || told).length;
      return { state: 'degraded', says: `${formatOf(without, containers.length)} containers have no names.`, more: restored };
    }
    case 'no-containers':
      return {
        state: 'broken',
        says: 'It exposes no container.',
        more:
          standalone?.flags.get('docker_only') === 'true'
            ? '--docker_only=true leaves out what is not of Docker.'
            : 'Cgroups of pods are not in what it exposes.',
      };
  }
}

/** Flags of a standalone cAdvisor that decide over labels and groups, with what they are without being given. */
const FLAGS: readonly (readonly [flag: string, usual: string])[] = [
  ['containerd', '/run/containerd/containerd.sock'],
  ['store_container_labels', 'true'],
  ['whitelisted_container_labels', 'none'],
  ['docker_only', 'false'],
  ['disable_metrics', 'memory_numa, tcp, udp, advtcp, sched, process, hugetlb, referenced_memory, cpu_topology, resctrl, cpuset'],
  ['enable_metrics', 'not given'],
  ['housekeeping_interval', '1 s'],
];

function cadvisorFacts({ standalone, node, families }: CadvisorScene, named: readonly NamedCgroup[]): FactRow[] {
  return [
    { label: 'kind', value: standalone === undefined ? 'in the kubelet' : 'standalone' },
    ...(node === undefined ? [] : [{ label: 'node', value: node.name, more: node.runtime }]),
    { label: 'exposes', value: `${formatCount(families.size)} families with series, ${formatCount(named.length)} cgroups` },
    ...(standalone === undefined
      ? []
      : FLAGS.map(([flag, usual]) => {
          const given = standalone.flags.get(flag);
          return { label: `--${flag}`, value: given ?? usual, more: given === undefined ? 'by default' : 'given' };
        })),
  ];
}

function withProofs(part: ReturnType<typeof labelTable>, { proof, cgroups }: CadvisorScene): SheetPart {
  if (proof === undefined) return part;
  const lines = new Map(cgroups.map(({ id, line }) => [id, line]));
  const proofOf = (id: string) => {
    const line = lines.get(id);
    return line === undefined ? proof : { ...proof, line };
  };
  return { ...part, rows: part.rows.map((row) => ({ ...row, proof: proofOf(row.id) })) };
}

/** Container ids under either cgroup driver, for series that have nothing but their path. */
const BY_PATH = 'id=~".*/(cri-containerd-|crio-|docker-)?[a-z0-9]{64}(\\\\.scope)?"';

function selectorPart({ standalone }: CadvisorScene, cause: Cause, named: readonly NamedCgroup[]): SheetPart {
  const unnamed = cause === 'no-runtime' || cause === 'labels-not-stored';
  const label = standalone === undefined ? 'container' : 'container_label_io_kubernetes_container_name';
  const by =
    standalone === undefined ? 'namespace, pod' : 'container_label_io_kubernetes_pod_namespace, container_label_io_kubernetes_pod_name';
  const selector = unnamed ? BY_PATH : `${label}!="", ${label}!="POD", image!=""`;
  const group = unnamed ? '' : ` by (${by})`;
  const sandboxes = named.filter(({ layer }) => layer === 'sandbox' || layer === 'unnamed container').length;
  const network = unnamed ? BY_PATH : standalone === undefined ? 'pod!=""' : 'container_label_io_kubernetes_pod_name!=""';
  return {
    kind: 'text',
    id: 'selector',
    title: 'The right selector',
    says: unnamed
      ? `Nothing but the path is there to select by: sandboxes (the pause process, among ${counted(sandboxes, 'unnamed container')}) stay in.`
      : 'Containers alone: not the sandbox, the pod, the QoS class and the node above them, which hold the same again.',
    language: 'promql',
    text: [
      `sum${group} (container_memory_working_set_bytes{${selector}})`,
      `sum${group} (rate(container_cpu_usage_seconds_total{${selector}}[5m]))`,
      '# network: on the sandbox alone, once for each pod and interface',
      `sum${group} (rate(container_network_receive_bytes_total{${network}}[5m]))`,
    ].join('\n'),
  };
}
