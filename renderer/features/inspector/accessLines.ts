import type { AccessRow } from '../../../shared/contract/engine';

/** One line of the table: verbs on one resource that all are answered alike. */
export interface AccessLine extends Omit<AccessRow, 'verb'> {
  readonly verbs: readonly string[];
}

/** Rows with neighbours of the same resource and the same answers put together: "list, watch". */
export function accessLines(rows: readonly AccessRow[]): readonly AccessLine[] {
  const lines: AccessLine[] = [];
  for (const { verb, ...rest } of rows) {
    const last = lines[lines.length - 1];
    if (last !== undefined && sameAnswers(last, rest)) lines[lines.length - 1] = { ...last, verbs: [...last.verbs, verb] };
    else lines.push({ ...rest, verbs: [verb] });
  }
  return lines;
}

function sameAnswers(a: Omit<AccessRow, 'verb'>, b: Omit<AccessRow, 'verb'>): boolean {
  const sameThing = a.resource === b.resource && a.namespace === b.namespace && a.need === b.need;
  return sameThing && a.cells.length === b.cells.length && a.cells.every((cell, at) => cell.state === b.cells[at]?.state);
}
