import { create } from 'zustand';
import type { FindScope, Found } from '../../shared/contract/find';
import type { Selection } from './choiceStore';

const OPENED_KEPT = 5;

interface Finding {
  readonly shown: boolean;
  /** What the engine found last; of an older query until the next answer is there. */
  readonly found: Found | undefined;
  /** What was opened last, the newest first. */
  readonly opened: readonly Selection[];
}

/** Find: what is open, what the engine answered. */
export const useFinding = create<Finding>(() => ({ shown: false, found: undefined, opened: [] }));

export function showFind(shown: boolean): void {
  useFinding.setState({ shown });
}

export function receiveFound(found: Found): void {
  useFinding.setState({ found });
}

/** Something was opened in the inspector, whichever way. */
export function rememberOpened(selection: Selection): void {
  if (selection.kind === 'none') return;
  const key = keyOf(selection);
  useFinding.setState(({ opened }) => ({ opened: [selection, ...opened.filter((other) => keyOf(other) !== key)].slice(0, OPENED_KEPT) }));
}

/** Another cluster: nothing of the one before. */
export function forgetOpened(): void {
  useFinding.setState({ opened: [], found: undefined });
}

export function keyOf(selection: Selection): string {
  return JSON.stringify(selection);
}

/** The prefix that a query begins with, and the query without it. */
export function scopeOf(written: string): { readonly scope: FindScope | 'commands'; readonly query: string } {
  const text = written.trimStart();
  const scope = PREFIXES.get(text[0] ?? '');
  return scope === undefined ? { scope: 'all', query: text.trim() } : { scope, query: text.slice(1).trim() };
}

const PREFIXES: ReadonlyMap<string, FindScope | 'commands'> = new Map([
  ['>', 'commands'],
  ['/', 'metrics'],
  ['@', 'nodes'],
]);
