import { KNOWN_FLAGS, type KnownFlag } from '../knowledge/flags';
import { KNOWN_REASONS, type ReasonOf } from '../knowledge/reasons';
import type { ComponentKind } from '../model/component';
import type { Inventory } from '../model/inventory';
import { cell, column, countCell, stateCell, type Table } from './sheet';

/** How many objects give each reason now: "pod Evicted" -> 2. */
export function reasonCounts({ pods, hpas, apiServices }: Pick<Inventory, 'pods' | 'hpas' | 'apiServices'>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (of: ReasonOf, reason: string | undefined): void => {
    if (reason !== undefined) counts.set(`${of} ${reason}`, (counts.get(`${of} ${reason}`) ?? 0) + 1);
  };
  for (const { reason, conditions, statuses, otherStatuses = [] } of pods) {
    for (const each of new Set([reason, ...conditions.filter(({ status }) => status === 'False').map((one) => one.reason)]))
      count('pod', each);
    for (const one of [...statuses, ...otherStatuses]) {
      if (one.state === 'waiting') count('container waiting', one.reason);
      const ended = one.state === 'terminated' ? one.reason : one.lastTerminated?.reason;
      count('container terminated', ended);
    }
  }
  for (const { conditions } of hpas) for (const { reason } of conditions) count('HPA', reason);
  for (const { conditions } of apiServices)
    for (const { type, reason } of conditions) if (type === 'Available') count('APIService', reason);
  return counts;
}

/** Every reason that is known, and how many objects give it; `untold`: kinds of which not all objects are listed. */
export function reasonTable(counts: ReadonlyMap<string, number>, untold: ReadonlySet<ReasonOf>): Table {
  return {
    kind: 'table',
    id: 'reasons',
    title: 'Reasons',
    says: 'What the statuses of containers, pods, APIServices and HPAs say; of containers that have ended, now or before they were started anew.',
    columns: [
      column('here', 'Here', 10),
      column('of', 'Of', 14),
      column('reason', 'Reason', 20, 'code'),
      column('objects', 'Objects', 7, 'number'),
      column('means', 'What it means', 26),
      column('next', 'What to look at', 24),
      column('source', 'Source', 12, 'path'),
      column('version', 'Version', 8),
    ],
    rows: KNOWN_REASONS.map(({ of, reason, means, next = '', source, version }) => {
      const count = counts.get(`${of} ${reason}`);
      const none = untold.has(of) ? stateCell('unknown', 'not told') : stateCell('absent', 'no');
      return {
        id: `${of} ${reason}`,
        cells: [
          count === undefined ? none : stateCell('ok', 'yes'),
          cell(of),
          cell(reason),
          countCell(count),
          cell(means),
          cell(next),
          cell(source),
          cell(version),
        ],
      };
    }),
    empty: '',
  };
}

/** Flags of one component of the cluster, as its pods give them; undefined: it has no pods, or none that are seen. */
interface SeenFlags {
  readonly kind: ComponentKind;
  readonly name: string;
  readonly flags: ReadonlyMap<string, string> | undefined;
}

/** Flags that matter: what they are here. */
export function flagTable(seen: readonly SeenFlags[]): Table {
  return {
    kind: 'table',
    id: 'flags',
    title: 'Flags that matter',
    says: "As the components' pods give them.",
    columns: [
      column('here', 'Here', 16),
      column('of', 'Of', 16),
      column('flag', 'Flag', 22, 'code'),
      column('value', 'Value', 20, 'code'),
      column('usual', 'Not given, it is', 18),
      column('matters', 'What hangs on it', 28),
      column('source', 'Source', 14, 'path'),
      column('version', 'Version', 8),
    ],
    rows: KNOWN_FLAGS.map((known) => {
      const { kind, flag, usual, matters, source, version } = known;
      const [state, value] = flagHere(known, seen);
      return {
        id: `${kind} ${flag}`,
        cells: [state, cell(kind), cell(`--${flag}`), cell(value), cell(usual), cell(matters), cell(source), cell(version)],
      };
    }),
    empty: '',
  };
}

function flagHere({ kind, flag }: KnownFlag, seen: readonly SeenFlags[]) {
  const mine = seen.filter((each) => each.kind === kind);
  if (mine.length === 0) return [stateCell('absent', 'no such program'), ''] as const;
  const given = mine.flatMap(({ name, flags }) => {
    const value = flags?.get(flag);
    return value === undefined ? [] : [mine.length === 1 ? value : `${value} (${name})`];
  });
  if (mine.every(({ flags }) => flags === undefined)) return [stateCell('unknown', 'not told'), ''] as const;
  return given.length === 0
    ? ([stateCell('ok', 'not given'), ''] as const)
    : ([stateCell('ok', 'given'), [...new Set(given)].join(', ')] as const);
}
