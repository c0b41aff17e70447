import type { CadvisorScene, ContainerStats } from './cadvisorScene';
import type { Layer, NamedCgroup } from './cgroupNames';
import { type Cause, expectedLabels, isContainer, lackingLabels, whyLacking } from './missingLabels';
import { bytesCell, cell, column, countCell, inferredCell, secondsCell, stateCell, type Table } from './sheet';

/** One row for each cgroup: what it is of, which labels it has and lacks, and why. Containers first. */
export function labelTable(scene: CadvisorScene, named: readonly NamedCgroup[], cause: Cause): Table {
  const rows = [...named].sort((a, b) => rank(a) - rank(b));
  return {
    kind: 'table',
    id: 'labels',
    title: 'Labels',
    says: `Expected of a container: ${expectedLabels(scene).join(', ')}. Names in italics are inferred from the uid and the container id in the cgroup's path.`,
    columns: [
      column('layer', 'Layer', 12),
      column('namespace', 'Namespace', 12),
      column('pod', 'Pod', 20, 'code'),
      column('container', 'Container', 13, 'code'),
      column('lacks', 'Lacks', 18, 'code'),
      column('why', 'Why', 24),
      column('id', 'Cgroup', 20, 'path'),
    ],
    rows: rows.map((cgroup) => {
      const lacks = lackingLabels(scene, cgroup);
      const text = cgroup.inferred ? inferredCell : cell;
      const fine = lacks.length === 0 || !isContainer(cgroup) || cgroup.layer === 'sandbox';
      return {
        id: cgroup.id,
        cells: [
          stateCell(fine ? 'ok' : 'degraded', cgroup.layer),
          text(cgroup.namespace),
          text(cgroup.pod),
          text(cgroup.container),
          cell(lacks.join(', ')),
          cell(whyLacking(scene, cgroup, cause)),
          cell(cgroup.id),
        ],
      };
    }),
    empty: 'It exposes no cgroup.',
  };
}

const RANK: Readonly<Record<Layer, number>> = {
  'unnamed container': 0,
  container: 1,
  sandbox: 2,
  pod: 3,
  'QoS class': 4,
  'all pods': 5,
  root: 6,
  system: 7,
};

function rank({ layer }: NamedCgroup): number {
  return RANK[layer];
}

const AGAIN: Readonly<Record<Layer, string>> = {
  root: 'everything on the node: all rows below once more',
  'all pods': 'all pods once more',
  'QoS class': 'the pods of the class once more',
  pod: 'its sandbox and its containers once more',
  sandbox: 'the pause process; of network series the whole pod',
  container: 'this is what most queries mean',
  'unnamed container': 'containers and sandboxes, not told apart',
  system: 'services of the node; slices hold what is below them',
};

/** What a sum over a family without a selector adds up, layer by layer. */
export function layerTable(named: readonly NamedCgroup[]): Table {
  const layers: readonly Layer[] = ['root', 'all pods', 'QoS class', 'pod', 'sandbox', 'container', 'unnamed container', 'system'];
  return {
    kind: 'table',
    id: 'layers',
    title: 'Layers that a sum without a selector counts again',
    columns: [
      column('layer', 'Layer', 16),
      column('cgroups', 'Cgroups', 10, 'number'),
      column('memory', 'Working set', 14, 'number'),
      column('cpu', 'CPU seconds', 14, 'number'),
      column('holds', 'Holds', 46),
    ],
    rows: layers.flatMap((layer) => {
      const mine = named.filter((cgroup) => cgroup.layer === layer);
      if (mine.length === 0) return [];
      const sum = (of: (cgroup: NamedCgroup) => number | undefined) => mine.reduce((total, cgroup) => total + (of(cgroup) ?? 0), 0);
      const memory = bytesCell(sum(({ memoryBytes }) => memoryBytes));
      return [
        {
          id: layer,
          cells: [cell(layer), countCell(mine.length), memory, secondsCell(sum(({ cpuSeconds }) => cpuSeconds)), cell(AGAIN[layer])],
        },
      ];
    }),
    empty: 'It exposes no cgroup.',
  };
}

/** Read at other moments, two that say the same are this near to one another. */
const NEAR = 0.1;

/** The containers that it names, beside what others say of them. */
export function compareTable(scene: CadvisorScene, named: readonly NamedCgroup[]): Table {
  const { others } = scene;
  const containers = named.filter(({ layer }) => layer === 'container');
  const rows = containers.map((cgroup) => {
    const key = `${cgroup.namespace}/${cgroup.pod}/${cgroup.container}`;
    const told = others.map(({ containers: known }) => known.get(key));
    return { cgroup, key, told, differs: told.some((stats) => stats !== undefined && isFar(cgroup, stats)) };
  });
  return {
    kind: 'table',
    id: 'compared',
    title: 'The same container out of several sources',
    says: 'Cumulative CPU seconds and working set. They are read at different moments: within 10 % they count as the same.',
    columns: [
      column('same', 'Same?', 10),
      column('container', 'Container', 26, 'code'),
      column('cpu', 'CPU, this one', 10, 'number'),
      column('memory', 'Memory, this one', 10, 'number'),
      ...others.flatMap(({ source }, at) => [
        column(`cpu-${at}`, `CPU, ${source}`, 10, 'number'),
        column(`memory-${at}`, `Memory, ${source}`, 10, 'number'),
      ]),
    ],
    rows: rows
      .sort((a, b) => Number(b.differs) - Number(a.differs))
      .map(({ cgroup, key, told, differs }) => ({
        id: cgroup.id,
        cells: [
          told.every((stats) => stats === undefined)
            ? stateCell('unknown', 'nobody else')
            : stateCell(differs ? 'degraded' : 'ok', differs ? 'differs' : 'same'),
          cgroup.inferred ? inferredCell(key) : cell(key),
          secondsCell(cgroup.cpuSeconds),
          bytesCell(cgroup.memoryBytes),
          ...told.flatMap((stats) => [secondsCell(stats?.cpuSeconds), bytesCell(stats?.memoryBytes)]),
        ],
      })),
    empty: 'No container could be named, by its labels or by its path.',
  };
}

function isFar(one: ContainerStats, other: ContainerStats): boolean {
  const far = (a: number | undefined, b: number | undefined) =>
    a !== undefined && b !== undefined && Math.abs(a - b) > NEAR * Math.max(a, b) + 0.05;
  return far(one.cpuSeconds, other.cpuSeconds) || far(one.memoryBytes, other.memoryBytes);
}
