import type { DoctorSheet, SheetCell, SheetColumn, SheetPart } from '../contract/doctors';
import { formatBytes, formatCores, formatCount, formatDuration } from '../model/format';
import type { Health } from '../model/health';

/** Cells, columns and verdicts of which the sheets of the doctors are made. */

export type Table = Extract<SheetPart, { kind: 'table' }>;
export type FactRow = Extract<SheetPart, { kind: 'facts' }>['rows'][number];

export function cell(text: string): SheetCell {
  return { text };
}

/** Glyph and word of the state, and what is said beside it. */
export function stateCell(state: Health, text: string): SheetCell {
  return { text, state };
}

export function inferredCell(text: string): SheetCell {
  return text === '' ? { text } : { text, inferred: true };
}

export function countCell(count: number | undefined): SheetCell {
  return count === undefined ? { text: '' } : { text: formatCount(count), sort: count };
}

export function coresCell(cores: number | undefined): SheetCell {
  return cores === undefined ? { text: '' } : { text: formatCores(cores), sort: cores };
}

export function bytesCell(bytes: number | undefined): SheetCell {
  return bytes === undefined ? { text: '' } : { text: formatBytes(bytes), sort: bytes };
}

export function secondsCell(seconds: number | undefined): SheetCell {
  return seconds === undefined ? { text: '' } : { text: formatDuration(seconds), sort: seconds };
}

/** `share`: of the table's width, beside the others' shares. */
export function column(id: string, title: string, share: number, look: SheetColumn['look'] = 'text'): SheetColumn {
  return { id, title, share, look };
}

/** A sheet of one sentence: there is nothing to examine, or it may not be. */
export function emptySheet(state: Health, says: string, more: string): DoctorSheet {
  return { verdict: { state, says, more }, parts: [] };
}

/** "1 pod", "3 pods". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
