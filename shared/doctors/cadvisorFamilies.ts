import { CADVISOR_GROUPS } from '../knowledge/cadvisorGroups';
import { knownFamilies } from '../knowledge/metricCatalogue';
import type { CadvisorScene } from './cadvisorScene';
import { cell, column, countCell, stateCell, type Table } from './sheet';

/** Off in a standalone cAdvisor unless --enable_metrics names them (google/cadvisor cmd/cadvisor.go). */
const OFF_ALONE = ['memory_numa', 'tcp', 'udp', 'sched', 'process', 'hugetlb', 'referenced_memory'];

/** The option groups: which are on here, and what turns on the others. */
export function groupTable({ families, standalone, others }: CadvisorScene): Table {
  const elsewhere = others.find(({ families: known }) => known !== undefined);
  return {
    kind: 'table',
    id: 'groups',
    title: 'Groups of families',
    columns: [
      column('group', 'Group', 14, 'code'),
      column('here', 'Here', 14),
      ...(elsewhere === undefined ? [] : [column('there', elsewhere.source, 16)]),
      column('series', 'Series', 8, 'number'),
      column('family', 'Told by', 34, 'code'),
      column('why', 'What turns it on', 30),
    ],
    rows: CADVISOR_GROUPS.map(({ group, families: told, inKubelet }) => {
      const has = (known: ReadonlyMap<string, number>) => told.some((family) => known.has(family));
      const there = elsewhere?.families === undefined ? [] : [cell(has(elsewhere.families) ? 'on' : 'off')];
      const why = has(families) ? '' : standalone === undefined ? whyOffInKubelet(group, inKubelet) : whyOffAlone(group, standalone.flags);
      const series = told.reduce((sum, family) => sum + (families.get(family) ?? 0), 0);
      return {
        id: group,
        cells: [
          cell(group),
          stateCell(has(families) ? 'ok' : 'absent', has(families) ? 'on' : 'off'),
          ...there,
          countCell(series),
          cell(told[0] ?? ''),
          cell(why),
        ],
      };
    }),
    empty: '',
  };
}

function whyOffInKubelet(group: string, inKubelet: boolean): string {
  if (!inKubelet) return 'never in the kubelet: a standalone cAdvisor has it';
  if (group === 'pressure') return 'the gate KubeletPSI, and a kernel with PSI on cgroup v2';
  return 'the kubelet turns it on; with CRI stats the runtime has to expose it';
}

function whyOffAlone(group: string, flags: ReadonlyMap<string, string>): string {
  const [enabled, disabled] = [flags.get('enable_metrics'), flags.get('disable_metrics')];
  if (enabled !== undefined) return `add it to --enable_metrics (${enabled}), which replaces the whole list`;
  if (disabled?.split(',').includes(group)) return 'take it out of --disable_metrics';
  if (OFF_ALONE.includes(group)) return `off by default: --enable_metrics with all that are wanted, ${group} among them`;
  return 'on by default: nothing on this node has a value for it';
}

/** Families that it has and another cAdvisor of the same node has not, or the other way round; none where there is no other. */
export function familyTable({ families, others, standalone }: CadvisorScene): Table[] {
  const other = others.find(({ families: known }) => known !== undefined);
  if (other?.families === undefined) return [];
  const there = other.families;
  const isOfContainers = (name: string) => /^(container|machine)_/.test(name);
  const names = [...new Set([...families.keys(), ...there.keys()])].filter(
    (name) => isOfContainers(name) && families.has(name) !== there.has(name),
  );
  return [
    {
      kind: 'table',
      id: 'differing-families',
      title: 'Families that one has and the other has not',
      says: `This one is ${standalone === undefined ? 'in the kubelet' : 'standalone'}; both are of the same node.`,
      columns: [
        column('family', 'Family', 44, 'code'),
        column('group', 'Group', 16),
        column('here', 'Series here', 14, 'number'),
        column('there', `Series of ${other.source}`, 18, 'number'),
      ],
      rows: names.sort().map((name) => {
        const group = knownFamilies(name).find(({ component }) => component === 'cadvisor')?.needs ?? '';
        return { id: name, cells: [cell(name), cell(group), countCell(families.get(name)), countCell(there.get(name))] };
      }),
      empty: 'None: both have the same families.',
    },
  ];
}
