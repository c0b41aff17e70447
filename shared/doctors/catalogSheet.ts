import type { DoctorSheet, SheetRow } from '../contract/doctors';
import { allFamilies, type KnownFamily, knownFamilies, RENAMED } from '../knowledge/metricCatalogue';
import { formatCount } from '../model/format';
import { cell, column, countCell, counted, stateCell } from './sheet';

/** A family that some exposition of this cluster has. */
export interface SeenFamily {
  readonly series: number;
  readonly type?: string;
  /** "kubelet", "Prometheus monitoring/k8s": who exposes it. */
  readonly by: readonly string[];
}

/** Every metric that is known, and whether this cluster has it. */
export function catalogSheet(seen: ReadonlyMap<string, SeenFamily>, expositions: number): DoctorSheet {
  const known = [...allFamilies()];
  const here = known.filter(({ name }) => seen.has(name)).length;
  const unlisted = [...seen].filter(([name]) => knownFamilies(name).length === 0);
  return {
    verdict: {
      state: expositions === 0 ? 'unknown' : 'ok',
      says:
        expositions === 0
          ? 'No exposition could be read yet.'
          : `${formatCount(here)} of ${formatCount(known.length)} known families are here.`,
      more: `${counted(expositions, 'component')} ${expositions === 1 ? 'exposes' : 'expose'} them (of many alike some speak for all); ${counted(unlisted.length, 'family', 'families')} in them are of applications or of versions that the catalogue does not list.`,
    },
    parts: [
      {
        kind: 'table',
        id: 'families',
        title: 'Metric families',
        says: 'Each with the program that exposes it, how stable it is, what it hangs on, and where that is written.',
        columns: [
          column('here', 'Here', 7),
          column('family', 'Family', 27, 'code'),
          column('component', 'Of', 12),
          column('type', 'Type', 9),
          column('stage', 'Stability', 13),
          column('needs', 'Hangs on', 14),
          column('series', 'Series', 7, 'number'),
          column('by', 'Exposed by', 12),
          column('source', 'Source', 13, 'path'),
          column('version', 'Version', 10),
        ],
        rows: [
          ...known.map((family, at) => knownRow(family, at, seen.get(family.name))),
          ...unlisted.map(unlistedRow),
          ...RENAMED.map((each) => renamedRow(each, seen)),
        ],
        empty: '',
      },
    ],
  };
}

function knownRow(
  { name, component, type, stage = '', needs = '', source, version }: KnownFamily,
  at: number,
  here: SeenFamily | undefined,
): SheetRow {
  return {
    id: `${at} ${name}`,
    cells: [
      here === undefined ? stateCell('absent', 'no') : stateCell('ok', 'yes'),
      cell(name),
      cell(component),
      cell(type),
      cell(stage),
      cell(needs),
      countCell(here?.series),
      cell(byWords(here)),
      cell(source),
      cell(version),
    ],
  };
}

function byWords(here: SeenFamily | undefined): string {
  const by = here?.by ?? [];
  return by.length > 3 ? `${by.slice(0, 3).join(', ')}, and ${by.length - 3} more` : by.join(', ');
}

function unlistedRow([name, here]: readonly [string, SeenFamily]): SheetRow {
  const words = [
    cell(name),
    cell(''),
    cell(here.type ?? ''),
    cell(''),
    cell(''),
    countCell(here.series),
    cell(byWords(here)),
    cell('not in the catalogue'),
    cell(''),
  ];
  return { id: `seen ${name}`, cells: [stateCell('ok', 'yes'), ...words] };
}

function renamedRow({ was, is, since }: (typeof RENAMED)[number], seen: ReadonlyMap<string, SeenFamily>): SheetRow {
  const here = seen.get(was);
  const words = [
    cell(was),
    cell(''),
    cell(''),
    cell('renamed'),
    cell(`is ${is} since ${since}`),
    countCell(here?.series),
    cell(byWords(here)),
    cell('changelog'),
    cell(''),
  ];
  return { id: `renamed ${was}`, cells: [here === undefined ? stateCell('absent', 'no') : stateCell('stale', 'yes, old'), ...words] };
}
