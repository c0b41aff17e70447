import type { LabFault, LabFinding } from '../../../shared/contract/lab';
import type { Health } from '../../../shared/model/health';
import type { Prediction } from '../../store/labStore';

/** The findings that a fault must cause, and those of them that the diagnosis has. */
export interface Expected {
  readonly all: readonly { readonly finding: LabFinding; readonly found: boolean }[];
  readonly found: number;
}

export function expectedOf({ findings: wanted }: Pick<LabFault, 'findings'>, findings: readonly LabFinding[]): Expected {
  const has = new Set(findings.map(keyOf));
  const all = wanted.map((finding) => ({ finding, found: has.has(keyOf(finding)) }));
  return { all, found: all.filter(({ found }) => found).length };
}

function keyOf({ rule, subject }: LabFinding): string {
  return `${rule} ${subject}`;
}

export interface Comparison {
  /** Ticked, and not well any more. */
  readonly right: readonly string[];
  /** Ticked, and still as it was. */
  readonly wrong: readonly string[];
  /** Not well any more, and not ticked. */
  readonly missed: readonly string[];
}

/** What was said beside what the map shows: a card that was not well before counts for neither. */
export function compare({ cards, before }: Prediction, now: Readonly<Record<string, Health>>): Comparison {
  const broke = Object.keys(before).filter((id) => before[id] === 'ok' && (now[id] ?? 'absent') !== 'ok');
  return {
    right: cards.filter((id) => broke.includes(id)),
    wrong: cards.filter((id) => !broke.includes(id)),
    missed: broke.filter((id) => !cards.includes(id)),
  };
}

/** Faults that hold every word of the search in their name, their sentence or a rule that they must cause. */
export function searchedFaults(faults: readonly LabFault[], search: string): readonly LabFault[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return faults.filter(({ name, says, findings }) => {
    const text = [name, says, ...findings.map(({ rule }) => rule)].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** By the card where each begins, in the order in which the cards come; those that no card shows last, under "". */
export function groupedByCard(faults: readonly LabFault[]): readonly (readonly [card: string, faults: readonly LabFault[]])[] {
  const groups = new Map<string, LabFault[]>();
  for (const fault of faults) {
    const [card = ''] = fault.cards;
    groups.set(card, [...(groups.get(card) ?? []), fault]);
  }
  return [...groups].sort(([a], [b]) => Number(a === '') - Number(b === ''));
}
