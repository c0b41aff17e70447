import { create } from 'zustand';
import type { SaveFile, Saving } from '../../shared/contract/save';
import { toCsv } from '../../shared/exports/csv';
import type { Table } from '../../shared/exports/reportTables';
import { assertNever } from '../../shared/model/result';
import { tellShell } from '../bridge/shellBridge';
import { texts } from '../texts/catalogue';
import type { Copy } from './copies';
import { addNotice, dismissNotice, useEngine } from './engineStore';

/** Something on the screen that can be saved or copied: what it is called, its rows, how it looks, its request. */
export interface Savable {
  readonly name: string;
  readonly table?: () => Table;
  /** Its part of the page: saved as a picture. */
  readonly picture?: Element;
  /** The same as text, of its own. */
  readonly svg?: () => string;
  readonly copies?: readonly Copy[];
}

/** What is open of it: the list of all exports, or the menu of one thing. */
export const useSaving = create<{
  readonly shown: boolean;
  readonly menu: { readonly savable: Savable; readonly x: number; readonly y: number } | undefined;
}>(() => ({ shown: false, menu: undefined }));

export function showExports(shown: boolean): void {
  useSaving.setState({ shown });
}

type TextKind = Extract<SaveFile['content'], { is: 'text' }>['kind'];
const NOTICE = 'saving';
const t = texts.exports;

export function saveText(kind: TextKind, name: string, text: string): void {
  tellShell({ type: 'save', name: named(name), content: { is: 'text', kind, text } });
}

export function copyText(text: string): void {
  tellShell({ type: 'copy', text });
}

export function saveTable(name: string, table: Table): void {
  saveText('csv', name, toCsv(table));
}

/**
 * A picture of a part of the page as it stands there, two frames later: what was asked with (a menu, a dialog) is gone by then.
 * While it is taken the page has the attribute data-picture, and what only serves the hand is hidden.
 */
export function savePicture(name: string, part: Element): void {
  document.documentElement.dataset['picture'] = '';
  part.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  afterNextPaint(() => {
    const { left, top, right, bottom } = part.getBoundingClientRect();
    const [x, y] = [Math.max(0, Math.floor(left)), Math.max(0, Math.floor(top))];
    const area = { x, y, width: Math.ceil(Math.min(right, innerWidth)) - x, height: Math.ceil(Math.min(bottom, innerHeight)) - y };
    if (area.width > 0 && area.height > 0) tellShell({ type: 'save', name: named(name), content: { is: 'area', kind: 'png', area } });
    else receiveSaving({ type: 'saving', kind: 'png', step: { state: 'failed', why: 'nothing-drawn' } });
  });
}

/** What main says of it. */
export function receiveSaving({ kind, step }: Saving): void {
  delete document.documentElement.dataset['picture'];
  switch (step.state) {
    case 'asking':
    case 'cancelled':
      dismissNotice(NOTICE);
      return;
    case 'saved':
      addNotice({ id: NOTICE, says: t.saved(step.file) });
      return;
    case 'failed':
      addNotice({ id: NOTICE, says: t.failed(step.file ?? t.kinds[kind]), remedy: failureWords(step) });
      return;
    default:
      assertNever(step);
  }
}

/** The notice of what is saved: one at a time. */
export function saySaving(says: string, remedy?: string): void {
  addNotice({ id: NOTICE, says, remedy });
}

function failureWords({ why, code }: Extract<Saving['step'], { state: 'failed' }>): string {
  return why === 'other' ? t.failures.other(code ?? t.noCode) : t.failures[why];
}

/** "kind-demo map 2026-01-01T00-01": of which cluster, and which minute. */
function named(name: string): string {
  const report = useEngine.getState().view?.report;
  return [report?.cluster.context, name, report?.to.slice(0, 16).replace(':', '-')].filter(Boolean).join(' ').slice(0, 200);
}

function afterNextPaint(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(run));
}
